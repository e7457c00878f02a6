"""One box finds by words, by a reference beside them and by filters, the newest first, and says what it cannot read."""

from dataclasses import dataclass, replace

import pytest

from app.domain.cases.person import PersonDetails
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade
from app.domain.kinds.registry import KINDS
from app.domain.values.dates import ClinicalDate
from app.services.cases.case_row import CaseRow
from app.services.cases.everywhere import FoundEverywhere, SearchEverywhere
from app.services.cases.opening import open_case
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.vault.open_vault import OpenVault
from tests.builders import COLLEAGUE_PASSPHRASE, KNOWS, OPENED, add_case, complete, signed
from tests.confirmed import enrol, mark_in_error, sign
from tests.services.conftest import Desk


@dataclass(frozen=True)
class Filled:
    """A vault with five records in two cases, each named by what it is."""

    vault: OpenVault
    cases: dict[str, str]
    records: dict[str, str]

    def find(self, typed: str, front: str = "") -> FoundEverywhere:
        """What is found."""
        return SearchEverywhere(self.vault).find(typed, self.cases.get(front, ""))

    def names(self, typed: str, front: str = "") -> list[str]:
        """The records that are found, by their names, in their order."""
        names = {record: name for name, record in self.records.items()}
        return [names[hit.record_id] for hit in self.find(typed, front).records]


def dated(vault: OpenVault, case_id: str, words: str, day: ClinicalDate, kind: str = "session_note") -> str:
    """A signed record about a day."""
    draft = Drafts(vault).begin(case_id, kind)
    sheet = replace(draft.sheet, event=day, content=complete(KINDS[kind].content, words))
    Drafts(vault).save(draft.id, sheet, draft.revision)
    return sign(vault, draft.id)


@pytest.fixture(scope="module")
def filled(office: OpenVault) -> Filled:
    def case(family: str, reference: str) -> str:
        details = PersonDetails(family_name=family, given_names="Colm", awareness="aware", **KNOWS)
        return open_case(office, details, reference, OPENED)

    cases = {"198": case("Dunscombe", "NM-0198"), "1198": case("Okorie", "NM-1198")}
    records = {
        "march": dated(office, cases["198"], "The tribunal sat.", ClinicalDate(2026, 3, 2)),
        "october": dated(office, cases["198"], "The tribunal adjourned.", ClinicalDate(2026, 10, 8)),
        "incident": dated(
            office, cases["198"], "Outside the tribunal.", ClinicalDate(2026, 5, 1), "incident"
        ),
        "other": dated(office, cases["1198"], "A tribunal is due.", ClinicalDate(2026, 11, 1)),
        "without": dated(office, cases["1198"], "Nothing of the sort.", ClinicalDate(2026, 11, 2)),
    }
    return Filled(office, cases, records)


def test_the_newest_event_comes_first_whenever_it_was_written_down(filled: Filled) -> None:
    assert filled.names("tribunal") == ["other", "october", "incident", "march"]


@pytest.mark.parametrize("typed", ["0198 tribunal", "198 tribunal", "tribunal nm-0198", "NM0198 tribunal"])
def test_words_and_a_reference_find_the_records_of_that_case(filled: Filled, typed: str) -> None:
    assert filled.names(typed) == ["october", "incident", "march"]


def test_words_and_a_name_find_the_records_about_that_person(filled: Filled) -> None:
    assert filled.names("okorie tribunal") == ["other"]
    assert [row.reference for row in filled.find("okorie tribunal").cases] == ["NM-1198"]


@pytest.mark.parametrize("typed", ["0198", "198", "NM-0198", "nm0198"])
def test_a_case_is_found_by_the_number_in_its_reference(filled: Filled, typed: str) -> None:
    assert "NM-0198" in [row.reference for row in filled.find(typed).cases]
    assert "NM-1198" not in [row.reference for row in filled.find(typed).cases]


def test_what_stands_in_the_text_is_found_though_it_names_a_case_too(filled: Filled) -> None:
    record = signed(filled.vault, filled.cases["1198"], "Compare with NM-0198 and its kestrel.")
    found = filled.find("0198 kestrel")
    assert [hit.record_id for hit in found.records] == [record]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("kind:incident tribunal", ["incident"]),
        ("KIND:Incident tribunal", ["incident"]),
        ('tribunal kind:"session note"', ["other", "october", "march"]),
        ("tribunal kind:session kind:incident", ["other", "october", "incident", "march"]),
        ("tribunal after:oct-2026", ["other", "october"]),
        ("tribunal after:01/11/2026", ["other"]),
        ("tribunal after:-2m", ["other", "october"]),
        ("tribunal before:08-Oct-2026", ["incident", "march"]),
        ("tribunal after:2026-03-03 before:2026-10-08", ["incident"]),
        ("tribunal by:ashdown", ["other", "october", "incident", "march"]),
        ("tribunal by:me before:may-2026", ["march"]),
        ("tribunal by:kit", []),
        ("0198 tribunal kind:incident", ["incident"]),
        ("0198 kind:incident", ["incident"]),
        ("kind:incident 0198 after:2027", []),
    ],
)
def test_filters_narrow_what_words_find(filled: Filled, typed: str, names: list[str]) -> None:
    assert filled.names(typed) == names


