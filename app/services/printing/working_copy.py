"""A working copy of what a screen shows: made in memory, looked at for victims' details, saved as a PDF by its maker.

Nothing of a sealed compartment is in it, whoever makes it. It is no report: nobody signs it and it is for nobody
outside the team. What is saved are the very bytes that were seen, if the same would be made now.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.crypto.ledger import root
from app.domain.fields.rights import Right
from app.domain.records.blocks import Block, Notice, Paragraph
from app.domain.records.versions import Reading, Unread
from app.domain.reports.document import Author, Document, LedgerHead, Person, Recipient
from app.domain.values.dates import ClinicalDate, show_instant
from app.domain.values.ids import new_id
from app.errors import AlreadyThere, Changed, CopyWithheld
from app.reports.pdf.contents import texts
from app.services.cases import people
from app.services.cases.cases import view_of
from app.services.printing.asked import Printing, Subject
from app.services.printing.charts import axis, dose, golden_thread, ratings
from app.services.printing.entries import entries
from app.services.printing.open_records import open_records
from app.services.sharing import guarding
from app.services.sharing.looked import Looked, looked_for_in
from app.services.sharing.resting import insist_on_facts
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import Act, OpenVault
from app.whole_file import beside, is_there, put_in_place, write_new

REPORT: Final = "working_copy"
MARKING: Final = "OFFICIAL-SENSITIVE"
WHOLE: Final = "Working copy"
PURPOSE: Final = "The team’s own work. What anybody else is given is made as a summary, for its audience."
STATUS: Final = "Working copy, not signed"
_HANDLING: Final = (
    "Not to be given, shown or read to the person or to a victim, nor filed or left where either may see it. Destroy "
    "it when it is not used any more: the record is in Casework."
)
_SEALED: Final = (
    "Records in sealed compartments are never printed, and nothing of them is in here; whether there are any is not "
    "said on paper."
)


@dataclass(frozen=True, kw_only=True)
class WorkingCopy:
    """What would be saved. `places` are where a victim's detail stands: then it has no pages, and is not saved."""

    id: str
    case_id: str
    printing: Printing
    made_at: datetime
    document: Document
    pdf: bytes
    sha256: str
    places: tuple[str, ...]
    looked: Looked | None = None

    @property
    def digest(self) -> bytes:
        """What is confirmed when it is saved."""
        return saving_of(self.id, self.sha256)


@dataclass(frozen=True)
class SavedCopy:
    """Where it is, and the SHA-256 of the file."""

    out: Path
    sha256: str


def saving_of(copy_id: str, fingerprint: str) -> bytes:
    """What is confirmed when exactly these bytes are saved."""
    return digest_of("print.save", copy=copy_id, sha256=fingerprint)


def prepare_copy(vault: OpenVault, case_id: str, printing: Printing) -> WorkingCopy:
    """Make it in memory as it would be saved, and look at it; that it was made is noted.

    Raises NotPermitted, NeedsRelease for who cannot look for victims' details, NotFound, NotGenuine or Unguarded for a
    case with something altered in it, and ReadOnly where it could not be noted that it left.
    """
    vault.insist_on_writing()
    guarding.insist_on_key(vault, Right.PRINT)
    with vault.acting(Right.PREPARE, case=case_id, durable=False) as act:
        at = act.at
        document = _document(vault, act, case_id, printing, (new_id(at), at))
        act.note("print.prepare", "casefile", case_id, case=case_id, what=printing.of.name.lower())
    pdf = _drawn(document)
    places = _stopped(vault, case_id, document, pdf)
    return WorkingCopy(
        id=document.id,
        case_id=case_id,
        printing=printing,
        made_at=at,
        document=document,
        pdf=b"" if places else pdf,
        sha256=sha256(pdf).hexdigest(),
        places=places,
        looked=looked_for_in(vault, case_id, document),
    )


def save_copy(vault: OpenVault, copy: WorkingCopy, confirmed: Confirmation, out: Path) -> SavedCopy:
    """Write the pages that were seen; that they left is noted, with their SHA-256.

    Raises AlreadyThere, NotPermitted, NeedsRelease, MustConfirm without the maker's word for exactly these bytes,
    Changed where it would be made otherwise now, CopyWithheld with the places where a victim's detail stands, in the
    file's name and folder too, NotGenuine, Unguarded, CannotWrite, DiskFull, ReadOnly.
    """
    vault.insist_on_writing()
    if is_there(out):
        raise AlreadyThere
    guarding.insist_on_key(vault, Right.PRINT)
    if places := guarding.stopped(vault, copy.case_id, guarding.of_path(out)):
        raise CopyWithheld(places)
    pdf = _again(vault, copy)
    if places := _stopped(vault, copy.case_id, copy.document, pdf):
        raise CopyWithheld(places)
    with beside(out) as new:
        with vault.acting(Right.PRINT, case=copy.case_id, confirmed=confirmed) as act:
            act.covers(saving_of(copy.id, sha256(pdf).hexdigest()))
            write_new(new, pdf)
            act.note(
                "print.save",
                "casefile",
                copy.case_id,
                case=copy.case_id,
                what=copy.printing.of.name.lower(),
                sha256=copy.sha256,
            )
        put_in_place(new, out)
    return SavedCopy(out, copy.sha256)


