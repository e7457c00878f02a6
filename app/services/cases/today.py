"""Today: red flags that ask for a step, what the member began and did not end, and what falls due, as one list."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import select, text

from app.domain.fields.rights import Extent, Right, extent
from app.domain.kinds.registry import KINDS
from app.domain.records.facets import CONCERN, SCREENING, OpenSort, RedFlag, Supervised, Unfinished
from app.errors import UserError
from app.models.statements import PreparedStatement, named
from app.models.tables import Draft
from app.services.cases.anniversaries import ANNIVERSARIES
from app.services.cases.captures import CAPTURES
from app.services.cases.diary_due import TODAYS, WITHOUT_NOTE
from app.services.cases.missing_work import MISSING
from app.services.cases.questions_due import QUESTIONS
from app.services.cases.still_due import DUE_DAY, STILL_DUE, put_off_by
from app.services.cases.whose import MINE, MINE_OR_NOBODYS
from app.services.facts.site_settings import settings_in
from app.services.records import drafts
from app.services.records.facets import look_at_all
from app.services.records.questions import admitted
from app.services.records.standing import STANDS, awaits, in_force, returned_at
from app.services.vault.open_vault import Act, OpenVault

SOON: Final = timedelta(days=7)
"""What falls due so far ahead is for this week."""
AHEAD: Final = timedelta(days=90)
"""How far ahead what falls due is shown at the most: each says how many of these days.

What is late is shown until it is done, however late it is.
"""
_USUAL: Final = 60
"""How many days of them, where it does not say."""


class When(StrEnum):
    """The groups of the list, in their order."""

    LATE = "late"
    WEEK = "week"
    LATER = "later"


class Sort(StrEnum):
    """What waits: a red flag, a safety concern, what was begun, a day, the diary, what is missing, a question."""

    FLAG = "flag"
    CRITICAL = "critical"
    CONCERN = "concern"
    CAPTURE = "capture"
    COUNTERSIGN = "countersign"
    RETURNED = "returned"
    DRAFT = "draft"
    FORM = "form"
    DATE = "date"
    DIARY = "diary"
    NOTE = "note"
    MISSING = "missing"
    ANNIVERSARY = "anniversary"
    QUESTION = "question"


class ToDo(NamedTuple):
    """One line: a tuple, as a page holds hundreds."""

    when: str
    sort: str
    on: str
    """The day that it is due; of what was begun, when it was last kept; of a record, when it was signed or returned."""
    what: str
    """What is due; the code of the kind of record, or of the form, that was begun or waits; what the case lacks.

    Of a line that was jotted down whether it is dangerous and whose it is, and of it nothing.
    Of an anniversary what it is of, and how many years it is, with "|" between.
    Of a question how it stands and the name of the other, with "|" between: never what is asked.
    Of an appointment what it is for, its time and where, or its day where its note is missing, with "|" between.
    """
    case_id: str
    reference: str
    sort_name: str
    target: str
    """The record that says so, the draft, the appointment, or what the form is about; of missing work the case."""

    @property
    def day(self) -> date:
        """The day; read when it is shown."""
        return date.fromisoformat(self.on[:10])


@dataclass(frozen=True)
class TodayPage:
    """One page of the list, how much matches and how much there is, and how much of that is late."""

    rows: tuple[ToDo, ...]
    matching: int
    total: int
    late: int
    has_cases: bool
    """Whether there is any case in the vault."""


@dataclass(frozen=True)
class Today:
    """What there is to do."""

    vault: OpenVault

    def page(
        self,
        *,
        whens: Sequence[str] = (),
        sorts: Sequence[str] = (),
        offset: int = 0,
        limit: int = 200,
    ) -> TodayPage:
        """The member's own list, of some groups and sorts alone where they are named; looking is noted."""
        today = self.vault.today()
        member = self.vault.member
        values = _asked(
            today,
            member.id,
            countersigns=extent(Right.COUNTERSIGN, member.grade) is Extent.ALL,
            leads=member.is_lead,
            writes=extent(Right.WRITE, member.grade) is Extent.ALL,
            admitted=admitted(self.vault),
            offset=offset,
        )
        chosen = tuple(each for each in When if not whens or each in whens)
        of = tuple(each for each in Sort if not sorts or each in sorts)
        with self.vault.acting(Right.BANNER, durable=False) as act:
            look_at_all(self.vault, act.connection)
            values |= _of_site(act)
            values["pressing"] = json.dumps(_pressing(self.vault, act))
            found = _page(chosen, of, limit).rows(act.connection, values)
            has_cases = bool(_ANY_CASE.scalar(act.connection, {}))
            counts = {(when, sort): int(count) for n, when, sort, count, *_ in found if not n}
            rows = [row[1:] for row in found if row[0]]
            act.note("today.list", shown=len(rows))
        return TodayPage(
            named(ToDo, rows),
            sum(counts.get((when.value, sort.value), 0) for when in chosen for sort in of),
            sum(counts.values()),
            sum(count for (when, _), count in counts.items() if when == When.LATE),
            has_cases,
        )


