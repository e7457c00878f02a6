"""Composes a report from what stands in a case, each field through the audience's sharing policy."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from msgspec import structs
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.crypto.ledger import root
from app.domain.cases.person import PersonDetails
from app.domain.facts import case as case_facts
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import shared
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Audience, Rule, Share
from app.domain.kinds.registry import kind
from app.domain.records import blocks
from app.domain.records.blocks import Facts, Paragraph, Part, Placed
from app.domain.records.drawing import facets_of
from app.domain.records.facets import Facet, KeyDate, Meets, Unfinished
from app.domain.records.heading import Heading
from app.domain.records.kind import Kind
from app.domain.records.written import Written
from app.domain.reports import composer
from app.domain.reports.document import (
    Author,
    Document,
    Identifier,
    LedgerHead,
    Letter,
    Person,
    Recipient,
)
from app.domain.reports.dosed import Dose, Dosed
from app.domain.reports.in_court import COURT, EXPERT, STANDINGS
from app.domain.reports.letters import Sender, letter_for
from app.domain.reports.likely import likeliest, named, scenarios
from app.domain.reports.own_words import Texts, checked, own_words
from app.domain.reports.parts import insist_on_parts, is_asked
from app.domain.reports.registry import in_sentence, report_for
from app.domain.reports.time_axis import CONDITIONS
from app.domain.reports.unaware import insist_on_aware
from app.domain.values.dates import ClinicalDate
from app.domain.values.identifiers import show_nhs_number
from app.domain.values.markup import words
from app.domain.values.text import clean, line
from app.errors import NotAcceptable, StillMissing
from app.services.cases import people
from app.services.cases.cases import view_of
from app.services.cases.still_due import is_at_once, put_off_day
from app.services.facts.events import known_of
from app.services.facts.site_settings import verified_name, verified_settings
from app.services.measures.of_vault import measures_of
from app.services.records.relied import ReliedRecord, ReliedRecords, relied_records
from app.services.records.standing import awaiting
from app.services.sharing import letters
from app.services.sharing.audiences import OF_THE_PROGRAMME, PERSON, audience_of
from app.services.sharing.bounded import within_bounds
from app.services.sharing.colleagues import second_of
from app.services.sharing.diverging import divergence_given
from app.services.sharing.dosing import dose_given
from app.services.vault.open_vault import OpenVault

MOST_WORDS: Final = 90
"""So many words an answer has at most: what a chair reads out before anybody asks something else."""
_STANDING: Final = (
    "A paper for a court says in which standing its author writes: as the treating clinician, or as an expert "
    "instructed."
)
_NOT_DECLARED: Final = (
    "An instructed expert signs nothing for a court without the service’s declaration and statement of truth."
)
_PRONOUNS: Final = {"man": "he", "male": "he", "woman": "she", "female": "she"}


def counted(text: str) -> int:
    """How many words a text has."""
    return len(words(text).split())


@dataclass(frozen=True, kw_only=True)
class Request:
    """Which report, who it is for and why; without a `report` the usual one of the audience.

    `asked` are the classes on "ask" or "withhold" that the clinician lets in. `question` is what this meeting asks and
    `answer` what the author answers, both typed for it; `scenario` is the one of those that stand which they think most
    likely next, by its code: all three for a report that answers a question. `parts` are the names of the parts that
    they let in of a report that goes to its audience part by part. `standing`, `instructed_by` and `declaration` are
    for a court. `texts` are what the author writes for it in their own words (`own_words`). `countersigner` is the
    login of the colleague who is to countersign it, if anybody is.
    """

    audience: str
    recipient: str
    purpose: str
    meeting: str = ""
    question: str = ""
    answer: str = ""
    scenario: str = ""
    asked: frozenset[Share] = frozenset()
    report: str = ""
    parts: tuple[str, ...] = ()
    standing: str = ""
    instructed_by: str = ""
    declaration: str = ""
    texts: Texts = ()
    countersigner: str = ""

    def checked(self) -> "Request":
        """The request with its text cleaned, since it stands on the first page, and with its report by name.

        Raises NotFound for an audience that there is none of, StillMissing, TextTooLong, and NotAcceptable for an
        answer of too many words, or one where nothing is asked, for a report that is not for the audience or cannot be
        made for it yet, for parts that it has none of, or of which none is let in, and for a letter that is to be
        countersigned.
        """
        audience_of(self.audience)
        report = report_for(self.audience, self.report)
        recipient, purpose, meeting = line(self.recipient), line(self.purpose), line(self.meeting)
        question, answer = clean(self.question).strip(), clean(self.answer).strip()
        told = (("Question to health", question), ("Answer", answer))
        if not report.answers and (question or answer or line(self.scenario)):
            made_of = (
                "its author writes under its headings"
                if own_words(report.code)
                else "it is made of the records alone"
            )
            raise NotAcceptable(
                f"A {in_sentence(report.code)} takes no question, answer or scenario: {made_of}."
            )
        if line(self.countersigner) and letters.is_plain(self.audience):
            raise NotAcceptable("A letter has no place for a countersignature.")
        parts = insist_on_parts(report, self.audience, self.parts)
        needed = (("Recipient", recipient), ("Purpose", purpose), *(told if report.answers else ()))
        standing, by, declaration = self._in_court()
        gaps = [label for label, value in needed if not value]
        if gaps:
            raise StillMissing(tuple(gaps))
        if (count := counted(answer)) > MOST_WORDS:
            raise NotAcceptable(f"The answer has {count} words: {MOST_WORDS} at most.")
        return replace(
            self,
            recipient=recipient,
            purpose=purpose,
            meeting=meeting,
            question=question,
            answer=answer,
            scenario=line(self.scenario),
            report=report.code,
            parts=parts,
            standing=standing,
            instructed_by=by,
            declaration=declaration,
            texts=checked(report.code, ((code, clean(text)) for code, text in self.texts)),
            countersigner=line(self.countersigner),
        )

    def _in_court(self) -> tuple[str, str, str]:
        """In which standing its author writes for a court; nothing for anybody else. Raises as `checked`."""
        said = line(self.standing), line(self.instructed_by), clean(self.declaration).strip()
        standing, by, declaration = said
        if self.audience != COURT:
            if any(said):
                raise NotAcceptable(
                    "In which standing its author writes is said in a paper for a court alone."
                )
            return said
        if standing not in STANDINGS:
            raise NotAcceptable(_STANDING)
        if standing != EXPERT and (by or declaration):
            raise NotAcceptable("Who is not instructed as an expert names nobody who instructs them.")
        if standing == EXPERT and not by:
            raise StillMissing(("Instructed by",))
        if standing == EXPERT and not declaration:
            raise NotAcceptable(_NOT_DECLARED)
        return said

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self) | {"asked": sorted(self.asked)}


def let_in(audience: str, classes: Sequence[str]) -> frozenset[Share]:
    """The classes by their codes, of those that the audience's policy asks about.

    Raises NotFound for an audience that there is none of, NotAcceptable for a class that is not asked about.
    """
    rules = audience_of(audience).rules
    ask = [share.value for share in Share if rules[share] is Rule.ASK]
    if unasked := [each for each in classes if each not in ask]:
        raise NotAcceptable(
            f"The policy of that audience does not ask about {unasked[0]}: it asks about {', '.join(ask) or 'nothing'}."
        )
    return frozenset(map(Share, classes))


def request_of(plain: Mapping[str, Any]) -> Request:
    """Read it back."""
    facts = dict(plain)
    typed = {
        "asked": frozenset(map(Share, facts["asked"])),
        "parts": tuple(facts.get("parts", ())),
        "texts": tuple((code, text) for code, text in facts.get("texts", ())),
    }
    return Request(**facts | typed)


def compose(
    vault: OpenVault,
    case_id: str,
    request: Request,
    audience: Audience,
    document_id: str,
    fit: Callable[[Document], bool] = lambda _: True,
) -> Document:
    """The report as it would be signed now; making it is noted. It is made shorter by steps until it is a `fit`.

    Raises NotFound, NotGenuine, NotAcceptable, as for a scenario that does not stand, a report that is not for the
    audience, or a colleague who may not countersign.
    """
    report = report_for(audience.code, request.report)
    countersigner = second_of(vault, request.countersigner)
    with vault.acting(Right.PREPARE, case=case_id, durable=False) as act:
        case = view_of(act.connection, case_id)
        person = people.current(act.connection, case.person_id).details
        off = verified_settings(vault, act.session).off
        records = relied_records(vault, act.session, case_id, within=audience.compartments)
        prepared_at = _local(act.at, vault.offset_minutes(act.at))
        on = prepared_at.date()
        justice = known_of(act.session, case_id, case_facts.SUBJECT).held.by.get(case_facts.JUSTICE.code)
        diverges = divergence_given(vault, act.connection, case_id, audience, request.asked, on)
        dose = Dose()
        if isinstance(report, Dosed):
            dose = dose_given(records, audience, request.asked, measures_of(vault, act.session))
        by_request = (kind(each.kind).opens_to(each.content) for each in records.records)
        insist_on_aware(person.awareness, audience.code, report.code, frozenset[str]().union(*by_request))
        sender = letters.sender_of(vault, act.session) if letters.is_plain(audience.code) else None
        service = _service(vault, act.session, audience.code)
        act.note("case.summarise", "casefile", case_id, case=case_id, audience=audience.code)
    has_died = person.deceased_on is not None
    relied = relied_of(records, audience, on, request.asked, vault.member.name, has_died=has_died, off=off)
    relied = replace(
        relied,
        given=(*relied.given, *diverges),
        unavailable=unavailable(vault, case_id, audience),
        dose=dose,
    )
    asked = composer.Request(
        on=on,
        question=request.question,
        answer=request.answer,
        scenario=_chosen(request.scenario, relied),
        asked=request.asked,
        parts=frozenset(request.parts) if is_asked(report, audience.code) else None,
        standing=request.standing,
        instructed_by=request.instructed_by,
        declaration=request.declaration,
        texts=request.texts,
    )
    facts = composer.CaseFacts(
        person.awareness,
        case.lead,
        _pronoun(person),
        case.facts.justice_stage,
        _on(justice.event.at, vault) if justice else ClinicalDate(),
    )
    last = max((each.heading.signed_at for each in records.records), default="")
    whole = Document(
        id=document_id,
        report=report.code,
        title=report.title,
        marking=audience.marking,
        audience=audience.code,
        reference=case.reference,
        person=_person(person, on, audience.code),
        recipient=Recipient(request.recipient, request.purpose, request.meeting),
        author=Author(vault.member.name, vault.member.role, vault.member.registration, service),
        prepared_at=prepared_at,
        status=composer.STATUS,
        blocks=(),
        ledger=LedgerHead(root(vault.head).hex(), vault.head.size, vault.header.device),
        records_to=_day(last, vault),
        reader=_READERS.get(audience.code, "") if report.code == _FOR_SEVERAL else "",
        letter=_letter(sender, request, person, on) if sender else None,
        countersigner=countersigner,
    )
    for short in range(report.steps):
        composed = report.compose(facts, relied, replace(asked, short=short), audience)
        composer.insist_on_policy(composed, audience, request.asked)
        made = replace(whole, blocks=composed)
        letters.insist_on_plain_words(made)
        if fit(made):
            break
    return made


def _service(vault: OpenVault, session: Session, audience: str) -> str:
    """What the service is called to an audience: by its plain name to who is outside the programme, if it has one."""
    if audience in OF_THE_PROGRAMME:
        return verified_name(vault, session)
    return verified_settings(vault, session).plain_name


def _letter(sender: Sender, request: Request, person: PersonDetails, on: date) -> Letter:
    named = letters.named_of(person, request.audience)
    return letter_for(
        sender, request.recipient, named, on, _pronoun(person), to_them=request.audience == PERSON
    )


def unavailable(vault: OpenVault, case_id: str, audience: Audience) -> frozenset[Compartment]:
    """The compartments that the audience draws from and the member may not read, whatever stands there."""
    return frozenset(each for each in audience.compartments if not vault.compartments.admits(each, case_id))


@dataclass(frozen=True)
class Offered:
    """What the form offers: the question that was put last, with its date, and the scenarios that stand.

    Each scenario is its code with its course, and what it says; `likeliest` is the one whose words say most.
    """

    question: str = ""
    asked_on: str = ""
    scenarios: tuple[tuple[str, str], ...] = ()
    likeliest: str = ""
    unavailable: str = ""
    """What the page will say the author may not read, in one sentence; empty where they may read all of it."""


def offered_of(vault: OpenVault, case_id: str, audience: Audience) -> Offered:
    """What can be taken into a summary of the case with one key; nothing of it is taken by itself.

    Raises NotFound, NotPermitted, NotGenuine.
    """
    with vault.reading(Right.PREPARE) as act:
        case = view_of(act.connection, case_id)
        records = relied_records(vault, act.session, case_id, within=audience.compartments)
        on = _local(act.at, vault.offset_minutes(act.at)).date()
    relied = relied_of(records, audience, on, author=vault.member.name)
    put = next(iter(relied.told(Part.QUESTION, "question")), None)
    stand = scenarios(relied)
    return Offered(
        question=put.block.text if put and isinstance(put.block, Paragraph) else "",
        asked_on=put.on.show() if put else "",
        scenarios=tuple((named(each), _in_short(each)) for each in stand),
        likeliest=likeliest(stand),
        unavailable=not_available(unavailable(vault, case_id, audience), case.lead),
    )


def not_available(places: frozenset[Compartment], lead: str) -> str:
    """What is said before signing of what the author may not read."""
    said = [words for place, words in _ASK.items() if place in places]
    if not said:
        return ""
    return f"You may not read {' or '.join(said)} of this case: the page says so, and to ask {lead} (lead)."


def not_countersigned(connection: Connection, case_id: str, audience: Audience) -> str:
    """What is said before signing of what awaits a countersignature; empty where nothing does."""
    found = [
        (kind(code), ClinicalDate.from_wire(on) if on else ClinicalDate())
        for code, place, on in awaiting(connection, case_id).values()
        if Compartment(place) in audience.compartments
    ]
    named = [_kind_and_day(made, on) for made, on in found if not made.told_at_once]
    if not named:
        return ""
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return f"Left out, as nobody countersigned it yet: {', '.join(named[:_MOST_NAMED])}{more}."


def under_conditions(document: Document) -> str:
    """What is said before signing of what stands there under conditions; empty where nothing does."""
    if not any(isinstance(each, Paragraph) and each.label == CONDITIONS for each in document.blocks):
        return ""
    return "It tells of an act under conditions of its source: read them on its pages before you sign."


def answer_left_out(document: Document) -> str:
    """What is said before signing of a page whose answer is of a class that its audience does not get; else empty."""
    at = next((n for n, each in enumerate(document.blocks) if isinstance(each, blocks.Heading)), 0)
    if document.blocks[at : at + 2] != (_ANSWER, _NOT_SHARED):
        return ""
    return "Its answer is not shared with this audience: let in the formulation, or its advice goes alone."


_ANSWER: Final = blocks.Heading(text="Answer")
_NOT_SHARED: Final = Paragraph(text=composer.NOT_SHARED, plain=True)


def _kind_and_day(made: Kind, on: ClinicalDate) -> str:
    return f"{made.title.lower()} of {on.show()}" if on.is_known else made.title.lower()


_FOR_SEVERAL: Final = "panel_summary"
_READERS: Final = {"police": "police", "mappa": "MAPPA", "probation": "probation"}
"""How the running line of a panel summary names whose copy it is, where that is not the panel's."""
_MOST_NAMED: Final = 5
_ASK: Final = {
    Compartment.THIRD_PARTY: "what victims said through the advocate",
    Compartment.MAPPA: "what MAPPA or MARAC said",
}


