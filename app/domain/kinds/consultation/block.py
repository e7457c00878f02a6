"""What a report prints of a consultation: all of it for who asks for advice, and then that it has run out."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec.structs import replace

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.parts.advice import Advice, advised
from app.domain.kinds.parts.earlier_flag import flagged
from app.domain.kinds.parts.scenario import foreseen
from app.domain.kinds.parts.typology import held
from app.domain.records.blocks import Paragraph, Part, Placed, paragraph, shares
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

_WHOLE: Final = frozenset({"panel", "mappa", "police", "probation"})
"""Who may read all of it: agencies that ask health for advice, and the meetings that they sit in."""
_ADVISED: Final = {"advocate": "advocate"}
"""Who gets the advice meant for them and nothing else, by the agency that the advice names."""
_AFTER: Final = 1
"""What a formulation says of the same goes first."""
_SEEN: Final = {
    "no": "The person was not seen",
    "earlier": "The person was seen before, not for this question",
    "yes": "The person was seen for this consultation",
}
_NOT_SAID: Final = "Whether the person was seen is not recorded"
_OF_THE_NOTE: Final = (
    (Part.ANSWER, "answer", "answer"),
    (Part.ANSWER, "reasons", "opinion"),
    (Part.SOURCES, "missing", "information_missing"),
    (Part.TREATMENT, "spo_requirements", "spo_requirements"),
    (Part.TREATMENT, "licence_conditions", "licence_conditions"),
    (Part.TREATMENT, "mhtr_reasons", "mhtr_reasons"),
)
_PLACES: Final = (
    (Part.SCENARIOS, "imminence", "imminence"),
    (Part.SOURCES, "information", "information_seen"),
    (Part.SOURCES, "limits", "limits"),
    (Part.SOURCES, "sharing", "sharing_limits"),
    (Part.HEALTH, "health", "health"),
    (Part.ASKS, "before_contact", "before_contact"),
    (Part.INTERVIEW, "helps", "helps"),
    (Part.INTERVIEW, "hinders", "hinders"),
    (Part.INTERVIEW, "interview", "interview"),
)


def block(consultation: Written[Consultation], audience: Audience, on: date) -> Iterator[Placed]:
    """Its parts, for an audience that may be told of it at all. A red flag that it raised stays open all the same."""
    content = consultation.content
    if audience.code in _WHOLE:
        yield from flagged(content.earlier_flags, consultation.event)
    advice = _meant_for(content, audience.code)
    if is_over(content, on):
        if advice or audience.code in _WHOLE:
            yield _run_out(consultation)
    elif audience.code in _WHOLE:
        yield from (replace(each, until=_until(content)) for each in _whole(consultation))
    elif advice and not content.asked_by:
        yield _undated(consultation, advice[0])
    elif advice:
        given = advised(advice, consultation.event, _AFTER)
        yield from (replace(each, until=_until(content)) for each in given)


def is_over(content: Consultation, on: date) -> bool:
    """Whether the day until which the advice is good lies before that one."""
    last = content.valid_until.latest() if content.valid_until else None
    return last is not None and last < on


def _until(content: Consultation) -> ClinicalDate | None:
    return content.valid_until or content.review_on


def _meant_for(content: Consultation, audience: str) -> tuple[Advice, ...]:
    """The advice for who gets nothing else."""
    agency = _ADVISED.get(audience)
    return tuple(row for row in content.advice if agency and row.agency == agency)


def _undated(consultation: Written[Consultation], row: Advice) -> Placed:
    """Where the day until which advice is good is not told, it may have run out: it is left out, and that is said."""
    text = f"{_of(consultation)} was left out: the day until which it is good is not shared."
    block = Paragraph(text=text, plain=True, share=shares(row, "agency", "what"))
    return Placed(part=Part.ASKS, name="advice", block=block, rank=_AFTER)


def _of(consultation: Written[Consultation]) -> str:
    return f"Advice of {consultation.event.show()}" if consultation.event.is_known else "Advice"


def _run_out(consultation: Written[Consultation]) -> Placed:
    text = f"{_of(consultation)} has run out: ask again."
    said_of = Paragraph(text=text, plain=True, share=shares(consultation.content, "valid_until"))
    return Placed(part=Part.ASKS, name="advice", block=said_of, rank=_AFTER)


def _whole(consultation: Written[Consultation]) -> Iterator[Placed]:
    content = consultation.content
    yield Placed(part=Part.QUESTION, name="question", block=paragraph(content, "question"))
    account = paragraph(content, "answer", "opinion")
    yield Placed(part=Part.ANSWER, name="account", block=account, rank=_AFTER)
    for part, name, field in _PLACES:
        yield Placed(part=part, name=name, block=paragraph(content, field), rank=_AFTER)
    yield from _of_the_note(consultation)
    answers = (
        (Part.SOURCES, "seen", "subject_seen", said(content, "subject_seen") or "Not seen"),
        (Part.BODY, "review", "review_on", content.review_on.show() if content.review_on else ""),
        (Part.BODY, "valid_until", "valid_until", content.valid_until.show() if content.valid_until else ""),
    )
    for part, name, field, text in answers:
        said_of = Paragraph(text=text, share=shares(content, field))
        yield Placed(part=part, name=name, block=said_of, rank=_AFTER)
    if content.motivation:
        yield held(content, said(content, "relationship"), _AFTER)
    yield from foreseen(content.scenarios, ("nature",), "response", _AFTER)
    yield from advised(content.advice, consultation.event, _AFTER)


def _of_the_note(consultation: Written[Consultation]) -> Iterator[Placed]:
    """What a note of it says and a summary of the case does not: who asked, the reasons, and the wording of orders."""
    content = consultation.content
    asked = ", ".join(part for part in (content.asked_by, said(content, "agency")) if part)
    on = content.asked_on.show() if content.asked_on and content.asked_on.is_known else ""
    texts = (
        (
            Part.QUESTION,
            "asked_by",
            ", ".join(part for part in (asked, on) if part),
            ("asked_by", "agency", "asked_on"),
        ),
        (Part.SOURCES, "seen_when", content.seen_when, ("seen_when",)),
        (Part.SOURCES, "seen_or_not", _SEEN.get(content.subject_seen, _NOT_SAID), ("subject_seen",)),
    )
    for part, name, text, fields in texts:
        yield Placed(
            part=part, name=name, block=Paragraph(text=text, plain=True, share=shares(content, *fields))
        )
    for part, name, field in _OF_THE_NOTE:
        yield Placed(part=part, name=name, block=paragraph(content, field))
    suited = said(content, "mhtr")
    if suited:
        yield Placed(
            part=Part.TREATMENT,
            name="mhtr",
            block=Paragraph(text=suited, plain=True, share=shares(content, "mhtr")),
        )
