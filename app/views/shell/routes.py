"""Which screen a place has; each is loaded when it is first gone to, so that the first one is soon there."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from app.services.desk import Desk
from app.views.case.parts import PARTS
from app.views.context import places
from app.views.context.context import Context
from app.views.context.places import Place
from app.views.widgets.page import Page

_LASTING = {
    places.Today: ("app.views.today.today_page", "TodayPage"),
    places.CaseList: ("app.views.cases.case_list", "CaseList"),
}
_RAIL_PARTS = {
    "panels": ("app.views.cases.meetings", "Panels"),
    "diary": ("app.views.diary.diary_page", "DiaryPage"),
    "groups": ("app.views.cases.groups", "Groups"),
    "supervision": ("app.views.cases.supervision", "SupervisionPage"),
    "library": ("app.views.shell.placeholders", "Library"),
    "returns": ("app.views.cases.returns", "Returns"),
    "settings": ("app.views.settings.settings_page", "SettingsPage"),
}
_PASSING: Mapping[type, tuple[str, str]] = {
    places.NewCase: ("app.views.cases.new_case", "NewCase"),
    places.ImportReferrals: ("app.views.cases.import_page", "ImportPage"),
    places.ChangePerson: ("app.views.cases.changing", "ChangePerson"),
    places.OnePersonAt: ("app.views.cases.one_person", "OnePersonPage"),
    places.ChangeCase: ("app.views.cases.changing", "ChangeCase"),
    places.MeetingAt: ("app.views.cases.meetings", "MeetingForm"),
    places.StageLimitsAt: ("app.views.cases.limits", "StageLimitsForm"),
    places.TrainingList: ("app.views.cases.trainings", "Trainings"),
    places.TrainingAt: ("app.views.cases.trainings", "TrainingForm"),
    places.PanelDayAt: ("app.views.shell.panel_day", "PanelDay"),
    places.AppointmentAt: ("app.views.diary.appointment_page", "AppointmentPage"),
    places.BookAppointment: ("app.views.diary.appointment_form", "AppointmentForm"),
    places.SayOutcome: ("app.views.diary.appointment_form", "OutcomeForm"),
    places.JotDown: ("app.views.capture.capture_form", "CaptureForm"),
    places.CaptureAt: ("app.views.capture.capture_page", "CapturePage"),
    places.GroupAt: ("app.views.cases.groups", "GroupForm"),
    places.GroupSessionAt: ("app.views.cases.groups", "GroupSessionForm"),
    places.GroupDayAt: ("app.views.shell.group_day", "GroupDay"),
    places.SupervisionAt: ("app.views.shell.supervision_day", "SupervisionDay"),
    places.StateFact: ("app.views.cases.stating", "StateFact"),
    places.CircleAt: ("app.views.case.circle_page", "CirclePage"),
    places.MoveCase: ("app.views.cases.changing", "MoveCase"),
    places.NewRecord: ("app.views.editor.new_record", "NewRecordPage"),
    places.DraftAt: ("app.views.editor.editor_page", "EditorPage"),
    places.SeriesAt: ("app.views.editor.series_page", "SeriesPage"),
    places.WithPerson: ("app.views.editor.with_person", "WithPersonPage"),
    places.HandOver: ("app.views.editor.handing_over", "HandingOverPage"),
    places.HandedBack: ("app.views.editor.handed_back", "HandedBackPage"),
    places.RecordAt: ("app.views.record.record_page", "RecordPage"),
    places.AskAt: ("app.views.record.ask_page", "AskPage"),
    places.QuestionAt: ("app.views.record.question_page", "QuestionPage"),
    places.RatersAt: ("app.views.record.raters_page", "RatersPage"),
    places.WrongCaseAt: ("app.views.record.wrong_case_page", "WrongCasePage"),
    places.MovedAt: ("app.views.record.moved_page", "MovedPage"),
    places.ShareAt: ("app.views.sharing.share_page", "SharePage"),
    places.ScanAt: ("app.views.sharing.scan_page", "ScanPage"),
    places.PrintAt: ("app.views.sharing.print_page", "PrintPage"),
    places.CountersignAt: ("app.views.sharing.countersign_page", "CountersignPage"),
    places.ToRelease: ("app.views.sharing.release_page", "ReleasePage"),
    places.ChangeService: ("app.views.settings.changing_service", "ChangingServicePage"),
    places.MakeMeasure: ("app.views.settings.making_measure", "MakingMeasurePage"),
    places.Verify: ("app.views.verify.verify_page", "VerifyPage"),
}
"""Each is made with what its place says, in that order."""


def load_ahead() -> Iterator[str]:
    """Load the screens one by one, away from the window: to load one takes longer than a person waits for a page."""
    screens = (module for each in (_LASTING, _RAIL_PARTS, _PASSING) for module, _ in each.values())
    tabs = (f"app.views.case.{part.module}" for part in PARTS)
    for name in ("lucide", *screens, "app.views.palette.palette", *tabs):
        if find_spec(name) is not None:
            import_module(name)
        yield name


def lasting_page(place: Place, desk: Desk, context: Context) -> Page | None:
    """The screen that stays once made, such as the list of cases; None for a place that has another each time."""
    where = _RAIL_PARTS.get(place.name) if isinstance(place, places.RailPart) else _LASTING.get(type(place))
    return None if where is None else _made(where, desk, context)


def passing_page(place: Place, desk: Desk, context: Context) -> Page:
    """The screen of a place that is made anew each time it is gone to."""
    said = (getattr(place, each.name) for each in fields(place))
    return _made(_PASSING[type(place)], desk, context, *said)


def _made(where: tuple[str, str], desk: Desk, context: Context, *further: Any) -> Page:
    module, name = where
    page: Page = getattr(import_module(module), name)(desk, context, *further)
    return page