def _in_short(scenario: composer.Heard) -> str:
    said = dict(scenario.block.answers) if isinstance(scenario.block, Facts) else {}
    return " ".join(each for each in (said.get("What might happen"), said.get("Likelihood")) if each)


def _chosen(typed: str, relied: composer.Relied) -> str:
    """The name of the scenario chosen by its code, course or both; raises NotAcceptable if none such stands."""
    if not typed:
        return ""
    names = [named(each) for each in scenarios(relied)]
    wanted = typed.casefold()
    found = [each for each in names if wanted in {each.casefold(), *each.casefold().split(" ", 1)}]
    if len(found) != 1:
        stand = ", ".join(each.split(" ")[0] for each in names) or "none"
        raise NotAcceptable(f"No scenario by that code stands in this case: there is {stand}.")
    return found[0]


def relied_of(
    records: ReliedRecords,
    audience: Audience,
    on: date,
    asked: frozenset[Share] = frozenset(),
    author: str = "",
    *,
    has_died: bool = False,
    off: frozenset[date] = frozenset(),
) -> composer.Relied:
    """What each kind prints of its records, newest first, of what the audience gets; by whom, if not by `author`.

    What was due of a person who `has_died` is due no more, but for what stays open until somebody closes it. What is
    counted in working days is put off by the days `off`.

    Raises RuntimeError for a record that still holds what its audience does not get: a mistake of ours.
    """
    given, newest, drawn = [], dict[str, str](), []
    records = replace(records, records=tuple(within_bounds(records.records, audience.code)))
    for each in _allowed(records, audience, asked).records:
        newest.setdefault(each.kind, each.id)
        heard = audience.within(each.heading.compartment)
        composer.insist_on_told(each.content, heard, asked)
        made, written = kind(each.kind), Written(each.heading, each.content)
        by = "" if each.author == author else each.author
        given += [
            composer.Given(each.kind, each.id, _marked(placed, each), each.heading.knowledge, each.event, by)
            for placed in made.block(written, heard, on)
        ]
        drawn += [(each, facet) for facet in facets_of(made, written)]
    withheld = frozenset(each for each in Share if not audience.admits(each, asked))
    return composer.Relied(
        tuple(given),
        newest,
        records.unread,
        _leading(records),
        withheld,
        dates=tuple(_days(_open_of(drawn) if has_died else drawn, off)),
        stages=frozenset[str]().union(*(kind(each).stages for each in newest)),
        waiting=sum(each.compartment is Compartment.CLINICAL for each in records.waiting),
    )


