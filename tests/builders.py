"""Builds small, real things for tests: a vault, staff, a person, a case, a signed note. Names are invented."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import delete, update

from app.crypto.kdf import CHEAPEST
from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.fields import forms
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import is_empty, specs
from app.domain.fields.declare import Direction, FieldSpec, KeptFile, Rating, Target
from app.domain.fields.file import File, held, named
from app.domain.fields.rights import Right
from app.domain.fields.spec import Form
from app.domain.kinds.parts.quality import QUALITIES, Quality
from app.domain.kinds.parts.red_flag import Deed
from app.domain.kinds.parts.told import Told
from app.domain.kinds.red_flag.content import RedFlag
from app.domain.kinds.registry import KINDS
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.domain.values.text import MOST_IN_LINE
from app.models.tables import Case, Draft, Record
from app.services.cases.casefile import CaseFile
from app.services.cases.opening import Opening, open_case, open_referred
from app.services.entry.founding import Foundation, found
from app.services.entry.unlocking import unlock
from app.services.records import drafts
from app.services.records.drafts import Drafts
from app.services.records.files import Files
from app.services.records.heading import Heading
from app.services.records.records import signed_row
from app.services.team.enrolment import Newcomer
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.confirmed import enrol, sign

LEAD = Newcomer(
    login="rowan",
    name="Dr Rowan Ashdown",
    role="Consultant forensic psychologist",
    registration_body="HCPC",
    registration_number="PYL01234",
)
COLLEAGUE = Newcomer(login="kit", name="Kit Marlowe-Pryce", role="Assistant psychologist")
LEAD_PASSPHRASE = "four unrelated heron words"
COLLEAGUE_PASSPHRASE = "quite another lantern phrase"
SITE = "Northmoor Stalking Health Team"
PLAIN_NAME = "Northmoor Health Team"
OPENED = CaseFacts(pathway="consultation", stage="assessment", opened=ClinicalDate(2026, 11, 2))
"""What is said of a case that was just opened."""
KNOWS: dict[str, Any] = {
    "awareness_how": "The referrer says so",
    "awareness_on": ClinicalDate(2026, 1, 5),
}
"""How it is known what a person knows of their case."""
_numbers = itertools.count(1)


@dataclass
class SteppingClock:
    """A clock that moves a little at each look, so that nothing has the same time twice."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    step: timedelta = timedelta(milliseconds=10)

    def __call__(self) -> datetime:
        """The next time."""
        self.at += self.step
        return self.at


def make_vault(folder: Path, machine: Machine) -> str:
    """Found a vault led by LEAD with the cheapest derivation; gives the recovery key."""
    return found(
        folder,
        Foundation(site=SITE, plain_name=PLAIN_NAME, founder=LEAD),
        LEAD_PASSPHRASE,
        machine=machine,
        params=CHEAPEST,
    )


def open_as_lead(folder: Path, machine: Machine) -> OpenVault:
    """Unlock as LEAD."""
    return unlock(folder, LEAD.login, LEAD_PASSPHRASE, machine=machine)


def enrol_colleague(vault: OpenVault) -> str:
    """Enrol COLLEAGUE, admitted to nothing sealed."""
    return enrol(vault, COLLEAGUE, COLLEAGUE_PASSPHRASE)


def add_case(vault: OpenVault, family_name: str = "Fairweather", **details: Any) -> str:
    """Add a person and a case; gives the case's id."""
    facts = {"given_names": "Colm", **KNOWS, "awareness": "unaware"} | details
    person = PersonDetails(family_name=family_name, **facts)
    return open_case(vault, person, f"NM-{next(_numbers)}", _opened(vault))


def add_referred_case(vault: OpenVault, family_name: str = "Fairweather", **said: Any) -> str:
    """Add a person and a case with its referral, which is signed; gives the case's id."""
    opening = opening_of(vault, family_name, **said)
    return open_referred(vault, opening, confirmed_at_unlocking(vault, opening.digest))