def _asked(today: date, member_id: str, **besides: bool | int | str) -> dict[str, Any]:
    """What the list of a member asks by, as if they had no right but to their own, unless it is said otherwise."""
    without: dict[str, Any] = {"countersigns": False, "leads": False, "writes": False, "offset": 0}
    without["pressing"] = "[]"
    without["admitted"] = "[]"
    return without | {
        "member": member_id,
        "today": today.isoformat(),
        "soon": (today + SOON).isoformat(),
        "ahead": (today + AHEAD).isoformat(),
        **besides,
    }


def _of_site(act: Act) -> dict[str, str | int]:
    """What the list asks by that the service stated."""
    settings = settings_in(act.connection)
    return {**put_off_by(settings), "review_days": settings.review_limit}


def _pressing(vault: OpenVault, act: Act) -> list[str]:
    """The member's own drafts in which something waits that presses: a critical item that nobody acknowledged."""
    kinds = [kind.code for kind in KINDS.values() if kind.presses]
    mine = select(Draft).where(Draft.author_id == vault.member.id, Draft.kind.in_(kinds))
    found = []
    for row in act.session.scalars(mine).all():
        # What cannot be read is among the drafts all the same, and says why when it is opened.
        with suppress(UserError):
            draft = drafts.view(vault, act.session, row)
            if any(gap.path.partition(".")[0] == draft.kind.presses for gap in draft.missing):
                found.append(row.id)
    return found


def due_to(act: Act, today: date, member_id: str) -> tuple[ToDo, ...]:
    """What waits of a member's cases now or falls due within a week: what was begun and not signed is theirs alone."""
    # What is asked of a colleague by the rights of whoever looks is not theirs.
    values = _asked(today, member_id) | _of_site(act)
    of = (Sort.FLAG, Sort.CONCERN, Sort.RETURNED, Sort.DATE, Sort.MISSING)
    return named(ToDo, _listing((When.LATE, When.WEEK), of).rows(act.connection, values))


