"""Which screen a place has; each is loaded when it is first gone to, so that the first one is soon there."""

from collections.abc import Iterator
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
    "panels": ("app.views.shell.placeholders", "Panels"),
    "library": ("app.views.shell.placeholders", "Library"),
    "returns": ("app.views.shell.placeholders", "Returns"),
    "settings": ("app.views.settings.settings_page", "SettingsPage"),
}


_PASSING = (
    "app.views.cases.new_case",
    "app.views.cases.changing",
    "app.views.editor.new_record",
    "app.views.editor.editor_page",
    "app.views.record.record_page",
    "app.views.palette.palette",
    "app.views.sharing.share_page",
    "app.views.sharing.release_page",
    "app.views.verify.verify_page",
)


def load_ahead() -> Iterator[str]:
    """Load the screens one by one, away from the window: to load one takes longer than a person waits for a page."""
    screens = (module for module, _ in (*_LASTING.values(), *_RAIL_PARTS.values()))
    tabs = (f"app.views.case.{part.module}" for part in PARTS)
    for name in (*screens, *_PASSING, *tabs):
        if find_spec(name) is not None:
            import_module(name)
        yield name


def lasting_page(place: Place, desk: Desk, context: Context) -> Page | None:
    """The screen that stays once made, such as the list of cases; None for a place that has another each time."""
    where = _RAIL_PARTS.get(place.name) if isinstance(place, places.RailPart) else _LASTING.get(type(place))
    return None if where is None else _made(where, desk, context)


def passing_page(place: Place, desk: Desk, context: Context) -> Page:
    """The screen of a place that is made anew each time it is gone to."""
    match place:
        case places.NewCase(person_id):
            return _made(("app.views.cases.new_case", "NewCase"), desk, context, person_id)
        case places.NewRecord(case_id, kind):
            return _made(("app.views.editor.new_record", "NewRecordPage"), desk, context, case_id, kind)
        case places.DraftAt(case_id, draft_id):
            return _made(("app.views.editor.editor_page", "EditorPage"), desk, context, case_id, draft_id)
        case places.RecordAt(case_id, record_id, find):
            return _made(
                ("app.views.record.record_page", "RecordPage"), desk, context, case_id, record_id, find
            )
        case places.Verify(file):
            return _made(("app.views.verify.verify_page", "VerifyPage"), desk, context, file)
        case places.ShareAt(case_id, prepared_id):
            share = ("app.views.sharing.share_page", "SharePage")
            return _made(share, desk, context, case_id, prepared_id)
        case places.ToRelease():
            return _made(("app.views.sharing.release_page", "ReleasePage"), desk, context)
        case places.ChangePerson(case_id):
            return _made(("app.views.cases.changing", "ChangePerson"), desk, context, case_id)
        case places.ChangeCase(case_id):
            return _made(("app.views.cases.changing", "ChangeCase"), desk, context, case_id)
        case _:
            raise LookupError(type(place).__name__)


def _made(where: tuple[str, str], desk: Desk, context: Context, *further: Any) -> Page:
    module, name = where
    page: Page = getattr(import_module(module), name)(desk, context, *further)
    return page
