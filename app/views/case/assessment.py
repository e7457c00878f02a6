"""How fixed, by what driver, which way it is going: the newest fixation profile; and every assessment of the case."""

from app.domain.fields.content import said
from app.domain.kinds.fixation_profile import KIND
from app.domain.kinds.fixation_profile.content import FixationProfile
from app.domain.kinds.registry import codes_in
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.axis.axis_panel import AxisPanel
from app.views.case.profile import ProfileTable
from app.views.case.record_list import RecordList
from app.views.case.tab import NewestTab
from app.views.context.context import Context
from app.views.context.places import RecordAt
from app.views.widgets.empty import EmptyPart
from app.views.widgets.words import unbroken, words

_BOTH = 2
"""The newest profile and the one before it."""
_ROWS = 8
"""How many rows of the list are seen at once."""
_LISTED = codes_in("assessment")


class Assessment(NewestTab):
    """The assessments of a case."""

    help = "assessment"
    kind = KIND

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        theme = context.theme
        self.table = ProfileTable(theme)
        self._course = words("", "hint")
        self._none = EmptyPart(theme, "No fixation profile yet", _NONE)
        self.trend = AxisPanel(theme, "Ratings over time", plotted=True)
        self.trend.picked.connect(lambda record: self.go(RecordAt(case_id, record)))
        self._every = words("Every assessment", "h2")
        self.list = RecordList("assessments", context)
        self.list.setAccessibleName("Assessments")
        self.list.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.list.table.counted.connect(self._show_listed)
        self.list.table.refused.connect(self.refused)
        self.list.setFixedHeight(theme.pixels(2.6 * _ROWS))
        for widget in (self._course, self.table, self._none, self.trend, self._every, self.list):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._show(())
        self._show_listed(0, 0)
        self._none.hide()

    def arrive(self) -> None:
        """Read the newest profile and the one before and how the ratings went, then list every assessment."""
        self._load(again=False)

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Read them anew, and stay where one was in the list."""
        self._load(again=True)

    def _load(self, *, again: bool) -> None:
        self.run(self.desk.records.newest, self.case_id, KIND.code, _BOTH, then=self._show)
        self.run(self.desk.casefile.ratings, self.case_id, then=self.trend.show_axis)
        self.list.show_kinds(self.desk, self.case_id, _LISTED, again=again)

    def focus_first(self) -> None:
        """Give the keyboard to the profile."""
        self.table.setFocus() if self.table.isVisible() else super().focus_first()

    def _show(self, found: tuple[RecordView, ...]) -> None:
        is_there = bool(found)
        self.show_newest(found[0] if found else None)
        for each in (self._course, self.table, self.trend):
            each.setVisible(is_there)
        self._none.setVisible(not is_there)
        if not found:
            return
        profile, *before = (each.sheet.content for each in found)
        if isinstance(profile, FixationProfile):
            whole = (each for each in before if isinstance(each, FixationProfile))
            self._course.setText(_course(profile))
            self.table.show_profile(profile, next(whole, None))
        else:
            self._course.setText(found[0].reading.sentence)
            self.table.hide()

    def _show_listed(self, matching: int, _total: int) -> None:
        for each in (self._every, self.list):
            each.setVisible(bool(matching))


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
    message = "; ".join(f"{name}: {word}" for name, word in facts if word)
    return f"{message}. {KIND.note}"


_NONE = (
    "A fixation profile rates fourteen dimensions of the preoccupation, each with its own anchors, source and "
    "confidence, and never adds them up. The second one shows what has changed since the first."
)
