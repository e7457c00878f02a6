"""What a court gets: what may be given to it and nothing else, who its author is, and a chronology oldest first."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Share
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.incident.content import CrimeReference, Incident, may_go_to_court
from app.domain.kinds.order.content import Condition, Order
from app.domain.kinds.proceedings.content import Proceedings, Step
from app.domain.kinds.request.content import Request as Asked
from app.domain.kinds.request.content import opens_to
from app.domain.records.blocks import Paragraph, Table
from app.domain.reports.chronology import CourtChronology
from app.domain.reports.composer import CaseFacts, Given
from app.domain.reports.own_words import checked, own_words
from app.domain.reports.suitability import SuitabilityLetter
from app.domain.reports.unaware import insist_on_aware
from app.errors import NotAcceptable, StillMissing
from tests.domain.test_panel_summary import NOVEMBER, day, gave
from tests.domain.test_reports import attended, below, made
from tests.planted import AUDIENCES

COURT = AUDIENCES["court"]
ENGAGED = CaseFacts("engaged", "Dr Lead", "he")
LET_IN = frozenset({Share.RISK})
WATCHED = Incident(
    behaviour="watching",
    channel="in_person",
    victims=("V1",),
    description="Stood across the road for an hour.",
    severity="grave",
    new_tactic="He waits in the dark now",
    person_says="denies",
    said_to="police",
    outcome="charged",
    source="victim",
    source_grade="1",
    information_grade="b",
    reported_to=("police",),
    doubt="The light was poor",
    breach="no_order",
)


def act(content: Incident, on: Any, record: str = "i") -> list[Given]:
    return gave("incident", record, content, on, "", COURT, LET_IN)


def chronology(*given: list[Given], **request: Any) -> tuple[Any, ...]:
    told = {"asked": LET_IN, "standing": "treating"} | request
    return made(CourtChronology(), *given, audience=COURT, case=ENGAGED, **told)


def test_it_is_oldest_first_and_numbered_with_steps_in_italics_and_how_each_stands() -> None:
    order = Order(
        order_type="spo",
        court="Northmoor Magistrates' Court",
        made=day(2026, 4, 1),
        served=day(2026, 4, 2),
        starts=day(2026, 4, 1),
        duration="fixed",
        ends=day(2028, 3, 31),
        conditions=(Condition(about="contact", wording="Not to contact V1."),),
    )
    ended = replace(order, ended_on=day(2026, 5, 1), ended_how="replaced", starts=day(2026, 2, 26))
    stay = Custody(
        spells=(
            Spell(status="remand", place="HMP Aldercross", begins=day(2026, 6, 27), ends=day(2026, 7, 23)),
            Spell(status="sentenced", place="HMP Aldercross", begins=day(2026, 7, 23)),
        ),
        ends=day(2026, 9, 18),
    )
    offence = Proceedings(
        offence="s2a",
        index="yes",
        steps=(Step(step="charged", on=day(2026, 2, 16)), Step(step="sentenced", on=day(2026, 7, 23))),
        sentence="24 weeks.",
    )
    blocks = chronology(
        act(replace(WATCHED, description="A letter."), NOVEMBER, "late"),
        gave("order", "o2", order, NOVEMBER, "", COURT, LET_IN),
        gave("order", "o1", ended, NOVEMBER, "", COURT, LET_IN),
        gave("custody", "c", stay, NOVEMBER, "", COURT, LET_IN),
        gave("proceedings", "p", offence, NOVEMBER, "", COURT, LET_IN),
        act(WATCHED, day(2026, 1, 7), "early"),
    )
    (table,) = (each for each in blocks if isinstance(each, Table))
    assert table.read
    read = [
        tuple(f"{cell.label} {cell.text}".strip() if isinstance(cell, Paragraph) else cell for cell in row)
        for row in table.rows
    ]
    offence_told = "Stalking, PHA 1997 s2A"
    spo = "Northmoor Magistrates' Court; terms: no contact, direct or indirect; served 02-Apr-2026."
    silent = "Not recorded."
    assert read == [
        (
            "1",
            "07-Jan-2026",
            "Stood across the road for an hour.",
            "denied to police; charged, not tried",
            "Victim, in police papers",
        ),
        ("2", "16-Feb-2026", f"Charged. {offence_told}.", "sentenced", silent),
        ("3", "26-Feb-2026 to 01-May-2026", f"Stalking protection order. {spo}", "ended: replaced", silent),
        ("4", "01-Apr-2026 to 31-Mar-2028", f"Stalking protection order. {spo}", "in force", silent),
        ("5", "27-Jun-2026 to 23-Jul-2026", "Remand, HMP Aldercross.", "ended: sentenced", silent),
        ("6", "23-Jul-2026", f"Sentenced. {offence_told}; 24 weeks.", "sentenced", silent),
        ("7", "23-Jul-2026 to 18-Sep-2026", "Sentenced, HMP Aldercross.", "released", silent),
        ("8", "20-Nov-2026", "A letter.", "denied to police; charged, not tried", "Victim, in police papers"),
    ]
    steps = [isinstance(row[2], Paragraph) and row[2].step for row in table.rows]
    assert steps == [False, True, True, True, True, True, True, False]


def test_its_head_says_in_every_case_that_it_is_not_all_and_who_its_author_is() -> None:
    treating = below(chronology(act(WATCHED, NOVEMBER)))
    assert treating[""].startswith(
        "Not every record held: what may be given to the court. "
        "The author is the treating clinician, not an expert instructed."
    )
    expert = below(
        chronology(
            act(WATCHED, NOVEMBER),
            standing="expert",
            instructed_by="Northmoor Crown Court on 18-Nov-2026",
            declaration="I believe that the facts stated are true.",
        )
    )
    assert "The author is an expert instructed by Northmoor Crown Court on 18-Nov-2026." in expert[""]
    assert expert["Declaration and statement of truth"] == "I believe that the facts stated are true."
    assert "Declaration and statement of truth" not in treating


def test_no_grade_no_opinion_and_no_doubt_of_ours_stands_in_it() -> None:
    told = " ".join(below(chronology(act(WATCHED, NOVEMBER))).values())
    assert not [
        each for each in ("1B", "grave", "Grave", "erious", "waits in the dark", "doubt") if each in told
    ]


@pytest.mark.parametrize(
    ("changes", "goes"),
    [
        ({}, True),
        ({"reported_to": (), "outcome": "unknown"}, False),
        ({"reported_to": (), "outcome": "unknown", "source": "advocate"}, False),
        ({"reported_to": (), "outcome": "unknown", "source": "unknown"}, False),
        ({"reported_to": (), "outcome": "not_reported", "source": "probation"}, True),
        (
            {
                "reported_to": (),
                "outcome": "unknown",
                "crime_references": (CrimeReference(number="42/1", force="Northmoor"),),
            },
            True,
        ),
        ({"reported_to": (), "outcome": "unknown", "source": "person", "said_to": "health"}, False),
        ({"reported_to": (), "outcome": "unknown", "source": "person", "said_to": "probation"}, True),
    ],
)
def test_what_only_a_victim_or_the_advocate_told_goes_by_police_papers_alone(
    changes: dict[str, Any],
    goes: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    """Nor what the person told health alone."""
    content = replace(WATCHED, **changes)
    assert may_go_to_court(content) is goes
    known = act(replace(WATCHED, description="Known to all"), NOVEMBER, "known")
    told = " ".join(below(chronology(act(content, NOVEMBER), known)).values())
    assert ("an hour" in told) is goes
    assert "Known to all" in told


def test_intelligence_and_a_step_known_by_the_advocate_alone_are_not_in_it() -> None:
    order = Order(order_type="nmo", court="Northmoor", made=day(2026, 4, 1), starts=day(2026, 4, 1))
    heard = [
        replace(each, placed=_from(each.placed, "V1 through the advocate"))
        for each in gave("order", "o", order, NOVEMBER, "", COURT)
    ]
    secret = [replace(each, knowledge=Knowledge.INTELLIGENCE) for each in act(WATCHED, NOVEMBER)]
    with pytest.raises(NotAcceptable, match="Nothing of this case may be given to a court"):
        chronology(heard, secret)


def _from(placed: Any, source: str) -> Any:
    from msgspec.structs import replace as changed  # noqa: PLC0415

    is_event = type(placed.block).__name__ == "Event"
    return changed(placed, block=changed(placed.block, source=source)) if is_event else placed


def test_acts_go_in_only_where_the_author_lets_them_in_and_that_is_said() -> None:
    order = Order(order_type="nmo", court="Northmoor", made=day(2026, 4, 1), starts=day(2026, 4, 1))
    withheld = gave("incident", "i", WATCHED, NOVEMBER, "", COURT)
    told = below(chronology(withheld, gave("order", "o", order, NOVEMBER, "", COURT), asked=frozenset()))
    assert "an hour" not in told["Chronology"]
    assert "Not shared for this purpose risk." in told["What it rests on"]


def test_a_suitability_letter_has_each_head_in_its_authors_words_and_says_who_was_seen() -> None:
    texts = tuple((each.code, f"Of {each.code}.") for each in own_words("suitability_letter") if each.needed)
    seen = gave("session_note", "s", attended("attended"), NOVEMBER, "", COURT)
    told = below(
        made(SuitabilityLetter(), seen, audience=COURT, case=ENGAGED, standing="treating", texts=texts)
    )
    assert told[""] == "The author is the treating clinician, not an expert instructed."
    assert list(told)[1:10] == [each.label for each in own_words("suitability_letter") if each.needed]
    assert told["Consent"] == "Of consent."
    assert told["Seen and not seen"].startswith("Seen Once, on 20-Nov-2026; 1 of 1 kept.")
    assert "Limits Not recorded." in told["Seen and not seen"]
    own = below(
        made(
            SuitabilityLetter(),
            seen,
            audience=COURT,
            case=ENGAGED,
            standing="treating",
            texts=(*texts, ("seen", "No witness was seen.")),
        )
    )
    assert own["Seen and not seen"] == "Seen Once, on 20-Nov-2026; 1 of 1 kept. No witness was seen."


def test_a_text_of_its_author_has_a_heading_of_the_report_and_is_no_longer_than_is_read_at_once() -> None:
    whole = [(each.code, "Said.") for each in own_words("suitability_letter") if each.needed]
    assert checked("suitability_letter", reversed(whole)) == tuple(whole)
    with pytest.raises(StillMissing, match="Consent"):
        checked("suitability_letter", [each for each in whole if each[0] != "consent"])
    with pytest.raises(NotAcceptable, match="no text by the name of mood"):
        checked("suitability_letter", [*whole, ("mood", "Low")])
    with pytest.raises(NotAcceptable, match="takes none"):
        checked("court_chronology", [("mood", "Low")])
    assert checked("formulation_letter", [("version", "word " * 90)])
    with pytest.raises(NotAcceptable, match="“Your plan” has 46 words: 45 at most"):
        checked("formulation_letter", [("plan", "word " * 46)])
    with pytest.raises(NotAcceptable, match="“Consent” has 91 words"):
        checked("suitability_letter", [*whole, ("consent", "word " * 91)])


@pytest.mark.parametrize(
    ("awareness", "audience", "report", "opened", "why"),
    [
        ("unaware", "court", "court_chronology", frozenset(), "The person does not know of this case"),
        ("unaware", "gp", "gp_letter", frozenset({"person", "court"}), "The person does not know"),
        ("unaware", "person", "formulation_letter", frozenset({"person"}), "The person does not know"),
        ("", "person", "formulation_letter", frozenset(), "It is not known that the person knows"),
        ("unknown", "court", "suitability_letter", frozenset({"person"}), "It is not known"),
        ("unaware", "court", "court_chronology", frozenset({"court"}), ""),
        ("unaware", "person", "subject_access", frozenset({"person"}), ""),
        ("engaged", "person", "formulation_letter", frozenset(), ""),
        ("unaware", "police", "panel_summary", frozenset(), ""),
    ],
)
def test_who_does_not_know_of_their_case_is_told_of_it_by_no_report_but_what_a_request_names(
    awareness: str, audience: str, report: str, opened: frozenset[str], why: str
) -> None:
    if not why:
        insist_on_aware(awareness, audience, report, opened)
        return
    with pytest.raises(NotAcceptable, match=why):
        insist_on_aware(awareness, audience, report, opened)


@pytest.mark.parametrize(
    ("kind", "about", "decision", "to"),
    [
        ("court", "person", "granted", {"court"}),
        ("family_court", "person", "part", {"court"}),
        ("subject_access", "person", "granted", {"person"}),
        ("subject_access", "person", "neither", set()),
        ("court", "person", "", set()),
        ("court", "victim", "granted", set()),
        ("police", "person", "granted", set()),
    ],
)
def test_a_decided_request_names_whom_it_goes_to(kind: str, about: str, decision: str, to: set[str]) -> None:
    assert opens_to(Asked(kind=kind, about=about, decision=decision)) == to