def opening_of(vault: OpenVault, family_name: str = "Fairweather", **said: Any) -> Opening:
    """All that a case is opened with."""
    person = PersonDetails(family_name=family_name, given_names="Colm", awareness="unaware", **KNOWS)
    referral = complete(KINDS["referral"].content)
    sheet = Sheet(
        event=ClinicalDate.of(vault.today()), content=replace(referral, **{"urgency": "routine"} | said)
    )
    facts = replace(_opened(vault), stage="referred")
    return Opening(person, f"NM-{next(_numbers)}", facts, sheet)


def _opened(vault: OpenVault) -> CaseFacts:
    """How it began: not after the day of a clock that is wound back."""
    opened = OPENED.opened
    late = opened is not None and (first := opened.earliest()) is not None and first > vault.today()
    return replace(OPENED, opened=ClinicalDate.of(vault.today())) if late else OPENED


def add_person(vault: OpenVault, details: PersonDetails) -> str:
    """Add a person with a case; gives the person's id."""
    case_id = open_case(vault, details, f"NM-{next(_numbers)}", OPENED)
    return CaseFile(vault).open(case_id).case.person_id


def file_named(name: str) -> KeptFile:
    """What a record says of a document that no store keeps yet."""
    return KeptFile(
        id="01a20000-0000-7000-8000-000000000002",
        digest="a" * 64,
        name=named(name),
        media="text/plain",
        size=7,
    )


def keep_file(
    vault: OpenVault, draft_id: str, name: str = "Report.txt", content: bytes = b"Waited"
) -> KeptFile:
    """Add a document to a draft; gives what a record says of it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(content)
        *_, kept = Files(vault).add(draft_id, path)
    assert isinstance(kept, KeptFile)
    return replace(kept, name=named(name))


def answer(spec: FieldSpec, words: str = "Words") -> Any:
    """Some answer that the field's form takes."""
    return _ANSWERS[type(spec.form)](spec, words)


def _target(spec: FieldSpec) -> str:
    return "V1" if spec.target is Target.VICTIM else "01a20000-0000-7000-8000-000000000001"


def _day(spec: FieldSpec) -> ClinicalDate:
    if spec.months:
        return ClinicalDate(2026, 12, 15)
    return ClinicalDate(2099 if spec.direction is Direction.COMING else 2026, 3, 1)


def _rows(spec: FieldSpec, words: str) -> tuple[Any, ...]:
    """One row; of a self-check, which is answered as a whole, all of them."""
    if spec.row is Quality:
        return tuple(Quality(quality=each.code, holds="yes") for each in QUALITIES)
    return (complete(spec.row, words),) if spec.row else ()


_ANSWERS: dict[type[Form[Any]], Callable[[FieldSpec, str], Any]] = {
    # A measure is one that is there, and takes the answers below.
    forms.Line: lambda spec, words: "gbo@1" if spec.name == "measure" else words[:MOST_IN_LINE],
    forms.Text: lambda _, words: words,
    forms.TimeOfDay: lambda _spec, _words: "14:20",
    forms.OneOf: lambda spec, _: spec.choices[0].code,
    forms.SomeOf: lambda spec, _: (spec.choices[0].code,),
    forms.Judged: lambda _, words: Rating(value=1, confidence="low", source="interview", note=words),
    forms.Count: lambda _spec, _words: 5,
    forms.Minutes: lambda _spec, _words: 5,
    forms.Number: lambda _spec, _words: "5",
    forms.Answers: lambda _spec, _words: (5, 5, 5),
    forms.TimeOfDay: lambda _spec, _words: "14:20",
    forms.Day: lambda spec, _words: _day(spec),
    forms.Reference: lambda spec, _: _target(spec),
    forms.References: lambda spec, _: (_target(spec),),
    File: lambda _spec, words: file_named(words),
    forms.Rows: _rows,
}