def _open_of(drawn: Sequence[tuple[ReliedRecord, Facet]]) -> Sequence[tuple[ReliedRecord, Facet]]:
    """What is left once the person has died: the days of what is open still, such as another's action."""
    still = {(record.id, facet.row) for record, facet in drawn if isinstance(facet, Unfinished)}
    return [
        (record, facet)
        for record, facet in drawn
        if not isinstance(facet, KeyDate) or (record.id, facet.row) in still
    ]


def _days(drawn: Sequence[tuple[ReliedRecord, Facet]], off: frozenset[date]) -> Iterator[composer.Due]:
    """The days on which somebody must act still: none that a record signed since says is met.

    Of a sealed compartment the kind's own line says all that may be told: the day of a meeting, or the words of what it
    agreed, go no further than its chair consents to.
    """
    at_once = {record.id for record, facet in drawn if is_at_once(facet)}
    met = [(facet.what, record) for record, facet in drawn if isinstance(facet, Meets)]
    for record, facet in drawn:
        if not isinstance(facet, KeyDate) or facet.done or record.heading.compartment.is_sealed:
            continue
        what = facet.sort or facet.what
        if not any(what == name and _is_since(other.heading, record.heading) for name, other in met):
            on = facet.on if record.id in at_once else put_off_day(facet, off)
            yield composer.Due(on, facet.what, record.id)


