"""The service: what its lead stated for everybody, and when that was; everybody sees it, and its lead changes it."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.cases.limits import LIMITS, StageLimits
from app.domain.cases.site_settings import SITE_SETTINGS, SiteSettings
from app.domain.fields.content import specs
from app.domain.values import markup
from app.domain.values.dates import show_instant
from app.services.facts.history import HistoryLine
from app.services.team.site import SitePage, certifying
from app.views.context.places import ChangeService, StageLimitsAt
from app.views.settings.rows import SettingRows
from app.views.settings.section import ROWS_WIDE, Section
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.page import Page
from app.views.widgets.words import selectable, unbroken, words

_LEAD: Final = "The lead"
_NOBODY: Final = "Nobody yet: as it comes"
_NOT_STATED: Final = "Not stated"
_UNNAMED: Final = (
    "No plain name is stated: certificates bear “{name}”, and whoever gets a letter reads it there."
)
_NAMED_OTHERWISE: Final = (
    "Certificates bear “{name}” and not the plain name: whoever gets a letter reads it there, until the lead "
    "makes them anew."
)
_TELLING_ROLE: Final = (
    "Your role in your certificate tells what the service is about: whoever gets a letter reads it."
)
_ANEW: Final = "Make certificates with the plain name…"
_WHAT_IT_DOES: Final = (
    "A new authority of the name “{name}” certifies everybody anew. What was signed before stays genuine and bears "
    "what it bore. Give your partners the new site-ca.pem: the next export puts it beside the file."
)
_DONE: Final = "Certificates bear the plain name from now on."


class ServiceSection(Section):
    """What holds, then what was stated, the newest first."""

    title = "Service"
    widest = ROWS_WIDE

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._holder, self._told = QWidget(), QWidget()
        self.add(self._holder)
        if self.desk.member.is_lead:
            change = button("Change…", lambda: self.page.go(ChangeService()))
            limits = button("Stage limits…", lambda: self.page.go(StageLimitsAt()))
            self.add(FlowRow(self.context.theme.pixels(0.6), change, limits))
        self._history = self.card("What was stated", self._told)

    def arrive(self) -> None:
        """Load what holds."""
        self.page.run(self.desk.service.page, then=self._show)

    def _show(self, page: SitePage) -> None:
        holder = QWidget()
        parts: tuple[QWidget, ...] = (self._rows(page),)
        if outside := _told_outside(page):
            parts = (words(outside, "care"), *self._ways(page), *parts)
        vertical(holder, *parts, gap=self.context.theme.pixels(0.6))
        self.column.replaceWidget(self._holder, holder)
        self._holder.deleteLater()
        self._holder = holder
        told = QWidget()
        vertical(told, *map(self._line, page.history), gap=self.context.theme.pixels(0.7))
        self._history.replaceWidget(self._told, told)
        self._told.deleteLater()
        self._told = told

    def _ways(self, page: SitePage) -> Iterator[QWidget]:
        """What the lead can do about the name in certificates."""
        name = page.settings.plain_name
        if name and page.certified != name and self.desk.member.is_lead:
            yield FlowRow(self.context.theme.pixels(0.6), button(_ANEW, partial(self._ask_certify, name)))

    def _ask_certify(self, name: str) -> None:
        confirmed(
            self.page,
            "Make certificates with the plain name",
            _WHAT_IT_DOES.format(name=name),
            partial(certifying, name),
            partial(self.desk.service.certify, name),
            then=lambda _: self._certified(),
        )

    def _certified(self) -> None:
        self.page.bar.tell(_DONE, "good")
        self.arrive()

    def _rows(self, page: SitePage) -> QWidget:
        rows = SettingRows(self.context.theme)
        for name, value, by, hint in _held(page):
            rows.add(name, selectable(words(value)), by=by, hint=hint)
        return rows

    def _line(self, line: HistoryLine) -> QWidget:
        frame = QFrame()
        frame.setObjectName("rowcard")
        at = unbroken(show_instant(line.at, line.offset_minutes))
        said = (
            _changed(each.label, markup.words(each.before), markup.words(each.after)) for each in line.changes
        )
        parts = (words(f"{line.title}: {at}, {line.author}", "strong"), *map(words, said))
        vertical(frame, *parts, gap=self.context.theme.pixels(0.2))
        return frame


def _told_outside(page: SitePage) -> str:
    """What certificates tell whoever gets a letter; empty where they tell nothing."""
    if not page.settings.plain_name:
        return _UNNAMED.format(name=page.certified)
    if page.certified != page.settings.plain_name:
        return _NAMED_OTHERWISE.format(name=page.certified)
    return "" if page.is_plain else _TELLING_ROLE


def _held(page: SitePage) -> Iterator[tuple[str, str, str, str]]:
    """What holds: what it is called, its words, who set it, and what is to be known of it."""
    settings = page.settings
    by = _NOBODY if settings == SITE_SETTINGS else _LEAD
    yield (
        "Name of the team or service",
        page.name,
        _LEAD,
        "In the team’s own papers and reports to the programme",
    )
    hint = "On letters to anybody outside the programme, and in certificates"
    yield "Plain name", settings.plain_name or _NOT_STATED, by, hint
    yield "Address", settings.address or _NOT_STATED, by, ""
    yield "Telephone", settings.telephone or _NOT_STATED, by, ""
    hint = "After so many an open case is asked about on Today"
    yield "Days without a review", str(settings.review_limit), by, hint
    yield "Days off", _days_off(settings), by, "From Monday to Friday, and no working days"
    hint = "A case that stands there for longer is marked on the board"
    yield "Days in a stage", _limits(page.limits), _NOBODY if page.limits == LIMITS else _LEAD, hint


def _days_off(settings: SiteSettings) -> str:
    days = sorted((each.day.earliest(), each) for each in settings.days_off if each.day is not None)
    said = (", ".join(filter(None, (unbroken(each.day.show()), each.what))) for _, each in days if each.day)
    return "\n".join(said) or "None: every day from Monday to Friday is a working day"


def _limits(limits: StageLimits) -> str:
    said = ((spec.label, getattr(limits, spec.name)) for spec in specs(StageLimits))
    return "\n".join(f"{label}: {days}" for label, days in said if days is not None) or "None"


def _changed(label: str, before: str, after: str) -> str:
    return f"{label}: {after or 'not answered'}" + (f" (before: {before})" if before else "")