def test_filters_alone_list_what_they_let_through(filled: Filled) -> None:
    assert filled.names("kind:incident after:2026") == ["incident"]
    hit = filled.find("kind:incident").records[0]
    assert hit.passage == ()
    assert filled.find("kind:incident").cases == ()


def test_a_colon_elsewhere_is_a_sign_like_any_other(filled: Filled) -> None:
    record = signed(filled.vault, filled.cases["1198"], "At 10:30 re: the wagtail.")
    for typed in ("10:30 wagtail", "re: wagtail"):
        assert [hit.record_id for hit in filled.find(typed).records] == [record]
        assert filled.find(typed).problem == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("tribunal kind:poem", "No kind of record is called \u201cpoem\u201d"),
        ("tribunal by:nobody", "Nobody who works here is called \u201cnobody\u201d"),
        ("tribunal after:spring", "After after: stands a date"),
        ("tribunal before:31/02/2026", "After before: stands a date"),
    ],
)
def test_what_a_filter_does_not_know_is_said_and_nothing_is_found_without_it(
    filled: Filled, typed: str, says: str
) -> None:
    found = filled.find(typed)
    assert says in found.problem
    assert found.problem.endswith(".")
    assert found.records == ()


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("tribunal kin", ["tribunal kind:"]),
        ("tribunal kind:inc", ["tribunal kind:Incident "]),
        ("kind:session", ['kind:"Session note" ']),
        ("by:row", ['by:"Dr Rowan Ashdown" ']),
        ("by:", ['by:"Dr Rowan Ashdown" ', 'by:"Kit Marlowe-Pryce" ', "by:me "]),
        ("after:", ["after:-1m ", "after:-3m ", "after:-1y "]),
        ("kind:inc tribunal", []),
        ("tribunal", []),
    ],
)
def test_a_filter_is_gone_on_with_while_it_is_typed(filled: Filled, typed: str, goes_on: list[str]) -> None:
    assert [each.typed for each in filled.find(typed).offered] == goes_on


def test_the_case_in_front_comes_before_newer_ones(filled: Filled) -> None:
    assert filled.names("tribunal", "198") == ["october", "incident", "march", "other"]


def test_what_is_marked_in_error_says_so(office: OpenVault) -> None:
    case_id = add_case(office)
    stands, wrong = (signed(office, case_id, f"A dunnock, {word}.") for word in ("right", "wrong"))
    mark_in_error(office, wrong, "Another person.")
    marks = {hit.record_id: bool(hit.is_error) for hit in SearchEverywhere(office).find("dunnock").records}
    assert marks == {stands: False, wrong: True}


def test_nothing_sealed_is_listed_by_a_filter_either(office: OpenVault) -> None:
    case_id = add_case(office, "Sealedby")
    kept = signed(office, case_id, "A sealed bunting", "order", compartment=Compartment.MAPPA)
    (case,) = SearchEverywhere(office).find("sealedby").cases
    for typed in ("kind:order", f"{case.reference} kind:order"):
        assert kept not in [hit.record_id for hit in SearchEverywhere(office).find(typed).records]


def test_a_superseded_version_is_not_listed_by_a_filter(office: OpenVault) -> None:
    case_id = add_case(office, "Twiceby")
    old = signed(office, case_id, "First words", "custody")
    new = sign(office, Records(office).new_version(old).id)
    (case,) = SearchEverywhere(office).find("twiceby").cases
    found = SearchEverywhere(office).find(f"{case.reference} kind:custody").records
    assert [hit.record_id for hit in found] == [new]


def test_who_may_not_read_records_finds_none_by_a_filter(desk: Desk) -> None:
    vault = desk.lead()
    signed(vault, add_case(vault), "A note")
    newcomer = Newcomer(login="wren", name="Wren", role="Administrator", grade=Grade.ADMINISTRATOR)
    enrol(vault, newcomer, COLLEAGUE_PASSPHRASE)
    vault = desk.sit("wren", COLLEAGUE_PASSPHRASE)
    assert SearchEverywhere(vault).find("kind:session").records == ()


def test_what_was_opened_last_is_told_in_that_order_as_it_is_called_now(filled: Filled) -> None:
    case, other = filled.cases["198"], filled.cases["1198"]
    opened = SearchEverywhere(filled.vault).opened(
        case, [(other, ""), (case, filled.records["march"]), ("gone", ""), (case, "")]
    )
    assert opened.front is not None
    assert opened.front.reference == "NM-0198"
    assert [row[0] for row in opened.rows] == [other, filled.records["march"], case]


def test_what_was_opened_last_names_no_record_to_who_may_not_read(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    record = signed(vault, case_id, "A note")
    newcomer = Newcomer(login="wren", name="Wren", role="Administrator", grade=Grade.ADMINISTRATOR)
    enrol(vault, newcomer, COLLEAGUE_PASSPHRASE)
    vault = desk.sit("wren", COLLEAGUE_PASSPHRASE)
    opened = SearchEverywhere(vault).opened("", [(case_id, record), (case_id, "")])
    assert [row.id for row in opened.rows if isinstance(row, CaseRow)] == [case_id]
    assert len(opened.rows) == 1


@pytest.mark.parametrize(
    "typed", ["kind:", 'by:"', "after:x " * 300, "0" * 500, "kind:\ud800", "%_ 1%", "by:\x00 1"]
)
def test_whatever_is_typed_is_answered(filled: Filled, typed: str) -> None:
    filled.find(typed, "198")
