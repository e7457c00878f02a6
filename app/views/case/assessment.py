"""How fixed, by what driver, which way it is going: the newest fixation profile; and every assessment of the case."""

from collections.abc import Iterator, Sequence

from app.domain.fields.content import said
from app.domain.fields.declare import SCALE
from app.domain.kinds.fixation_profile import KIND
from app.domain.kinds.fixation_profile.content import FixationProfile, course, together
from app.domain.kinds.registry import codes_in
from app.services.desk import Desk
from app.services.printing.asked import Printing, Subject
from app.services.records.reading import RecordView
from app.views.axis.axis_panel import AxisPanel
from app.views.case.listed import RecordsBelow
from app.views.case.profile import ProfileTable
from app.views.case.tab import NewestTab
from app.views.context.context import Context
from app.views.context.places import PrintAt, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyPart
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import LEFT, vertical
from app.views.widgets.printing import may_print, print_button
from app.views.widgets.words import unbroken, words

_BOTH = 2
"""The newest profile of a target and the one before it."""


class Assessment(NewestTab):
    """The assessments of a case: the newest profile of each target, each compared with its own alone."""

    help = "assessment"
    kind = KIND

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        theme = context.theme
        self.tables: tuple[ProfileTable, ...] = ()
        self._profiles = vertical(None, gap=theme.pixels(0.8))
        self._none = EmptyPart(theme, "No fixation profile yet", _NONE)
        may = may_print(desk.member)
        prints = print_button(theme, "ratings over time", self._print) if may else None
        self.trend = AxisPanel(theme, "Ratings over time", plotted=True, prints=prints)
        self.trend.picked.connect(lambda record: self.go(RecordAt(case_id, record)))
        self.every = RecordsBelow(context, "assessments", "Every assessment", codes_in("assessment"))
        self.list = self.every.list
        self.every.opened.connect(lambda entry: self.go(RecordAt(case_id, entry.id)))
        self.every.refused.connect(self.refused)
        self.column.addLayout(self._profiles)
        for widget in (self._none, self.trend, self.every):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._show(())
        self._none.hide()

    def _print(self) -> None:
        self.go(PrintAt(self.case_id, Printing(Subject.RATINGS)))

    def arrive(self) -> None:
        """Read the newest profile and the one before and how the ratings went, then list every assessment."""
        self._load(again=False)

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Read them anew, and stay where one was in the list."""
        self._load(again=True)

    def _load(self, *, again: bool) -> None:
        self.run(self.desk.records.newest, self.case_id, KIND.code, _BOTH, then=self._show)
        self.run(self.desk.casefile.ratings, self.case_id, then=self.trend.show_axis)
        self.every.load(self.desk, self.case_id, again=again)

    def focus_first(self) -> None:
        """Give the keyboard to the profile."""
        table = next((each for each in self.tables if each.isVisible()), None)
        table.setFocus() if table is not None else super().focus_first()

    def _show(self, found: tuple[RecordView, ...]) -> None:
        is_there = bool(found)
        self.show_newest(found[0] if found else None)
        self.trend.setVisible(is_there)
        self._none.setVisible(not is_there)
        empty_out(self._profiles)
        self.tables = ()
        if found and not isinstance(found[0].sheet.content, FixationProfile):
            self._profiles.addWidget(words(found[0].reading.sentence, "hint"))
        targets = list(by_target(found))
        for now, before in targets:
            self._add(now, before, is_one_of=len(targets) > 1)

    def _add(self, now: RecordView, before: RecordView | None, *, is_one_of: bool) -> None:
        profile: FixationProfile = now.sheet.content
        on = together(profile)
        table = ProfileTable(self.context.theme, f"Newest fixation profile on {on}")
        table.show_profile(profile, before.sheet.content if before else None)
        self._profiles.addWidget(words(f"Fixation on {on}", "h2"))
        self._profiles.addWidget(words(_course(profile), "hint"))
        if is_one_of:
            record = now.provenance.id
            way = button("Open the record", lambda: self.go(RecordAt(self.case_id, record)), kind="link")
            way.setAccessibleName(f"Open the record: fixation on {on}")
            self._profiles.addWidget(way, 0, LEFT)
        self._profiles.addWidget(table)
        self.tables = (*self.tables, table)


def by_target(profiles: Sequence[RecordView]) -> Iterator[tuple[RecordView, RecordView | None]]:
    """The newest profile of each target and the one before it, out of them all, newest first; persons come first.

    One of several targets together is compared with nothing, and shown as long as there is none that is newer.
    """
    by_course: dict[str, list[RecordView]] = {}
    for n, each in enumerate(profiles):
        content = each.sheet.content
        if isinstance(content, FixationProfile):
            if course(content):
                by_course.setdefault(course(content), []).append(each)
            elif n == 0:
                yield each, None
    persons_first = sorted(by_course.values(), key=lambda of_one: of_one[0].sheet.content.target != "person")
    for now, *earlier in persons_first:
        yield now, next(iter(earlier), None)


def _course(profile: FixationProfile) -> str:
    period = unbroken(profile.period.show()) if profile.period else ""
    facts = (
        ("Period", period),
        ("Driver", said(profile, "driver")),
        ("Trend", said(profile, "trend")),
        ("Gives the person", said(profile, "functions")),
    )
    message = "; ".join(f"{name}: {word}" for name, word in facts if word)
    return f"{message}. Ratings: {SCALE}. {KIND.note}"


_NONE = (
    "A fixation profile rates thirteen dimensions of the preoccupation with one target, each with its own anchors, "
    "source and confidence, and never adds them up. The second one of a target shows what has changed since the first."
)