def _is_since(later: Heading, earlier: Heading) -> bool:
    """Whether a record was signed since the first version of another, by which what is mended is known still."""
    if later.series == earlier.series:
        return False
    # The first version is the one that its series is named by, and names go up with time.
    return later.signed_at > earlier.signed_at or (earlier.version > 1 and later.id > earlier.series)


def _marked(placed: Placed, record: ReliedRecord) -> Placed:
    """What is told before anybody qualified stands for it says so, wherever it is printed."""
    block = placed.block
    if not record.waits_for or not isinstance(block, Paragraph):
        return placed
    mark = f"(trainee, awaits {record.waits_for})"
    text = f"{block.text} {mark}" if block.text else ""
    return structs.replace(placed, block=structs.replace(block, text=text))


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
    kept = (
        replace(each, content=shared(each.content, audience.within(each.heading.compartment), asked))
        for each in records.records
    )
    return replace(records, records=tuple(kept))


_NHS: Final = frozenset({"mappa", "gp"})
_PNC: Final = frozenset({"panel", "mappa", "police", "probation", "court"})
"""The audiences that know somebody by that number; to the others it would be one more thing to lose."""


def _pronoun(details: PersonDetails) -> str:
    """The pronoun that their details give: the gender in their words, or else the sex."""
    said = details.gender or details.sex
    return _PRONOUNS.get(said.strip().casefold(), "they")