def save_copy_as_seen(vault: OpenVault, seen: WorkingCopy, passphrase: str, out: Path) -> SavedCopy:
    """The same for who sees the pages and types their passphrase for them. Raises WrongSecret."""
    return save_copy(vault, seen, confirm(vault, passphrase, seen.digest), out)


def file_name(copy: WorkingCopy) -> str:
    """The name that a file is given: the reference, what it is of and the day, never a person's."""
    day = copy.document.prepared_at.date().isoformat()
    safe = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-"
        for sign in copy.document.reference
    )
    return f"{safe.strip('-.')} {copy.printing.of.value.lower()} {day}.pdf"


def _again(vault: OpenVault, copy: WorkingCopy) -> bytes:
    """The bytes as they would be made now, of the same time. Raises Changed where those are not the ones seen."""
    with vault.reading(Right.PREPARE) as act:
        document = _document(vault, act, copy.case_id, copy.printing, (copy.id, copy.made_at))
    # The ledger has gone on since, if only by this copy.
    pdf = _drawn(replace(document, ledger=copy.document.ledger))
    if pdf != copy.pdf or sha256(pdf).hexdigest() != copy.sha256:
        raise Changed
    return pdf


def _drawn(document: Document) -> bytes:
    from app.reports.pdf.draw import draw_copy  # noqa: PLC0415 - ReportLab is slow to load

    return draw_copy(document)


def _stopped(vault: OpenVault, case_id: str, document: Document, pdf: bytes) -> tuple[str, ...]:
    """Where a victim's detail stands: in the document, which names each place, or else in the finished bytes."""
    by_field = guarding.stopped(vault, case_id, *guarding.readings_of(document))
    return by_field or guarding.stopped(vault, case_id, texts(pdf))


def _document(
    vault: OpenVault, act: Act, case_id: str, printing: Printing, made: tuple[str, datetime]
) -> Document:
    """The document of a time, by its id. Raises NotFound, NotGenuine, Unguarded."""
    copy_id, at = made
    case = view_of(act.connection, case_id)
    person = people.current(act.connection, case.person_id).details
    insist_on_facts(vault, act.session, case_id)
    local = at.astimezone(timezone(timedelta(minutes=vault.offset_minutes(at))))
    member = vault.member
    records = open_records(vault, act.session, case_id)
    blocks = tuple(_blocks(vault, act, case_id, printing, records))
    last = max((each.heading.signed_at for each in records.values()), default="")
    return Document(
        id=copy_id,
        report=REPORT,
        title=printing.of.value,
        marking=MARKING,
        audience="",
        reference=case.reference,
        person=Person(person.sort_name, person.born.show() if person.born else "Not known"),
        recipient=Recipient(WHOLE, PURPOSE),
        author=Author(member.name, member.role, member.registration),
        prepared_at=local,
        status=STATUS,
        blocks=(*_head(vault, at), *blocks),
        ledger=LedgerHead(root(vault.head).hex(), vault.head.size, vault.header.device),
        records_to=_day(vault, last),
    )


def _head(vault: OpenVault, at: datetime) -> Iterator[Block]:
    """Who made it and when, and how it is to be handled."""
    by = ", ".join(part for part in (vault.member.name, vault.member.role) if part)
    yield Notice(label=f"{STATUS}.", text=_HANDLING)
    yield Paragraph(label="Made:", text=f"{show_instant(at, vault.offset_minutes(at))}, by {by}", plain=True)
    yield Paragraph(label="Sealed:", text=_SEALED, plain=True)


def _day(vault: OpenVault, signed_at: str) -> str:
    """The day of an instant, in the site's time."""
    if not signed_at:
        return ""
    at = datetime.fromisoformat(signed_at)
    return ClinicalDate.of(at.astimezone(vault.zone).date()).show()


def _blocks(
    vault: OpenVault, act: Act, case_id: str, printing: Printing, records: Mapping[str, Reading | Unread]
) -> Iterator[Block]:
    match printing.of:
        case Subject.CHRONOLOGY:
            yield from entries(vault, act.connection, case_id, printing.asked, records)
        case Subject.AXIS:
            yield from axis(vault, act.session, case_id, records, printing.asked)
        case Subject.RATINGS:
            yield from ratings(vault, act.session, case_id, records)
        case Subject.THREAD:
            yield from golden_thread(vault, act.session, case_id, records)
        case Subject.DOSE:
            yield from dose(vault, act.session, case_id, records, printing.goal)
