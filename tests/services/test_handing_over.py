"""A draft that the person answers: the answers lie sealed beside the store until its author comes back."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.crypto.sitting import WHOLE, draw, open_answers, seal_answers
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.kinds.measure.content import Administration
from app.domain.kinds.measure.deriving import derive
from app.domain.kinds.measure.handing import HANDED_OVER
from app.domain.values.dates import ClinicalDate
from app.errors import CannotWrite, Damaged, NotAcceptable, NotFound, SavedElsewhere, SittingOver
from app.models.tables import Draft
from app.services.checks.checking import check
from app.services.measures.shipped import shipped
from app.services.records import drafts
from app.services.records.drafts import Drafts
from app.services.records.handing_over import HandingOver, Outcome, TakenBack
from app.services.records.records import Records
from app.services.records.sitting import Sitting, path_of
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case
from tests.confirmed import readmit, sign
from tests.services.conftest import Desk

PCL_5 = Administration(measure="pcl-5@1", given="handed_over", occasion="baseline")
DAY = ClinicalDate(2026, 11, 20)


def _begun(vault: OpenVault, case_id: str, content: Administration = PCL_5) -> tuple[str, int]:
    begun = Drafts(vault).begin(case_id, "measure")
    sheet = replace(begun.sheet, event=DAY, content=content)
    revision, _ = Drafts(vault).save(begun.id, sheet, begun.revision)
    return begun.id, revision


def _handed(vault: OpenVault, case_id: str) -> Sitting:
    return HandingOver(vault).begin(*_begun(vault, case_id))


def _content(vault: OpenVault, draft_id: str) -> Administration:
    content = Drafts(vault).open(draft_id).sheet.content
    assert isinstance(content, Administration)
    return content


def test_what_was_answered_while_the_vault_was_locked_is_in_the_draft_afterwards(desk: Desk) -> None:
    vault = desk.lead()
    sitting = _handed(vault, add_case(vault))
    desk.leave()
    assert vault.vault_key.is_wiped
    sitting.keep((0, 4))
    sitting.keep((0, 4, None))
    again = desk.lead()
    taken = HandingOver(again).take_back()
    assert taken == (TakenBack(sitting.draft_id, sitting.case_id, Outcome.TAKEN, 3, 20, 1),)
    content = _content(again, sitting.draft_id)
    assert (content.answers, content.given, content.by) == ((0, 4, None), "handed_over", "person")
    assert not path_of(desk.folder, sitting.draft_id).exists()
    assert HandingOver(again).take_back() == ()
    assert check(again).findings == ()


def test_all_answers_are_signed_as_those_of_the_person(vault: OpenVault, case_id: str) -> None:
    sitting = _handed(vault, case_id)
    sitting.keep((1,) * 20)
    HandingOver(vault).take_back()
    signed = Records(vault).read(sign(vault, sitting.draft_id)).sheet.content
    assert (signed.by, signed.given, signed.scores[0].value) == ("person", "handed_over", "20")


def test_somebody_who_answers_for_the_person_stays_who_answered(vault: OpenVault, case_id: str) -> None:
    sitting = HandingOver(vault).begin(*_begun(vault, case_id, replace(PCL_5, by="proxy")))
    sitting.keep((1,))
    HandingOver(vault).take_back()
    assert _content(vault, sitting.draft_id).by == "proxy"


def test_nobody_reads_the_answers_without_the_draft(vault: OpenVault, case_id: str) -> None:
    sitting = _handed(vault, case_id)
    sitting.keep((3, 1))
    sealed = path_of(vault.folder, sitting.draft_id).read_bytes()
    with pytest.raises(Damaged):
        open_answers(draw()[0], sealed, sitting.place)
    for word in (b"pcl-5", b"answers", b"[3,1", sitting.public):
        assert word not in sealed
    folder = b"".join(file.read_bytes() for file in sorted(vault.folder.iterdir()))
    assert sitting.public not in folder
    assert sitting.public.hex().encode() not in folder


def test_how_far_somebody_came_cannot_be_told_from_the_length(vault: OpenVault, case_id: str) -> None:
    sitting = _handed(vault, case_id)
    lengths = set()
    for answers in ((), (1,), (None,) * 20, (4,) * 20):
        sitting.keep(answers)
        lengths.add(path_of(vault.folder, sitting.draft_id).stat().st_size)
    assert len(lengths) == 1
    assert lengths.pop() > WHOLE


def test_the_key_of_a_sitting_opens_that_sitting_alone() -> None:
    private, public = draw()
    place = ("0" * 32, "draft", "sitting")
    sealed = seal_answers(public, b'{"a":1}', place)
    kept = bytes(private)
    assert json.loads(open_answers(kept, sealed, place)) == {"a": 1}
    for n in range(3):
        elsewhere = ("other", place[1], place[2]), (place[0], "other", place[2]), (*place[:2], "other")
        with pytest.raises(Damaged):
            open_answers(kept, sealed, elsewhere[n])


@pytest.mark.parametrize("at", [0, 40, -1])
def test_answers_that_were_altered_are_not_taken_and_it_is_said(
    vault: OpenVault, case_id: str, at: int
) -> None:
    sitting = _handed(vault, case_id)
    sitting.keep((3, 1))
    file = path_of(vault.folder, sitting.draft_id)
    altered = bytearray(file.read_bytes())
    altered[at] ^= 1
    file.write_bytes(altered)
    (taken,) = HandingOver(vault).take_back()
    assert (taken.outcome, taken.given) == (Outcome.UNREADABLE, 0)
    assert _content(vault, sitting.draft_id).answers == ()


def test_answers_of_an_earlier_sitting_cannot_be_put_back(vault: OpenVault, case_id: str) -> None:
    first = _handed(vault, case_id)
    first.keep((4, 4, 4))
    file = path_of(vault.folder, first.draft_id)
    earlier = file.read_bytes()
    HandingOver(vault).take_back()
    second = HandingOver(vault).begin(first.draft_id, Drafts(vault).open(first.draft_id).revision)
    assert second.answers == (4, 4, 4)
    file.write_bytes(earlier)
    (taken,) = HandingOver(vault).take_back()
    assert taken.outcome is Outcome.UNREADABLE
    assert _content(vault, first.draft_id).answers == (4, 4, 4)


def test_a_sitting_that_was_taken_back_keeps_nothing_more(vault: OpenVault, case_id: str) -> None:
    sitting = _handed(vault, case_id)
    HandingOver(vault).take_back()
    with pytest.raises(SittingOver):
        sitting.keep((1,))
    assert not path_of(vault.folder, sitting.draft_id).exists()


def test_a_colleague_takes_nothing_of_another_and_leaves_it_lying(desk: Desk) -> None:
    vault = desk.lead()
    sitting = _handed(vault, add_case(vault))
    sitting.keep((2,))
    theirs = desk.colleague()
    assert HandingOver(theirs).take_back() == ()
    with pytest.raises(NotFound):
        HandingOver(theirs).begin(sitting.draft_id, 1)
    again = desk.lead()
    assert [each.given for each in HandingOver(again).take_back()] == [1]


def test_who_is_readmitted_has_the_answers_as_they_have_the_draft(desk: Desk) -> None:
    vault = desk.colleague()
    sitting = _handed(vault, add_case(vault))
    desk.leave()
    sitting.keep((0, 1, 2))
    readmit(desk.lead(), desk.colleague_id, "phrase of a readmitted one")
    again = desk.colleague("phrase of a readmitted one")
    assert [each.given for each in HandingOver(again).take_back()] == [3]
    assert _content(again, sitting.draft_id).answers == (0, 1, 2)


@pytest.mark.parametrize("where", [Compartment.CLINICAL, Compartment.RESTRICTED])
def test_the_key_of_a_sitting_stands_in_no_row_in_clear(
    vault: OpenVault, case_id: str, where: Compartment
) -> None:
    begun = Drafts(vault).begin(case_id, "measure", where)
    revision, _ = Drafts(vault).save(begun.id, replace(begun.sheet, content=PCL_5), begun.revision)
    sitting = HandingOver(vault).begin(begun.id, revision)
    kept = _key(vault, sitting.draft_id)
    assert isinstance(kept, dict)
    with vault.database.read() as session:
        (body,) = session.execute(select(Draft.body).where(Draft.id == sitting.draft_id)).one()
    assert kept["private"].encode() not in body
    assert bytes.fromhex(kept["private"]) not in body
    sitting.keep((4,))
    assert [each.given for each in HandingOver(vault).take_back()] == [1]


def test_a_file_of_a_sitting_that_never_began_goes(vault: OpenVault, case_id: str) -> None:
    draft_id, _ = _begun(vault, case_id)
    path_of(vault.folder, draft_id).write_bytes(b"left by a crash")
    assert HandingOver(vault).take_back() == ()
    assert not path_of(vault.folder, draft_id).exists()


@pytest.mark.parametrize(
    "content",
    [
        replace(PCL_5, given="paper"),
        replace(PCL_5, measure="core-10@1"),
        replace(PCL_5, measure=""),
        replace(PCL_5, not_given="declined"),
        replace(PCL_5, answers=(0,) * 20),
    ],
)
def test_what_may_not_be_put_before_the_person_is_not_handed_over(
    vault: OpenVault, case_id: str, content: Administration
) -> None:
    draft_id, revision = _begun(vault, case_id, content)
    with pytest.raises(NotAcceptable):
        HandingOver(vault).begin(draft_id, revision)
    assert not path_of(vault.folder, draft_id).exists()
    assert Drafts(vault).open(draft_id).revision == revision


def test_a_draft_that_was_saved_elsewhere_is_not_handed_over(vault: OpenVault, case_id: str) -> None:
    draft_id, revision = _begun(vault, case_id)
    with pytest.raises(SavedElsewhere):
        HandingOver(vault).begin(draft_id, revision - 1)


def test_a_session_note_is_not_handed_over(vault: OpenVault, case_id: str) -> None:
    note = Drafts(vault).begin(case_id, "session_note")
    with pytest.raises(NotAcceptable):
        HandingOver(vault).begin(note.id, note.revision)


def test_a_sitting_that_the_disk_does_not_take_never_began(vault: OpenVault, case_id: str) -> None:
    draft_id, revision = _begun(vault, case_id)
    # Where a folder of that name stands no file can be put.
    in_the_way = path_of(vault.folder, draft_id)
    (in_the_way / "full").mkdir(parents=True)
    with pytest.raises(CannotWrite):
        HandingOver(vault).begin(draft_id, revision)
    assert Drafts(vault).open(draft_id).revision == revision


def test_a_critical_item_speaks_by_what_the_person_answered() -> None:
    told = HANDED_OVER.answered(Administration(measure="phq-9@1"), (0,) * 8 + (1,))
    derived = derive(told, shipped()).content
    assert [row.item for row in derived.critical] == ["9"]


def test_the_draft_forgets_the_key_when_its_answers_are_taken(vault: OpenVault, case_id: str) -> None:
    sitting = _handed(vault, case_id)
    assert _key(vault, sitting.draft_id) is not None
    HandingOver(vault).take_back()
    assert _key(vault, sitting.draft_id) is None


def _key(vault: OpenVault, draft_id: str) -> object:
    with vault.reading(Right.WRITE) as act:
        return drafts.sitting_of(vault, drafts.own(act, vault, draft_id))