def _day(signed_at: str, vault: OpenVault) -> str:
    """The day of an instant, in the site's time."""
    return _on(signed_at, vault).show() if signed_at else ""


def _on(said_at: str, vault: OpenVault) -> ClinicalDate:
    at = datetime.fromisoformat(said_at)
    return ClinicalDate.of(_local(at, vault.offset_minutes(at)).date())


def _person(details: PersonDetails, on: date, audience: str) -> Person:
    """The fewest identifiers that prevent a mix-up: name, date of birth, and the number that the audience knows.

    With the date of birth stands the age, as well as it follows from it, or that they died.
    """
    numbers = []
    if details.nhs_number and audience in _NHS:
        numbers.append(Identifier("NHS number", show_nhs_number(details.nhs_number)))
    if details.pnc and audience in _PNC:
        numbers.append(Identifier("PNC ID", details.pnc))
    return Person(details.sort_name, _born(details, on), tuple(numbers))


def _born(details: PersonDetails, on: date) -> str:
    born, died = details.born, details.deceased_on
    said = born.show() if born else "Not known"
    if years := details.age_on(on):
        said = f"{said} (age {years.show()}{' at death' if died else ''})"
    if died is None:
        return said
    return f"{said}, died {died.show()}" if died.is_known else f"{said}, died, day not known"


def _local(at: datetime, offset_minutes: int) -> datetime:
    """The same instant with the site's offset, as it is printed."""
    return at.astimezone(timezone(timedelta(minutes=offset_minutes)))