def complete(cls: type, words: str = "Words", **said: Any) -> Any:
    """A content that says so much, with every other needed field answered, and each text field holding the words."""
    return filled(cls(**said), words)


def filled(content: Any, words: str = "Words") -> Any:
    """The same of one that was begun: what it says already stays."""
    cls, before = type(content), None
    while content != before:
        # An answer may make another field needed.
        before = content
        for spec in specs(cls):
            needed = spec.is_needed(content)
            if (
                spec.asked
                and (needed or isinstance(spec.form, forms.Text))
                and is_empty(spec, getattr(content, spec.name))
            ):
                content = replace(content, **{spec.name: answer(spec, words)})
    return content


def in_time(content: Any, today: date) -> Any:
    """The content with each day that is good for some months alone put three weeks from today."""
    limited = [spec.name for spec in specs(type(content)) if spec.months and getattr(content, spec.name)]
    return replace(content, **dict.fromkeys(limited, ClinicalDate.of(today + timedelta(weeks=3))))


def kept_in(compartment: Compartment | None, kind: str = "session_note") -> str:
    """The kind, or where none of it is kept another that may stand anywhere."""
    return kind if compartment in {None, *KINDS[kind].compartments} else "consultation"


def draft_of(
    vault: OpenVault, case_id: str, words: str, kind: str = "session_note", **where: Compartment
) -> str:
    """A draft ready to sign; gives its id. Where none of its kind is kept it is a consultation."""
    kind = kept_in(where.get("compartment"), kind)
    content = in_time(complete(KINDS[kind].content, words), vault.today())
    return draft_with(vault, case_id, kind, content, **where)


def draft_with(vault: OpenVault, case_id: str, kind: str, content: object, **where: Compartment) -> str:
    """A draft of that content, any document in it kept for it; gives its id."""
    draft = Drafts(vault).begin(case_id, kind, **where)
    for each in held(content):
        content = replace(content, **{each.path: keep_file(vault, draft.id, each.file.name)})  # type: ignore[type-var]
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return draft.id


def signed(
    vault: OpenVault, case_id: str, words: str, kind: str = "session_note", **where: Compartment
) -> str:
    """A signed record holding the words; gives its id."""
    return sign(vault, draft_of(vault, case_id, words, kind, **where))


def signed_as(vault: OpenVault, case_id: str, made: Kind, content: object) -> str:
    """A record signed as a program signs it that knows that kind, whatever this one knows; gives its id."""
    with vault.acting(Right.WRITE) as act:
        begun = drafts.start(vault, act, KINDS["incident"], Heading(case_id, Compartment.CLINICAL))
        view = replace(begun, kind=made)
        row = signed_row(vault, act, view, replace(begun.sheet, content=content))
        act.insert(Record, **row)
        act.connection.execute(delete(Draft).where(Draft.id == begun.id))
        act.connection.execute(update(Case).where(Case.id == case_id).values(active_at=act.at))
        noted = {"digest": row["digest"].hex(), "draft": begun.id}
        act.note("record.sign", "record", row["id"], case=case_id, **noted)
    return str(row["id"])


def red_flag(**changes: Any) -> RedFlag:
    """A red flag that is open: something was done, and somebody told."""
    day = ClinicalDate(2026, 11, 20)
    told = Told(
        who="PC 4471", agency="police", on=day, how="telephone", ground="public_interest", person_told="no"
    )
    done = Deed(what="Rang the station", by="Dr Ashdown", on=day)
    said = {"sign": "weapon", "about": "victim", "seen": "Bought a knife", "seen_at": day, "by": "PC 4471"}
    return RedFlag(**said | {"done": (done,), "told": (told,)} | changes)


def raise_flag(vault: OpenVault, case_id: str, **changes: Any) -> str:
    """Raise a red flag that is open; gives its record's id."""
    return sign(vault, draft_with(vault, case_id, "red_flag", red_flag(**changes)))
