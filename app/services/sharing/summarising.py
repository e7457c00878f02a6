"""Composes a report from what stands in a case, each field through the audience's sharing policy."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from app.crypto.ledger import root
from app.domain.cases.person import PersonDetails
from app.domain.fields.content import shared
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Audience, Share
from app.domain.kinds.registry import kind
from app.domain.records.written import Written
from app.domain.reports import composer
from app.domain.reports.document import Author, Document, Identifier, LedgerHead, Person, Recipient
from app.domain.reports.registry import usual
from app.domain.values.ages import age
from app.domain.values.dates import ClinicalDate
from app.domain.values.identifiers import show_nhs_number
from app.domain.values.text import clean, line
from app.errors import NotAcceptable, StillMissing
from app.services.cases import people
from app.services.cases.cases import view_of
from app.services.records.relied import ReliedRecords, relied_records
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True, kw_only=True)
class Request:
    """Who a summary is for and why. `asked` are the classes on "ask" or "withhold" that the clinician lets in."""

    audience: str
    recipient: str
    purpose: str
    meeting: str = ""
    question: str = ""
    asked: frozenset[Share] = frozenset()

    def checked(self) -> "Request":
        """The request with its text cleaned: it stands on every page. Raises StillMissing, TextTooLong."""
        recipient, purpose = line(self.recipient), line(self.purpose)
        gaps = [label for label, value in (("Recipient", recipient), ("Purpose", purpose)) if not value]
        if gaps:
            raise StillMissing(tuple(gaps))
        meeting, question = line(self.meeting), clean(self.question)
        return replace(self, recipient=recipient, purpose=purpose, meeting=meeting, question=question)

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self) | {"asked": sorted(self.asked)}


def request_of(plain: Mapping[str, Any]) -> Request:
    """Read it back."""
    facts = dict(plain)
    return Request(**facts | {"asked": frozenset(map(Share, facts["asked"]))})


def compose(
    vault: OpenVault, case_id: str, request: Request, audience: Audience, document_id: str
) -> Document:
    """The report as it would be signed now; making it is noted. Raises NotFound, NotGenuine, NotAcceptable."""
    report = usual(audience.code)
    if report is None:
        raise NotAcceptable("Only the panel's summary can be written so far: use --for panel.")
    with vault.acting(Right.PREPARE, case=case_id, durable=False) as act:
        case = view_of(act.connection, case_id)
        person = people.current(act.connection, case.person_id).details
        records = relied_records(vault, act.session, case_id)
        act.note("case.summarise", "casefile", case_id, case=case_id, audience=audience.code)
    prepared_at = _local(act.at, vault.offset_minutes(act.at))
    asked = composer.Request(on=prepared_at.date(), question=request.question)
    relied = relied_of(records, audience, asked.on, request.asked)
    blocks = report.compose(composer.CaseFacts(person.awareness), relied, asked, audience)
    composer.insist_on_policy(blocks, audience, request.asked)
    return Document(
        id=document_id,
        report=report.code,
        title=report.title,
        marking=audience.marking,
        audience=audience.code,
        reference=case.reference,
        person=_person(person, asked.on),
        recipient=Recipient(request.recipient, request.purpose, request.meeting),
        author=Author(vault.member.name, vault.member.role, vault.member.registration),
        prepared_at=prepared_at,
        status=composer.STATUS,
        blocks=blocks,
        ledger=LedgerHead(root(vault.head).hex(), vault.head.size, vault.header.device),
    )


def relied_of(
    records: ReliedRecords, audience: Audience, on: date, asked: frozenset[Share] = frozenset()
) -> composer.Relied:
    """What each kind prints of its records, newest first, out of what the audience gets of them.

    Raises RuntimeError for a record that still holds what its audience does not get: a mistake of ours.
    """
    given, newest = [], dict[str, str]()
    for each in _allowed(records, audience, asked).records:
        newest.setdefault(each.kind, each.id)
        composer.insist_on_told(each.content, audience, asked)
        blocks = kind(each.kind).block(Written(each.heading, each.content), audience, on)
        given += [composer.Given(each.kind, each.id, placed, each.heading.knowledge) for placed in blocks]
    withheld = frozenset(each for each in Share if not audience.admits(each, asked))
    return composer.Relied(tuple(given), newest, records.unread, _leading(records), withheld)


def _leading(records: ReliedRecords) -> frozenset[str]:
    """The newest record of each course, told by what was written and not by what an audience hears of it."""
    leading: dict[tuple[str, str], str] = {}
    for each in records.records:
        made = kind(each.kind)
        if made.has_courses and (course := made.course_of(each.content)):
            leading.setdefault((each.kind, course), each.id)
    return frozenset(leading.values())


def _allowed(records: ReliedRecords, audience: Audience, asked: frozenset[Share]) -> ReliedRecords:
    """The records with every field taken out that the audience does not get."""
    kept = (replace(each, content=shared(each.content, audience, asked)) for each in records.records)
    return replace(records, records=tuple(kept))


def _person(details: PersonDetails, on: date) -> Person:
    """The fewest identifiers that prevent a mix-up: name, date of birth, NHS number and PNC ID where known.

    With the date of birth stands the age, as well as it follows from it.
    """
    numbers = []
    if details.nhs_number:
        numbers.append(Identifier("NHS number", show_nhs_number(details.nhs_number)))
    if details.pnc:
        numbers.append(Identifier("PNC ID", details.pnc))
    return Person(details.sort_name, _born(details.born, on), tuple(numbers))


def _born(born: ClinicalDate | None, on: date) -> str:
    if born is None:
        return "Not known"
    years = age(born, on)
    return f"{born.show()} (age {years.show()})" if years else born.show()


def _local(at: datetime, offset_minutes: int) -> datetime:
    """The same instant with the site's offset, as it is printed."""
    return at.astimezone(timezone(timedelta(minutes=offset_minutes)))
