"""Work that a case is asked about because nobody has done it, or not for long: the lines of Today, in SQL.

It is asked of whoever leads the case or works on it besides, as what falls due there is. What was done is read from
what records mean (`WorkDone`), so that a sealed one is known to whoever may read it alone.
"""

from enum import StrEnum
from typing import Final

from app.domain.records.facets import AxisEvent, Lane, Mark, RedFlag, Work, WorkDone
from app.services.cases.case_row import SINCE_WHEN
from app.services.cases.still_due import died
from app.services.records.standing import STANDS, in_force


class Lacks(StrEnum):
    """What a case lacks."""

    LEAD = "no_lead"
    PLAN = "no_plan"
    PROFILE = "no_profile"
    REVIEW = "no_review"
    VOICE = "old_voice"
    FOLLOW_UP = "no_follow_up"
    AFTER_DEATH = "after_death"
    """What stays open of a person who has died."""


LED_BY_NOBODY: Final = 2
"""Days after which a case whose lead has left needs another."""
WITHOUT_PLAN: Final = 42
WITHOUT_PROFILE: Final = 90
"""Days of direct work."""
OLD_VOICE: Final = 90
_FIRST_POINT: Final = "+3 months"
_DIRECT: Final = "casefile.stage IN ('intervention', 'co_work')"
_UNDER_WAY: Final = "casefile.stage NOT IN ('closed', 'follow_up')"
_LIVES: Final = f"NOT {died('casefile')}"
# A day of which the month or the year alone is known is taken as its first.
_DIED_ON: Final = (
    "(SELECT CASE length(p.on_day) WHEN 10 THEN p.on_day WHEN 7 THEN p.on_day || '-01' "
    "WHEN 4 THEN p.on_day || '-01-01' ELSE :today END "
    "FROM (SELECT json_extract(d.details, '$.deceased_on') AS on_day FROM person d "
    "WHERE d.id = casefile.shown_person_id) p)"
)
_FLAG_OPEN: Final = (
    f"EXISTS (SELECT 1 FROM facet_seen k WHERE k.case_id = casefile.id AND k.code = '{RedFlag.code}' "  # noqa: S608 - our own names
    f"AND json_extract(k.body, '$.closed') IS NULL AND {STANDS})"
)
_ORDER_RUNS: Final = (
    f"EXISTS (SELECT 1 FROM facet_seen k WHERE k.case_id = casefile.id AND k.code = '{AxisEvent.code}' "  # noqa: S608 - our own names
    f"AND json_extract(k.body, '$.lane') = '{Lane.ORDERS.value}' AND json_extract(k.body, '$.mark') = "
    f"'{Mark.ORDER_RUNS.value}' AND coalesce(json_extract(k.body, '$.end'), '9') >= :today AND {STANDS})"
)


def _newest(work: Work) -> str:
    return f"max(CASE WHEN json_extract(w.body, '$.what') = '{work.value}' THEN w.day END) AS {work.value}"


# The member's cases, looked up once for all rules: one that they lead by its index.
_OF_CASE: Final = "id, reference, sort_name, stage, opened, closed, created_at, shown_person_id"
_MINE: Final = (
    f"SELECT {_OF_CASE} FROM casefile WHERE lead_id = :member "  # noqa: S608 - our own names
    f"UNION ALL SELECT {_OF_CASE} FROM casefile WHERE team <> '' AND instr(team, :member) AND lead_id <> :member"
)
# One look at what was done in them: of those of others nothing is asked.
_DONE: Final = (
    f"SELECT w.case_id AS case_id, {', '.join(_newest(each) for each in Work)} "  # noqa: S608 - our own names
    "FROM facet_seen w WHERE w.case_id IN (SELECT m.id FROM mine m) "
    # By the case, not by the day: all that was ever done in cases of others is no small part of a store.
    f"AND w.code = '{WorkDone.code}' AND +w.day > '' AND {in_force('w.record_id')} GROUP BY w.case_id"
)
# Where only a month or a year is known of a day, the day on which the case was written down.
_OPENED: Final = "coalesce(date(casefile.opened), date(casefile.created_at))"
_SINCE: Final = f"coalesce(date({SINCE_WHEN}), {_OPENED})"


def _after(day: str, days: int | str) -> str:
    return f"date({day}, '+' || {days} || ' days')"


def _rule(what: Lacks, day: str, where: str, of: str = "mine AS casefile") -> str:
    """The cases of which something is missing since a day."""
    return (
        f"SELECT 'late', 'missing', {day} AS missing_since, '{what.value}', casefile.id, casefile.reference, "  # noqa: S608 - our own names
        "casefile.sort_name, casefile.id, 2 "
        f"FROM {of} LEFT JOIN done ON done.case_id = casefile.id WHERE {where} AND missing_since <= :today"
    )


_LEAD_LEFT: Final = "(SELECT date(s.left_at) FROM staff s WHERE s.id = casefile.lead_id)"
_RULES: Final = (
    _rule(
        Lacks.LEAD,
        _after(_LEAD_LEFT, LED_BY_NOBODY),
        # Whose lead has left is nobody's: it is for whoever leads the team.
        ":leads AND casefile.stage <> 'closed' "
        "AND casefile.lead_id IN (SELECT s.id FROM staff s WHERE s.left_at IS NOT NULL)",
        "casefile",
    ),
    _rule(
        Lacks.PLAN,
        _after(_SINCE, WITHOUT_PLAN),
        f"{_DIRECT} AND {_LIVES} AND done.plan IS NULL",
    ),
    _rule(
        Lacks.PROFILE,
        _after(f"max(coalesce(done.profile, ''), {_SINCE})", WITHOUT_PROFILE),
        f"{_DIRECT} AND {_LIVES}",
    ),
    _rule(
        Lacks.REVIEW,
        _after(f"coalesce(done.review, {_OPENED})", ":review_days"),
        f"{_UNDER_WAY} AND {_LIVES}",
    ),
    _rule(
        Lacks.VOICE,
        _after("done.voice", OLD_VOICE),
        "casefile.stage <> 'closed'",
    ),
    _rule(
        Lacks.FOLLOW_UP,
        f"date(done.discharge, '{_FIRST_POINT}')",
        # One that is open has its points among what falls due.
        f"casefile.stage = 'closed' AND {_LIVES} AND coalesce(done.follow_up, '') < done.discharge",
    ),
    _rule(
        Lacks.AFTER_DEATH,
        _DIED_ON,
        # Each is closed in its own record, with why; that the case was closed closes none of them.
        f"{died('casefile')} AND ({_FLAG_OPEN} OR {_ORDER_RUNS})",
    ),
)
MISSING: Final = (
    f"SELECT * FROM (WITH mine AS MATERIALIZED ({_MINE}), done AS MATERIALIZED ({_DONE}) "  # noqa: S608 - our own names
    f"{' UNION ALL '.join(_RULES)})"
)
"""The lines.

What asks by it gives `member`, `today`, `leads`: whether the member leads the team, and `review_days`: after how many
days without a review the service asks for one.
"""
