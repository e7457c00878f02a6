"""Fills a vault with invented cases and genuinely signed records and facts.

Signing a hundred thousand takes some minutes, so nothing is faked: only the forms and drafts are left out, and
`casework check` finds nothing wrong.
"""

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from app.domain.cases.appointment import Appointment, AppointmentNote, AppointmentOutcome
from app.domain.cases.case import PATHWAYS, STAGES, CaseFacts, CaseLead, CaseOpening
from app.domain.cases.person import PersonDetails
from app.domain.facts import appointment, case
from app.domain.facts.person import AWARENESS, DETAILS
from app.domain.fields.content import search_text
from app.domain.fields.rights import Right
from app.domain.kinds.session_note import KIND
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.record import Sheet
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.domain.values.search_words import indexed
from app.models.tables import Base, Case, Record, RecordText, RecordWords
from app.services.facts.stating import Saying, Subject, state
from app.services.records import facets
from app.services.records.drafts import DraftView
from app.services.records.records import signed_row
from app.services.vault.open_vault import Act, OpenVault
from benchmarks.words import PARTS, prose

BATCH = 1000
FULL = 200
"""Records of the one full case."""
UNNOTED, TODAY = 40, 8
"""Appointments that have no note, and those of today."""
SHORTEST, LONGEST = 600, 3000
"""Characters of a record's text."""


def fill(vault: OpenVault, n: int, *, cases: int = 0, full: int = FULL) -> str:
    """Add n records, and n cases or so many; give the id of the case that holds `full` of them."""
    chance = random.Random(n)  # noqa: S311 - the same rows in every run, nothing secret
    ids: list[str] = []
    wanted = cases or n
    for at in range(0, wanted, BATCH):
        with vault.acting(Right.OPEN_CASE) as act:
            ids += _cases(vault, act, range(at, min(at + BATCH, wanted)), chance)
    for at in range(0, n, BATCH):
        with vault.acting(Right.WRITE) as act:
            chosen = [ids[0] if k < full else chance.choice(ids) for k in range(at, min(at + BATCH, n))]
            _records(vault, act, chosen, chance)
    _appointments(vault, chance)
    return ids[0]


def _appointments(vault: OpenVault, chance: random.Random) -> None:
    """Put every second record's appointment into the diary of the one member, and those of today and some unnoted."""
    with vault.reading(Right.BANNER) as act:
        kept = act.session.execute(select(Record.id, Record.case_id, Record.event).order_by(Record.id)).all()
    today = vault.today().isoformat()
    noted = [(row.id, row.case_id, row.event) for row in kept[::2]]
    others = [("", row.case_id, row.event) for row in kept[1 : 2 * UNNOTED : 2]]
    todays = [("", row.case_id, today) for row in kept[1 : 2 * TODAY : 2]]
    wanted = (*noted, *others, *todays)
    for at in range(0, len(wanted), BATCH):
        with vault.acting(Right.DIARY) as act:
            for record_id, case_id, day in wanted[at : at + BATCH]:
                _appointment(vault, act, (record_id, case_id, day), chance)


def _appointment(vault: OpenVault, act: Act, of: tuple[str, str, str], chance: random.Random) -> None:
    record_id, case_id, day = of
    agreed = Appointment(
        purpose="individual",
        case=case_id,
        day=ClinicalDate.from_wire(day),
        clock=f"{chance.randrange(8, 18):02}:00",
        minutes=50,
        mode="in_person",
        setting="clinic",
        members=(vault.member.id,),
    )
    sayings = [Saying((appointment.ITEM,), agreed)]
    if record_id:
        sayings += [
            Saying((appointment.OUTCOME,), AppointmentOutcome(outcome="attended")),
            Saying((appointment.NOTE,), AppointmentNote(record=record_id)),
        ]
    state(vault, act, Subject(new_id(act.at), case_id), *sayings)


