"""How fixed, by what driver, which way it is going: the newest fixation profile, and every one before it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import said
from app.domain.kinds.fixation_profile import KIND
from app.domain.kinds.fixation_profile.content import FixationProfile
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.case.profile import ProfileTable
from app.views.case.record_list import RecordList
from app.views.case.tab import NewestTab
from app.views.context.context import Surroundings
from app.views.context.places import RecordAt
from app.views.widgets.case_words import unbroken
from app.views.widgets.empty import EmptyPart
from app.views.widgets.words import words

_ROWS = 8
"""How many rows of the list of profiles are seen at once."""


@dataclass(frozen=True)
class Profiles:
    """The newest profile that stands, and the one before it."""

    now: RecordView | None
    before: FixationProfile | None


def profiles(desk: Desk, case_id: str) -> Profiles:
    """Read both; away from the window's thread."""
    now = desk.casefile.newest(case_id, KIND.code)
    if now is None:
        return Profiles(None, None)
    for entry in desk.chronology.page(case_id, kinds=(KIND.code,)).rows:
        is_other = entry.id != now.provenance.id and not entry.is_error
        if is_other and not Compartment(entry.compartment).is_sealed:
            before = desk.records.read(entry.id)
            return Profiles(now, before.sheet.content if before.reading.is_whole else None)
    return Profiles(now, None)


class Assessment(NewestTab):
    """The assessments of a case."""

    help = "assessment"
    kind = KIND

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, case_id, parent)
        look = around.look
        self.table = ProfileTable(look)
        self._course = words("", "hint")
        self._none = EmptyPart(look, "No fixation profile yet", _NONE)
        self._every = words("Every profile", "h2")
        self.list = RecordList("profiles", around, ("when", "title", "author", "marks"))
        self.list.setAccessibleName("Fixation profiles")
        self.list.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.list.table.refused.connect(self.refused)
        self.list.setFixedHeight(look.pixels(2.6 * _ROWS))
        for widget in (self._course, self.table, self._none, self._every, self.list):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._show(Profiles(None, None))
        self._none.hide()

    def arrive(self) -> None:
        """Read the newest profile and the one before, then list them all."""
        self.run(profiles, self.desk, self.case_id, then=self._show)
        self.list.show_kinds(self.desk, self.case_id, (KIND.code,))

    def focus_first(self) -> None:
        """Give the keyboard to the profile."""
        (self.table if self.table.isVisible() else self.first).setFocus()

    def _show(self, seen: Profiles) -> None:
        is_there = seen.now is not None
        self.show_newest(seen.now)
        for each in (self._course, self.table, self._every, self.list):
            each.setVisible(is_there)
        self._none.setVisible(not is_there)
        if seen.now is None:
            return
        profile = seen.now.sheet.content
        if isinstance(profile, FixationProfile):
            self._course.setText(_course(profile))
            self.table.show_profile(profile, seen.before)
        else:
            self._course.setText(seen.now.reading.sentence)
            self.table.hide()


def _course(profile: FixationProfile) -> str:
    on = ", ".join(word for one in profile.objects if (word := one.victim or one.named))
    period = unbroken(profile.period.show()) if profile.period else ""
    facts = (
        ("Period", period),
        ("On", on),
        ("Driver", said(profile, "driver")),
        ("Trend", said(profile, "trend")),
        ("Gives the person", said(profile, "functions")),
    )
    told = "; ".join(f"{name}: {word}" for name, word in facts if word)
    return f"{told}. {KIND.note}"


_NONE = (
    "A fixation profile rates fourteen dimensions of the preoccupation, each with its own anchors, source and "
    "confidence, and never adds them up. The second one shows what has changed since the first."
)