_STEP: Final = 7
"""Days after which an open red flag without a step is asked about."""
_WATCHED: Final = "json_extract(k.body, '$.until')"
_IDLE: Final = f"date(coalesce(json_extract(k.body, '$.step'), k.day), '+{_STEP} days')"
_WORDS: Final = "json_extract(k.body, '$.words')"
_SIGN: Final = f"substr({_WORDS}, 1, instr({_WORDS}, ':') - 1)"
# A red flag stays until it is closed, that of a case that was closed too. The first thing that is missing is told.
_FLAGS: Final = (
    "SELECT 'late' AS grp, 'flag' AS sort, CASE WHEN NOT json_extract(k.body, '$.is_acted_on') THEN k.day "  # noqa: S608 - our own names
    f"WHEN {_WATCHED} < :today THEN {_WATCHED} ELSE {_IDLE} END AS day, "
    "'Red flag, ' || CASE WHEN NOT json_extract(k.body, '$.is_acted_on') THEN 'not yet done or told: ' "
    f"WHEN {_WATCHED} < :today THEN 'was watched until then: ' ELSE '{_STEP} days without a step: ' END "
    f"|| {_SIGN} AS what, "
    "c.id AS case_id, c.reference AS reference, c.sort_name AS sort_name, k.record_id AS target, -5 AS place "
    "FROM facet_seen k JOIN casefile c ON c.id = k.case_id "
    f"WHERE k.code = '{RedFlag.code}' AND json_extract(k.body, '$.closed') IS NULL AND {MINE_OR_NOBODYS} "
    f"AND (NOT json_extract(k.body, '$.is_acted_on') OR {_WATCHED} < :today OR {_IDLE} <= :today) AND {STANDS}"
)
# Open is open, however soon it is to be acted on: it stands above all days until somebody closes it.
_CONCERNS: Final = (
    "SELECT 'late', 'concern', coalesce((SELECT d.day FROM key_date d WHERE d.record_id = k.record_id "  # noqa: S608
    f"AND d.what = '{CONCERN}' AND d.day <> ''), substr(r.signed_at, 1, 10)), json_extract(k.body, '$.name'), "
    "c.id, c.reference, c.sort_name, k.record_id, -3 "
    "FROM facet_seen k JOIN casefile c ON c.id = k.case_id JOIN record r ON r.id = k.record_id "
    f"WHERE k.code = '{Unfinished.code}' AND json_extract(k.body, '$.sort') = '{OpenSort.CONCERN.value}' "
    f"AND {MINE_OR_NOBODYS} AND {STANDS}"
)
_AWAITED: Final = (
    "FROM main.facet u CROSS JOIN record r ON r.id = u.record_id JOIN casefile c ON c.id = r.case_id "
    f"WHERE u.code = '{Supervised.code}' AND {awaits('r.id')} AND {in_force('r.id')} "
)
# Who leads the case is asked; where nobody else than the author does who still works here, the service's lead. What was
# returned is its author's to write, until they begin the next version.
_SUPERVISED: Final = (
    "SELECT 'week', 'countersign', r.signed_at, r.kind, c.id, c.reference, c.sort_name, r.id, 0 "  # noqa: S608
    f"{_AWAITED} AND :countersigns AND r.author_id <> :member AND {returned_at('r.id')} = '' AND (c.lead_id = :member "
    "OR (:leads AND (c.lead_id IS NULL OR c.lead_id = r.author_id OR EXISTS (SELECT 1 FROM staff s "
    "WHERE s.id = c.lead_id AND s.left_at IS NOT NULL)))) "
    f"UNION ALL SELECT 'week', 'returned', {returned_at('r.id')}, r.kind, c.id, c.reference, c.sort_name, r.id, 0 "
    f"{_AWAITED} AND r.author_id = :member AND {returned_at('r.id')} <> '' "
    "AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.replaces_id = r.id AND d.author_id = :member)"
)
_PRESSES: Final = "d.id IN (SELECT value FROM json_each(:pressing))"
_FORM_OF: Final = "substr(u.place, instr(u.place || ' ', ' ') + 1, 36)"
# What was begun is for this week, before what falls due in it: it can be ended now, and nobody else knows of it.
_ALL: Final = (
    f"{_FLAGS} UNION ALL {_CONCERNS} UNION ALL {CAPTURES} UNION ALL {_SUPERVISED} UNION ALL "  # noqa: S608 - our own names
    f"SELECT CASE WHEN {_PRESSES} THEN 'late' ELSE 'week' END, CASE WHEN {_PRESSES} THEN 'critical' ELSE 'draft' END, "
    f"d.saved_at, d.kind, c.id, c.reference, c.sort_name, d.id, CASE WHEN {_PRESSES} THEN -4 ELSE 0 END "
    "FROM draft d JOIN casefile c ON c.id = d.case_id WHERE d.author_id = :member "
    "UNION ALL SELECT 'week', 'form', u.kept_at, substr(u.place, 1, instr(u.place || ' ', ' ') - 1), "
    "coalesce(c.id, ''), coalesce(c.reference, ''), coalesce(c.sort_name, ''), "
    f"{_FORM_OF}, 0 FROM unfinished u LEFT JOIN casefile c ON c.id = coalesce("
    f"(SELECT r.case_id FROM record r WHERE r.id = {_FORM_OF}), "
    f"(SELECT q.case_id FROM question q WHERE q.id = {_FORM_OF}), {_FORM_OF}) "
    "WHERE u.staff_id = :member "
    f"UNION ALL SELECT CASE WHEN {DUE_DAY} < :today THEN 'late' WHEN {DUE_DAY} <= :soon THEN 'week' ELSE 'later' END, "
    f"'date', {DUE_DAY}, k.what, c.id, c.reference, c.sort_name, k.record_id, CASE k.what WHEN '{SCREENING}' THEN -2 "
    "ELSE 1 END "
    "FROM key_date k JOIN casefile c ON c.id = k.case_id "
    f"WHERE k.day BETWEEN '' AND :ahead AND {MINE} AND k.what <> '{CONCERN}' AND {STILL_DUE} "
    "AND k.day <= date(:today, "
    "'+' || coalesce((SELECT json_extract(f.body, '$.ahead') FROM facet_seen f WHERE f.id = k.id), "
    f"{_USUAL}) || ' days') UNION ALL {TODAYS} UNION ALL {WITHOUT_NOTE} "
    f"UNION ALL {MISSING} UNION ALL {ANNIVERSARIES} UNION ALL {QUESTIONS}"
)
_ORDER: Final = " ".join(f"WHEN '{each.value}' THEN {n}" for n, each in enumerate(When))
# What was begun stands last kept first, what is due by its day.
_BY: Final = f"CASE grp {_ORDER} END, place, CASE place WHEN 0 THEN day END DESC, day, reference, target"
_ANY_CASE: Final = PreparedStatement(text("SELECT EXISTS (SELECT 1 FROM casefile)"))


