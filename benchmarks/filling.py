"""Fills a vault with invented cases and genuinely signed records: `casework check` finds nothing wrong in one.

Signing a hundred thousand takes about two minutes, so nothing is faked; only the forms and drafts are left out.
"""

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from app.crypto import canonical
from app.domain.cases.case import PATHWAYS, STAGES
from app.domain.cases.person import PersonDetails
from app.domain.fields.content import search_text, to_plain
from app.domain.fields.rights import Right
from app.domain.kinds.session_note import KIND
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.domain.values.names import keys, order_key
from app.domain.values.search_words import indexed
from app.models.tables import Base, Case, NameKey, Person, PersonVersion, Record, RecordText, RecordWords
from app.services.records.drafts import DraftView
from app.services.records.records import signed_row
from app.services.vault.open_vault import Act, OpenVault
from benchmarks.words import PARTS, prose

BATCH = 1000
FULL = 200
"""Records of the one full case."""
SHORTEST, LONGEST = 600, 3000
"""Characters of a record's text."""


def fill(vault: OpenVault, n: int) -> str:
    """Add n cases and n records; give the id of the case that holds FULL of them."""
    chance = random.Random(n)  # noqa: S311 - the same rows in every run, nothing secret
    cases: list[str] = []
    for at in range(0, n, BATCH):
        with vault.acting(Right.OPEN_CASE) as act:
            cases += _cases(vault, act, range(at, min(at + BATCH, n)), chance)
    for at in range(0, n, BATCH):
        with vault.acting(Right.WRITE) as act:
            chosen = [cases[0] if k < FULL else chance.choice(cases) for k in range(at, min(at + BATCH, n))]
            _records(vault, act, chosen, chance)
    return cases[0]


def note(chance: random.Random, characters: int) -> SessionNote:
    """A session note with so much text."""
    parts = iter(prose(chance, characters // PARTS) for _ in range(PARTS))
    return SessionNote(
        session_type="individual",
        number=chance.randrange(1, 40),
        mode="in_person",
        setting="clinic",
        attendance="attended",
        clinicians="Rowan Ashdown, Kit Marlowe-Pryce",
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
    people, versions, cases = [], [], []
    for number in numbers:
        born = ClinicalDate(chance.randrange(1945, 2006), chance.randrange(1, 13), chance.randrange(1, 28))
        names = prose(chance, 18).strip(".").split()
        details = PersonDetails(
            family_name=names[0], given_names=names[-1].capitalize(), born=born, awareness="unaware"
        )
        person = {"id": new_id(act.at), "version": 1}
        shown = ("family_name", "given_names", "sort_name", "nhs_number", "pnc", "awareness")
        people.append(
            person
            | {name: getattr(details, name) for name in shown}
            | {"born": born.to_wire(), "created_at": act.at}
        )
        versions.append(
            {
                "id": new_id(act.at),
                "person_id": person["id"],
                "version": 1,
                "details": canonical.dumps(to_plain(details)),
                "staff_id": vault.member.id,
                "at": act.at,
            }
        )
        cases.append(_case(vault, act, people[-1], number, chance))
        act.note("case.add", "casefile", cases[-1]["id"], case=cases[-1]["id"])
    _insert(act, Person, people)
    _insert(
        act,
        NameKey,
        [
            {"key": key, "person_id": person["id"]}
            for person in people
            for key in keys(person["family_name"], person["given_names"])
        ],
    )
    _insert(act, PersonVersion, versions)
    _insert(act, Case, cases)
    return [case["id"] for case in cases]


def _case(
    vault: OpenVault, act: Act, person: dict[str, Any], number: int, chance: random.Random
) -> dict[str, Any]:
    opened = ClinicalDate(chance.randrange(2019, 2027), chance.randrange(1, 13), chance.randrange(1, 28))
    return {
        "id": new_id(act.at),
        "reference": f"NM-{number:06}",
        "person_id": person["id"],
        "sort_name": person["sort_name"],
        "pathway": chance.choice(PATHWAYS).code,
        "stage": chance.choice(STAGES).code,
        "holder": "",
        "lead_id": vault.member.id,
        "justice_stage": "",
        "opened": opened.to_wire(),
        "closed": "",
        "active_at": act.at - timedelta(seconds=chance.randrange(10**8)),
        "created_at": act.at,
        "name_order": order_key(person["family_name"], person["given_names"]),
    }


def _records(vault: OpenVault, act: Act, cases: list[str], chance: random.Random) -> None:
    rows, texts = [], []
    for case_id in cases:
        event = act.at.date() - timedelta(days=chance.randrange(2500))
        sheet = Sheet(event=ClinicalDate.of(event), content=note(chance, chance.randint(SHORTEST, LONGEST)))
        row = signed_row(vault, act, _draft(act, case_id, sheet), sheet)
        texts.append(
            {
                "record_id": row["id"],
                "case_id": case_id,
                "title": row["title"],
                "body": search_text(sheet.content),
            }
        )
        rows.append(row)
        act.note("record.sign", "record", row["id"], case=case_id, digest=row["digest"].hex())
    _insert(act, Record, rows)
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
        begun_at=act.at,
        saved_at=act.at,
        revision=1,
        replaces_id=None,
        about_id=None,
    )


def _insert(act: Act, table: type[Base], rows: list[dict[str, Any]]) -> None:
    act.session.connection().execute(insert(table.__table__), rows)