def note(chance: random.Random, characters: int, member: str) -> SessionNote:
    """A session note with so much text."""
    parts = iter(prose(chance, characters // PARTS) for _ in range(PARTS))
    return SessionNote(
        session_type="individual",
        mode="in_person",
        setting="clinic",
        attendance="attended",
        person_present="yes",
        team=(member,),
        duration=50,
        done=next(parts),
        response=next(parts),
        engagement="took_part",
        concerns=next(parts),
        next_step=next(parts),
        risk_checked="yes",
        risk_found=next(parts),
        victim_contact_asked="yes",
        victim_contact="none",
        admission="none",
    )


def _cases(vault: OpenVault, act: Act, numbers: range, chance: random.Random) -> list[str]:
    return [_case(vault, act, number, chance) for number in numbers]


def _case(vault: OpenVault, act: Act, number: int, chance: random.Random) -> str:
    born = ClinicalDate(chance.randrange(1945, 2006), chance.randrange(1, 13), chance.randrange(1, 28))
    names = prose(chance, 18).strip(".").split()
    details = PersonDetails(
        family_name=names[0], given_names=names[-1].capitalize(), born=born, awareness="unaware"
    )
    person_id, case_id = new_id(act.at), new_id(act.at)
    state(vault, act, Subject(person_id), Saying((DETAILS, AWARENESS), details))
    opened = ClinicalDate(chance.randrange(2019, 2027), chance.randrange(1, 13), chance.randrange(1, 28))
    pathway, stage = chance.choice(PATHWAYS).code, chance.choice(STAGES).code
    opening = CaseOpening(person=person_id, reference=f"NM-{number:06}", pathway=pathway, opened=opened)
    facts = CaseFacts(pathway=pathway, stage=stage, opened=opened)
    state(
        vault,
        act,
        Subject(case_id, case_id),
        Saying((case.OPEN,), opening),
        Saying((case.STAGE,), facts),
        Saying((case.LEAD,), CaseLead(lead=vault.member.id)),
    )
    return case_id


def _records(vault: OpenVault, act: Act, cases: list[str], chance: random.Random) -> None:
    texts = []
    for case_id in cases:
        event = act.at.date() - timedelta(days=chance.randrange(2500))
        sheet = Sheet(
            event=ClinicalDate.of(event),
            content=note(chance, chance.randint(SHORTEST, LONGEST), vault.member.id),
        )
        row = signed_row(vault, act, _draft(act, case_id, sheet), sheet)
        texts.append(
            {
                "record_id": row["id"],
                "case_id": case_id,
                "title": row["title"],
                "body": search_text(sheet.content),
            }
        )
        _insert(act, Record, [row])
        drawn = facets.write(
            vault, act, KIND, Written(facets.heading_of(row, sheet, vault.member.name), sheet.content)
        )
        digest = row["digest"].hex()
        act.note("record.sign", "record", row["id"], case=case_id, digest=digest, facets=drawn)
    act.session.execute(update(Case).where(Case.id.in_(set(cases))).values(active_at=act.at))
    _insert(act, RecordText, texts)
    known = {text["record_id"]: text for text in texts}
    numbered = select(RecordText.id, RecordText.record_id).where(RecordText.record_id.in_(known))
    words = [
        (row.id, *indexed(known[row.record_id]["title"], known[row.record_id]["body"]))
        for row in act.session.execute(numbered)
    ]
    _insert(act, RecordWords, [dict(zip(("id", "folded", "also"), each, strict=True)) for each in words])


def _draft(act: Act, case_id: str, sheet: Sheet) -> DraftView:
    return DraftView(
        id="",
        case_id=case_id,
        kind=KIND,
        compartment=KIND.compartment,
        sheet=sheet,
        missing=(),
        since=None,
        begun_at=act.at,
        saved_at=act.at,
        revision=1,
        replaces_id=None,
        about_id=None,
    )


def _insert(act: Act, table: type[Base], rows: list[dict[str, Any]]) -> None:
    act.session.connection().execute(insert(table.__table__), rows)
