"""The year's other referrals: read in as lists, screened together, advised on, and closed.

A row of the table says who it is about, what was asked and what was decided; the words of a decision and of advice
stand once, by decision and by motivation, and are taken in turn.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from app.domain.cases.case import CLOSED
from app.domain.fields.compartments import Knowledge
from app.domain.kinds.registry import kind
from app.domain.records.record import Sheet
from app.domain.referral_list.columns import guessed
from app.domain.tables.reading import read_table
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.importing import ANOTHER, ReferralImport
from app.services.cases.signing import Signing, digest_of_all
from app.services.cases.victims import Victims
from app.services.demo.acts import Play, Playing, StoryAct, StoryCase
from app.services.records.drafts import Drafts
from app.services.vault.confirming import confirmed_at_unlocking

_ADVISED: Final = "Advice given; nothing further was asked within its time"
_CONSULT: Final = "consult"
_GOOD_FOR: Final = timedelta(weeks=12)
Row = Mapping[str, str]


def _list(playing: Playing, act: StoryAct) -> None:
    """Read a list in, screen what is on it, advise where that was decided; and close what the list before asked."""
    number = act.stated["number"]
    rows, before = _rows(playing, number), _rows(playing, number - 1)
    _read_in(playing, rows)
    _sign(playing, "screening", [each for each in rows if each["Decision"]])
    advised = [each for each in rows if each["Decision"] == _CONSULT]
    for each in advised:
        Victims(playing.vault).add(playing.cases[each["Ref"]].id, each["Relationship"])
    _sign(playing, "consultation", advised)
    for each in before:
        if each["Decision"] == _CONSULT:
            _close(playing, playing.cases[each["Ref"]].id)


def _rows(playing: Playing, number: int) -> list[Row]:
    return [row for row in csv.DictReader(io.StringIO(playing.story.year())) if row["List"] == str(number)]


def _read_in(playing: Playing, rows: Sequence[Row]) -> None:
    """Open the cases of a list as its reader does: looked at whole, and confirmed once."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    table, lists = read_table(out.getvalue().encode()), ReferralImport(playing.vault)
    preview = lists.preview(table, guessed(table.headings))
    if preview.wrong:
        raise ValueError(preview.wrong)
    plan = preview.plan(dict.fromkeys(preview.alike, ANOTHER))
    confirmed = confirmed_at_unlocking(playing.vault, plan.digest_of_part(0))
    for each in lists.open(plan, 0, preview, confirmed):
        playing.cases[each.reference] = StoryCase(each.reference, each.case_id)


def _sign(playing: Playing, code: str, rows: Sequence[Row]) -> None:
    """Write a record of that kind for each, and sign them by one word."""
    made, drafts = kind(code), Drafts(playing.vault)
    begun = []
    for row in rows:
        draft = drafts.begin(playing.cases[row["Ref"]].id, code, made.compartment)
        told = dict(_WRITTEN[code](playing, row))
        event = ClinicalDate.of(told.pop("event"))
        content: Any = playing.story.content(made.content, told)
        sheet = Sheet(
            event=event, knowledge=Knowledge.OPINION, source="The list of referrals", content=content
        )
        drafts.save(draft.id, sheet, draft.revision)
        begun.append(draft.id)
    signing = Signing(playing.vault)
    reviews = tuple(signing.review(each) for each in begun)
    if reviews:
        signing.sign_all(reviews, confirmed_at_unlocking(playing.vault, digest_of_all(reviews)))


def _screened(playing: Playing, row: Row) -> Iterator[tuple[str, Any]]:
    """What was decided of a row, so many days after it was received."""
    words = playing.story.year_words()["screening"][row["Decision"]]
    event = min(_received(row) + timedelta(days=int(row["Days"])), playing.clock.at.date())
    yield from words["same"].items()
    yield from (("event", event), ("decision", row["Decision"]), ("concern", row["Concern"]))
    yield "reasons", _turn(words["reasons"], row)
    if row["Decision"] == "accept":
        yield "pathway", row["Accepted"]
    yield "partner_abuse", "unknown" if row["Relationship"] == "ex_intimate" else "no"
    yield "told", [_told(row, event, _turn(words["answers"], row))]


def _advised(playing: Playing, row: Row) -> Iterator[tuple[str, Any]]:
    """Advice on a row, as its motivation is held."""
    words = playing.story.year_words()["consultation"]
    event = playing.clock.at.date()
    yield from words["same"].items()
    yield from _turn(words[row["Motivation"]], row).items()
    yield from (("event", event), ("asked_by", row["Officer"]), ("agency", row["Sent by"]))
    yield from (("asked_on", _received(row).isoformat()), ("question", row["Reason"]))
    yield "awareness", "aware" if row["Subject aware"] == "Knows of the case" else "unaware"
    yield "valid_until", (event + _GOOD_FOR).isoformat()
    opinion = {"relationship": row["Relationship"], "motivation": row["Motivation"], "victims": ["V1"]}
    yield "typology", [_turn(words["opinion"][row["Motivation"]], row) | opinion]
    yield "received", [_told(row, event, "Will act on it")]


_WRITTEN: Final = {"screening": _screened, "consultation": _advised}


def _told(row: Row, on: date, answer: str) -> dict[str, str]:
    return {
        "who": row["Officer"],
        "agency": row["Sent by"],
        "on": on.isoformat(),
        "how": "email",
        "answer": answer,
        "ground": "public_interest",
        "person_told": "no",
    }


def _turn(words: Sequence[Any], row: Row) -> Any:
    return words[int(row["Ref"].rpartition("-")[2]) % len(words)]


def _received(row: Row) -> date:
    return date.fromisoformat(row["Ref Date"])


def _close(playing: Playing, case_id: str) -> None:
    facts = CaseFile(playing.vault).open(case_id).case.facts
    closed = ClinicalDate.of(playing.clock.at.date())
    Cases(playing.vault).change(case_id, replace(facts, stage=CLOSED, closed=closed), _ADVISED)


YEAR_ACTS: Final[Mapping[str, Play]] = {"list": _list}
"""By the table of the story."""
