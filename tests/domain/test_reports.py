"""What a consultation note, a MAPPA health report and a probation progress report say: filled, empty, withheld."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import specs
from app.domain.fields.sharing import Audience, Share
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.advice import Advice
from app.domain.kinds.parts.scenario import BriefScenario, Scenario
from app.domain.kinds.public_protection.content import PublicProtection
from app.domain.kinds.registry import KINDS
from app.domain.kinds.session_note.content import SessionNote
from app.domain.kinds.typology.content import Typology
from app.domain.records import blocks
from app.domain.records.blocks import Block, Course, Point
from app.domain.reports.composer import CaseFacts, Given, Relied, Request, insist_on_policy
from app.domain.reports.consultation import ConsultationNote
from app.domain.reports.document import Document, Letter
from app.domain.reports.dosed import Dose, DoseRow
from app.domain.reports.letters import AUDIENCES as LETTERS
from app.domain.reports.letters import Named, Sender, letter_for
from app.domain.reports.mappa import MappaReport
from app.domain.reports.own_words import own_words
from app.domain.reports.panel import PanelSummary
from app.domain.reports.parts import is_asked, parts_of
from app.domain.reports.probation import ProbationProgress
from app.domain.reports.registry import REPORTS
from app.errors import NotAcceptable
from app.reports.draw_text import draw_text, passages
from tests.domain.test_fixation import of_v1, rated
from tests.domain.test_panel_summary import FEBRUARY, FIRST, HELD, NOVEMBER, TODAY, day, gave
from tests.planted import AUDIENCES, filled

_PLANTED = re.compile(rf"(?:{'|'.join(KINDS)})(?:/\w+)+")
_LETTER = letter_for(
    Sender("letter/sender", ("letter/line",)),
    "letter/to, letter/more",
    Named("letter/given", "letter/family", "letter/born", "letter/number"),
    TODAY,
    to_them=False,
)
UNAWARE = CaseFacts("unaware", "Dr Lead", "he")
ADVISED = Consultation(
    answer="A warning may bring the next visit forward.",
    asked_by="DS I. Marlowe",
    agency="police",
    asked_on=day(2026, 11, 18),
    question="Would words at his door be wise?",
    information_seen="31 letters.",
    information_missing="Any account from the relative.",
    subject_seen="no",
    awareness="unaware",
    before_contact="Do not quote the letters.\n\nSee him early in the day.",
    limits="Letters show what a person chooses to write.",
    opinion="He writes as somebody who is expected.",
    health="Suspected, not diagnosed: a fixed belief.",
    scenarios=(
        BriefScenario(code="S1", course="repeat", nature="He comes again.", warning_signs="A date named."),
    ),
    advice=(
        Advice(agency="advocate", what="Keep everything.", by=day(2026, 12, 1)),
        Advice(agency="police", what="Put off the warning.", by=day(2026, 12, 4)),
    ),
    valid_until=day(2027, 2, 18),
)


def made(
    report: Any, *given: list[Given], audience: Audience, case: CaseFacts = UNAWARE, **request: Any
) -> tuple[Block, ...]:
    """The blocks of a report, the newest record given first; they keep to the policy."""
    newest: dict[str, str] = {}
    flat = tuple(each for some in given for each in some)
    for each in flat:
        newest.setdefault(each.kind, each.record_id)
    of_case = {name: request.pop(name) for name in ("unavailable", "dose") if name in request}
    relied = Relied(flat, newest, **of_case)
    told = {"question": "What next?", "answer": "Little has changed."} if report.answers else {}
    composed: tuple[Block, ...] = report.compose(case, relied, Request(on=TODAY, **told | request), audience)
    insist_on_policy(composed, audience, request.get("asked", frozenset()))
    return composed


def document(composed: tuple[Block, ...], letter: Letter | None = None) -> Document:
    return replace(FIRST, blocks=composed, letter=letter)


def below(composed: tuple[Block, ...]) -> dict[str, str]:
    """What stands below each heading, in one line; before the first below ""."""
    found: dict[str, list[str]] = {"": []}
    at = ""
    heads = {each.text for each in composed if isinstance(each, blocks.Heading)}
    for each in list(passages(document(composed)))[:-1]:
        if each.text in heads and each.text == each.place:
            at = each.text
            found[at] = []
        elif at or each.place == "First page":
            found[at].append(each.text)
    return {
        head: " ".join(" ".join(texts).replace("\N{NO-BREAK SPACE}", "").split())
        for head, texts in found.items()
    }


def note(*given: list[Given], code: str = "panel", **request: Any) -> dict[str, str]:
    return below(made(ConsultationNote(), *given, audience=AUDIENCES[code], **request))


def advised(code: str = "panel", author: str = "Dr Anwen Prosser", **changes: Any) -> list[Given]:
    return gave("consultation", "c", replace(ADVISED, **changes), NOVEMBER, author, AUDIENCES[code])


def test_a_note_has_the_answer_first_and_says_whose_it_is_and_until_when() -> None:
    told = note(advised())
    assert list(told) == [
        "",
        "Answer",
        "Before anybody contacts him",
        "Advice by agency",
        "Open red flags",
        "Scenarios in brief",
        "What drives it",
        "What was asked",
        "Seen, not seen, and limits",
        "Handling",
    ]
    assert told[""] == (
        "Advice of 20-Nov-2026 by Dr Anwen Prosser. The person was not seen. Good until 18-Feb-2027; after that, ask "
        "again. He does not know that health was asked. Nothing in this note may be told to him or put in a file that "
        "he could be given. No letter, call or appointment may mention it."
    )
    assert told["Answer"] == "A warning may bring the next visit forward."
    assert told["Before anybody contacts him"] == (
        "What to heed Do not quote the letters. See him early in the day."
    )
    assert "Reasons He writes as somebody who is expected." in told["What drives it"]
    assert (
        told["What was asked"]
        == "Would words at his door be wise? Asked by DS I. Marlowe, Police, 18-Nov-2026."
    )
    assert "Not seen Any account from the relative." in told["Seen, not seen, and limits"]
    assert "Not shared for this purpose health and diagnosis." in told["Seen, not seen, and limits"]
    own = note(advised(author=""))
    assert own[""].startswith("Advice of 20-Nov-2026. The person was not seen. Good until")


def test_what_a_reader_is_asked_stands_first_in_their_own_note() -> None:
    told = note(advised("police"), code="police")["Advice by agency"]
    assert told == (
        "Agency What By Police, you Put off the warning. 04-Dec-2026 Advocacy service Keep everything. 01-Dec-2026"
    )
    assert note(advised())["Advice by agency"].index("Advocacy") < note(advised())["Advice by agency"].index(
        "Police"
    )


def test_a_note_is_of_the_consultation_alone_beside_the_open_flags_and_the_dated_type() -> None:
    """What a formulation holds of the same case is another opinion."""
    held = gave("formulation", "f", HELD, NOVEMBER)
    typed = gave(
        "typology",
        "t",
        Typology(motivation="intimacy_seeker", relationship="public_figure"),
        FEBRUARY,
        "Dr B",
    )
    told = " ".join(note(held, typed, advised()).values())
    for other in ("mourns more", "Surprise.", "Inspect his devices", "He sends a message"):
        assert other not in told
    drives = note(typed, advised())["What drives it"]
    assert drives.startswith("Typology Intimacy seeker; public figure")
    assert "17-Feb-2026, Dr B)" in drives


def test_no_note_is_made_without_a_consultation_or_of_advice_that_ran_out() -> None:
    with pytest.raises(NotAcceptable, match="There is no consultation in this case"):
        note(gave("formulation", "f", HELD, NOVEMBER))
    with pytest.raises(NotAcceptable, match="has run out: write another"):
        note(advised(valid_until=day(2026, 11, 27)))


def test_to_police_the_answer_goes_where_its_author_lets_in_what_explains_it() -> None:
    told = note(advised("police"), code="police")
    assert told["Answer"] == "Not shared for this purpose."
    asked = frozenset({Share.FORMULATION})
    given = gave("consultation", "c", ADVISED, NOVEMBER, "", AUDIENCES["police"], asked)
    let_in = note(given, code="police", asked=asked)
    assert let_in["Answer"] == "A warning may bring the next visit forward."


@pytest.mark.parametrize(
    ("awareness", "pronoun", "words"),
    [
        ("engaged", "she", ""),
        (
            "unknown",
            "she",
            "Not known whether she knows that health was asked. Nothing in this note may be told to her",
        ),
        (
            "unaware",
            "they",
            "They do not know that health was asked. Nothing in this note may be told to them",
        ),
    ],
)
def test_what_the_person_knows_of_it_is_said_before_all_else(
    awareness: str, pronoun: str, words: str
) -> None:
    told = note(advised(), case=CaseFacts(awareness, "Dr Lead", pronoun))[""]
    assert words in told
    assert ("Nothing in this note" in told) is bool(words)


def test_an_earlier_form_has_its_opinion_for_an_answer_and_says_what_it_does_not_say() -> None:
    told = note(advised(answer="", before_contact="", subject_seen="", question="", advice=(), scenarios=()))
    assert told["Answer"] == "He writes as somebody who is expected."
    assert "Reasons" not in told["What drives it"]
    assert "Whether the person was seen is not recorded." in told[""]
    for head in ("Before anybody contacts him", "Advice by agency", "What was asked"):
        assert told[head] == "Not recorded."


PLANNED = Formulation(
    protective="A sister.",
    offer="None.",
    scenarios=(
        Scenario(
            code="S1",
            course="repeat",
            nature="He watches again.",
            severity="Fear.",
            imminence="At release.",
            likelihood="Likely.",
            monitoring="Visits unannounced.",
            contingency="Recall.",
        ),
        Scenario(
            code="S2",
            course="improve",
            nature="He works.",
            likelihood="Possible.",
            supervision="Work by day.",
        ),
    ),
)
HELD_BY_MAPPA = PublicProtection(
    sort="mappa", category="1", level="2", lead="probation", our_part="Scenarios reviewed with the officer."
)


def mappa(*given: list[Given], **request: Any) -> dict[str, str]:
    return below(made(MappaReport(), *given, audience=AUDIENCES["mappa"], **request))


def test_a_mappa_report_has_the_headings_of_the_meetings_plan_and_a_date_with_each_opinion() -> None:
    policy = AUDIENCES["mappa"]
    told = mappa(
        gave("formulation", "f", PLANNED, NOVEMBER, "Dr B", policy),
        gave("public_protection", "p", HELD_BY_MAPPA, FEBRUARY, "", policy),
    )
    assert told[""] == (
        "MAPPA category 1, level 2, lead Probation. (17-Feb-2026) MAPPA. Not to be copied, passed on or put "
        "where he may read it without the consent of the chair."
    )
    assert told["Risk by scenario"] == (
        "Scenario nature severity imminence frequency likelihood "
        "S1 Repeat He watches again. Fear. At release. Not recorded. Likely. "
        "S2 Improve He works. Not recorded. Not recorded. Not recorded. Possible. "
        "Scenarios of 20-Nov-2026, Dr B. Structured judgement Not recorded."
    )
    assert told["Our part"] == (
        "Monitoring S1: Visits unannounced. Treatment Not recorded. Supervision S2: Work by day. "
        "Victim safety Not recorded. Contingency S1: Recall. "
        "Agreed with the meeting Scenarios reviewed with the officer. (17-Feb-2026)"
    )
    assert told["Protective"] == "A sister. (20-Nov-2026, Dr B)"
    assert told["Diagnosis and Mental Health Act"] == "Health Not recorded. Mental Health Act Not recorded."
    assert "treatment content, scores" in told["Sources and limits"]
    assert "Not to be given, shown or read to the person or to a victim" in told["Handling"]


def test_where_there_is_advice_alone_its_scenarios_stand_with_what_it_does_not_say() -> None:
    told = mappa(gave("consultation", "c", ADVISED, NOVEMBER, "", AUDIENCES["mappa"]))["Risk by scenario"]
    assert "S1 Repeat He comes again. Not recorded. Not recorded. Not recorded. Not recorded." in told
    assert mappa()["Risk by scenario"].startswith("Not recorded.")


def test_a_mappa_report_by_who_may_not_read_there_says_so_whether_anything_stands_there_or_not() -> None:
    policy = AUDIENCES["mappa"]
    elsewhere = frozenset({Compartment.MAPPA})
    sentence = "ot available to the author of this page: ask Dr Lead (lead)."
    for given in ([], [gave("public_protection", "p", HELD_BY_MAPPA, FEBRUARY, "", policy)]):
        told = mappa(*given, unavailable=elsewhere)
        assert told[""].startswith(f"MAPPA: n{sentence}")
        assert told["Our part"].endswith(f"Agreed with the meeting N{sentence}")
        assert "category" not in " ".join(told.values())


def attended(attendance: str, reason: str = "", **said: Any) -> SessionNote:
    return SessionNote(
        attendance=attendance, absence_reason=reason, session_type="individual", person_present="yes", **said
    )


def test_probation_hears_how_somebody_attends_by_kind_of_reason_and_nothing_of_the_work_itself() -> None:
    policy = AUDIENCES["probation"]
    notes = [
        gave(
            "session_note",
            "4",
            attended("attended", done="He spoke of his mother"),
            day(2026, 11, 24),
            "",
            policy,
        ),
        gave("session_note", "3", attended("dna", "chose"), day(2026, 11, 17), "", policy),
        gave("session_note", "2", attended("cancelled_person"), day(2026, 11, 10), "", policy),
        gave("session_note", "1", attended("dna", "ill"), day(2026, 11, 3), "", policy),
    ]
    told = below(made(ProbationProgress(), *notes, audience=policy))
    assert told["Attendance"] == (
        "Seen Once, on 24-Nov-2026; 1 of 4 kept. "
        "Not kept, by kind of reason not acceptable 1; not recorded 1; acceptable 1."
    )
    assert told["Appointments not kept"] == (
        "Date What became of it Kind of reason "
        "17-Nov-2026 Did not attend Not acceptable "
        "10-Nov-2026 Cancelled by the person Not recorded "
        "03-Nov-2026 Did not attend Acceptable"
    )
    assert told["Goals and status"] == "Goals Not recorded."
    everything = " ".join(told.values())
    assert "mother" not in everything
    assert "Ill or injured" not in everything
    nobody = below(made(ProbationProgress(), audience=policy))
    assert nobody["Attendance"] == "Seen Not seen. Not kept, by kind of reason None is recorded."


_DAYS = Point(date(2026, 9, 1), 3), Point(date(2026, 11, 2), 1)
_ROW = {name: f"measure/scores/{name}" for name in ("measure", "first", "last", "change", "error")}
_DOSE = Dose(
    goals=(
        DoseRow(goal="plan/goals/code", words="plan/goals/wording", sessions="session_note/serves", **_ROW),
    ),
    measures=(DoseRow(**{name: f"{path}/alone" for name, path in _ROW.items()}),),
    courses=(Course("measure/short", _DAYS, "fixation_profile/named", lane="Measures"),),
)
"""Dose and response with a word in every text."""


@pytest.mark.parametrize("code", REPORTS)
def test_every_text_that_a_report_prints_is_read_by_what_looks_for_victims(code: str) -> None:
    """A word planted in every field: what is in its blocks is in the passages that are looked through."""
    report = REPORTS[code]
    for audience in (AUDIENCES[each] for each in sorted(report.audiences)):
        given = [
            gave(kind, kind, filled(each.content, kind), NOVEMBER, "Dr B", audience)
            for kind, each in KINDS.items()
            if kind != "consultation"
        ]
        asked = replace(filled(Consultation, "consultation"), valid_until=day(2027, 2, 18))
        given.append(gave("consultation", "consultation", asked, NOVEMBER, "Dr B", audience))
        texts = tuple((each.code, f"letter/{each.code}") for each in own_words(code) if each.needed)
        composed = made(report, *given, audience=audience, texts=texts, dose=_DOSE)
        letter = _LETTER if audience.code in LETTERS else None
        plain = document(composed, letter).plain()
        words = set(_PLANTED.findall(json.dumps([plain["blocks"], plain["letter"]], ensure_ascii=False)))
        assert len(words) > len(texts)
        read = draw_text(document(composed, letter))
        assert words - set(_PLANTED.findall(read)) == set()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (frozenset(), "Fixation, target not shared Urge to contact or watch: "),
        (frozenset({Share.FORMULATION}), "Fixation on V1 Urge to contact or watch: "),
    ],
)
def test_a_fixation_in_words_says_of_whom_or_that_this_is_not_shared(
    asked: frozenset[Share], said: str
) -> None:
    police = AUDIENCES["police"]
    profile = gave("fixation_profile", "f", of_v1(urge=rated(2)), NOVEMBER, "", police, asked)
    told = below(made(PanelSummary(), profile, audience=police, asked=asked))
    assert said in told["What health sees"]


_FILLED = {kind: filled(each.content, kind) for kind, each in KINDS.items()}
_FILLED["consultation"] = replace(_FILLED["consultation"], valid_until=day(2027, 2, 18))
_PAIRS = [(code, audience) for code, report in REPORTS.items() for audience in sorted(report.audiences)]


def classes(content: Any, path: str) -> Iterator[tuple[str, Share]]:
    """Every word that is planted in a content, with the class under which its field is told."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if spec.row is not None:
            for row in value:
                yield from classes(row, f"{path}/{spec.name}")
        yield f"{path}/{spec.name}", spec.share_in(content)