@cache
def _page(whens: tuple[When, ...], sorts: tuple[Sort, ...], limit: int) -> PreparedStatement:
    """How many lines of each group and sort there are, and of some the page: all lines are looked up once for both.

    Made once each, as every unlocking waits for one: to put it together takes longer than SQLite takes to answer it.
    """
    groups, kinds = (", ".join(f"'{each.value}'" for each in some) for some in (whens, sorts))
    return PreparedStatement(
        text(
            f"WITH every AS MATERIALIZED ({_ALL}) "  # noqa: S608 - our own names
            "SELECT 0 AS n, grp, sort, CAST(count(*) AS TEXT), '', '', '', '', '' FROM every GROUP BY grp, sort "
            "UNION ALL SELECT n, grp, sort, day, what, case_id, reference, sort_name, target "
            f"FROM (SELECT row_number() OVER (ORDER BY {_BY}) AS n, * FROM every "
            f"WHERE grp IN ({groups}) AND sort IN ({kinds})) "
            f"WHERE n > :offset AND n <= :offset + {limit:d} ORDER BY 1"
        )
    )


@cache
def _listing(whens: tuple[When, ...], sorts: tuple[Sort, ...]) -> PreparedStatement:
    groups, kinds = (", ".join(f"'{each.value}'" for each in some) for some in (whens, sorts))
    return PreparedStatement(
        text(
            f"SELECT grp, sort, day, what, case_id, reference, sort_name, target FROM ({_ALL}) "  # noqa: S608 - our own names
            f"WHERE grp IN ({groups}) AND sort IN ({kinds}) "
            f"ORDER BY {_BY} LIMIT -1 OFFSET :offset"
        )
    )