_CLASSES = dict(each for kind, content in _FILLED.items() for each in classes(content, kind))


@pytest.mark.parametrize(("code", "audience"), _PAIRS)
@settings(max_examples=4)
@given_by(data=st.data())
def test_whatever_is_let_in_no_report_tells_a_class_that_its_audience_does_not_get(
    code: str, audience: str, data: st.DataObject
) -> None:
    """And of what a report is asked part by part nothing stands there but the parts that are let in."""
    policy, report = AUDIENCES[audience], REPORTS[code]
    asks = [share for share in Share if policy.rules[share] == "ask"]
    asked = frozenset(data.draw(st.sets(st.sampled_from(asks)))) if asks else frozenset[Share]()
    parts = parts_of(report) if is_asked(report, audience) else ()
    let_in = data.draw(st.sets(st.sampled_from(parts))) if parts else set()
    texts = tuple((each.code, "Written.") for each in own_words(code) if each.needed)
    composed = made(
        report,
        *(gave(kind, kind, content, NOVEMBER, "Dr B", policy, asked) for kind, content in _FILLED.items()),
        audience=policy,
        asked=asked,
        texts=texts,
        parts=frozenset(each.name for each in let_in) if parts else None,
    )
    told = set(_PLANTED.findall(json.dumps(document(composed).plain()["blocks"], ensure_ascii=False)))
    assert [word for word in sorted(told) if not policy.admits(_CLASSES[word], asked)] == []
    if parts:
        titles = {each.title for each in parts} & {
            each.text for each in composed if isinstance(each, blocks.Heading)
        }
        assert titles == {each.title for each in let_in}
