"""Groups: who is in them, what they did in common, and a note of its own for each member, signed by one word."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.cases.group import Group
from app.domain.fields.compartments import Compartment
from app.domain.fields.declare import Target
from app.domain.fields.rights import Grade
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, NotFound, NotPermitted, SavedElsewhere, StillMissing
from app.services.cases.group_day import GroupDay
from app.services.cases.groups import Groups
from app.services.cases.signing import Signing, digest_of_all
from app.services.checks.checking import check
from app.services.facts.groups import session_of
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import COLLEAGUE_PASSPHRASE, add_case, signed
from tests.confirmed import add_addendum, countersign, enrol, give_back, let_in, sign
from tests.grouped import (
    DAY,
    DONE,
    FAMILIES,
    GIVEN,
    THEME,
    VICTIMS,
    Four,
    group_of_four,
    session,
    sign_parts,
    write_part,
)
from tests.services.conftest import Desk
from tests.services.test_discharges import say_died

TRAINEE = Newcomer(login="wren", name="Wren Tallow", role="Trainee psychologist", grade=Grade.TRAINEE)


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


@pytest.fixture
def four(vault: OpenVault) -> Four:
    return group_of_four(vault)


@pytest.fixture(scope="module")
def standing(office: OpenVault) -> Four:
    """A group that the tests share which change nothing."""
    return group_of_four(office)


def counted(vault: OpenVault, session_id: str) -> tuple[int | None, int | None]:
    """What the event says of who came, and who did not."""
    with vault.database.read() as store:
        said = session_of(store, session_id).session
    return said.attended, said.missed


def test_a_group_is_stated_changed_and_listed_with_its_sessions(vault: OpenVault, four: Four) -> None:
    groups = Groups(vault)
    later = groups.hold(session(vault, held_on=ClinicalDate(2026, 11, 20)), four.group)
    (listed,) = groups.page()
    assert (listed.name, listed.members) == ("Thursday group", four.references)
    assert [each.id for each in listed.sessions] == [later, four.session]
    assert listed.sessions[1].words == "Group session, 19-Nov-2026"
    kept = groups.read(four.group)
    groups.state(replace(kept, name="Friday group", members=kept.members[:2]), four.group)
    (listed,) = groups.page()
    assert (listed.name, listed.members) == ("Friday group", four.references[:2])
    assert check(vault).findings == ()


def test_what_is_not_there_is_not_changed(vault: OpenVault, four: Four) -> None:
    nothing = "01a20000-0000-7000-8000-000000000001"
    with pytest.raises(StillMissing):
        Groups(vault).state(Group())
    with pytest.raises(StillMissing):
        Groups(vault).hold(session(vault, theme=""), four.group)
    for act in (
        lambda: Groups(vault).state(Group(name="Another"), nothing),
        lambda: Groups(vault).read(nothing),
        lambda: Groups(vault).session(nothing),
        lambda: Groups(vault).hold(session(vault), nothing),
        lambda: Groups(vault).hold(session(vault), four.group, nothing),
        lambda: GroupDay(vault).read(nothing),
        lambda: GroupDay(vault).begin(four.session, add_case(vault, "Elsewhere")),
    ):
        with pytest.raises(NotFound):
            act()


def test_only_who_was_in_the_group_that_day_has_a_part(vault: OpenVault, four: Four) -> None:
    first, second, third, fourth = Groups(vault).read(four.group).members
    rows = (
        replace(first, until=ClinicalDate(2026, 11, 18)),
        replace(second, since=ClinicalDate(2026, 11, 20)),
        replace(third, since=DAY, until=DAY),
        replace(fourth, since=ClinicalDate(), until=ClinicalDate(2026, 11)),
    )
    Groups(vault).state(Group(name="Thursday group", members=rows), four.group)
    assert [each.case_id for each in GroupDay(vault).read(four.session).agenda] == list(four.cases[2:])
    # Who died on the day may have come; of who had died before, nobody says that they stayed away.
    say_died(vault, four.cases[2], DAY)
    assert [each.case_id for each in GroupDay(vault).read(four.session).agenda] == list(four.cases[2:])
    say_died(vault, four.cases[3], ClinicalDate(2026, 11, 18))
    assert [each.case_id for each in GroupDay(vault).read(four.session).agenda] == [four.cases[2]]
    with pytest.raises(NotFound):
        GroupDay(vault).begin(four.session, four.cases[3], "did_not_attend")
    with pytest.raises(NotFound):
        GroupDay(vault).begin(four.session, four.cases[0])


def test_a_part_begins_with_what_is_the_same_for_each(vault: OpenVault, four: Four) -> None:
    day = GroupDay(vault)
    came = day.begin(four.session, four.cases[0], "attended")
    said = came.sheet.content
    assert (came.sheet.event, said.session_type, said.attendance, said.setting, said.duration) == (
        DAY,
        "group",
        "attended",
        "clinic",
        90,
    )
    assert (said.theme, said.in_common, said.team) == (THEME, DONE, (vault.member.id,))
    # To begin it again is to go on with it; who did not come is not told what the others did.
    assert day.begin(four.session, four.cases[0]).id == came.id
    missed = day.begin(four.session, four.cases[1], "dna").sheet.content
    assert (missed.theme, missed.in_common, missed.duration) == (THEME, "", None)


def test_all_four_are_signed_by_one_word_and_the_event_counts_them(vault: OpenVault, four: Four) -> None:
    for n, case_id in enumerate(four.cases):
        write_part(vault, four.session, case_id, f"Own words {n}", "dna" if n == 3 else "attended")
    view = GroupDay(vault).read(four.session)
    assert [each.is_ready for each in view.agenda] == [True] * 4
    records = sign_parts(vault, four.session)
    assert len(records) == 4
    for n, (case_id, record_id) in enumerate(zip(four.cases, records, strict=True)):
        said = Records(vault).read(record_id).sheet.content
        assert said.group_session == four.session
        assert said.in_common == ("" if n == 3 else DONE)
        assert [each.kind for each in Chronology(vault).page(case_id).rows] == ["session_note"]
    after = GroupDay(vault).read(four.session)
    assert [each.record_id for each in after.agenda] == list(records)
    assert after.agenda[0].decision == "attended, 90 minutes"
    assert counted(vault, four.session) == (3, 1)
    assert check(vault).findings == ()


def test_one_that_is_signed_later_counts_too_and_a_new_version_does_not(vault: OpenVault, four: Four) -> None:
    first = sign(vault, write_part(vault, four.session, four.cases[0], "Own words"))
    assert counted(vault, four.session) == (1, 0)
    again = Records(vault).new_version(first)
    sign(vault, again.id)
    assert counted(vault, four.session) == (1, 0)
    write_part(vault, four.session, four.cases[1], "Own words", "cancelled_person")
    sign_parts(vault, four.session)
    assert counted(vault, four.session) == (1, 1)
    # To state the session anew takes no count away.
    Groups(vault).hold(session(vault, minutes=60), four.group, four.session)
    assert counted(vault, four.session) == (1, 1)


def test_what_is_stated_anew_goes_along_into_what_is_not_signed_yet(vault: OpenVault, four: Four) -> None:
    draft_id = write_part(vault, four.session, four.cases[0], "Own words")
    before = Signing(vault).review(draft_id)
    Groups(vault).hold(session(vault, done="Breathing, and nothing else."), four.group, four.session)
    assert Drafts(vault).open(draft_id).sheet.content.in_common == "Breathing, and nothing else."
    with pytest.raises(SavedElsewhere):
        Signing(vault).sign(before, confirmed_at_unlocking(vault, before.digest))
    (record_id,) = sign_parts(vault, four.session)
    # What is signed stands by itself.
    Groups(vault).hold(session(vault, done="Something else again."), four.group, four.session)
    assert Records(vault).read(record_id).sheet.content.in_common == "Breathing, and nothing else."
    # A correction of it goes on from what it said.
    sign(vault, Records(vault).new_version(record_id).id)


TELLING = (
    "Thaddeus was late.",
    "Mr Hargreave was late.",
    "HARGREAVE, Thaddeus was late.",
    "They spoke of Ottoline.",
    "They spoke of Amabel Quist and what she wrote.",
    "V1 was spoken of.",
    "All four did it.",
    "Three of them did it.",
    "It was done by 4 members.",
    "A group of four did it.",
)


@pytest.mark.parametrize("text", TELLING)
@pytest.mark.parametrize("field", ["theme", "done"])
def test_what_was_done_in_common_tells_of_nobody(
    office: OpenVault, standing: Four, text: str, field: str
) -> None:
    with pytest.raises(NotAcceptable) as refused:
        Groups(office).hold(session(office, **{field: text}), standing.group)
    said = str(refused.value)
    assert said.startswith("“Theme” would" if field == "theme" else "“What was done” would")
    told = {*FAMILIES, *GIVEN, *" ".join(VICTIMS).split(), "V1", "four", "victim of"}
    assert not any(word in said for word in told)


def test_a_reference_in_it_is_found_however_it_is_written(vault: OpenVault, four: Four) -> None:
    prefix, number = four.references[2].split("-")
    for spelt in (f"{prefix}-{number}", f"{prefix.lower()} {number}", f"{prefix}{number}"):
        with pytest.raises(NotAcceptable):
            Groups(vault).hold(session(vault, done=f"As in {spelt}."), four.group)
    Groups(vault).hold(session(vault, done=f"As in {prefix}-{number}9."), four.group)


def test_who_left_the_group_is_not_told_of_either(vault: OpenVault, four: Four) -> None:
    kept = Groups(vault).read(four.group)
    Groups(vault).state(replace(kept, members=kept.members[:1]), four.group)
    with pytest.raises(NotAcceptable):
        Groups(vault).hold(session(vault, done="Phineas is missed."), four.group)


def test_the_words_of_everyday_may_stand(vault: OpenVault, four: Four) -> None:
    said = "Two exercises from the book; both took ten minutes. Dr Ashdown led the second."
    Groups(vault).hold(session(vault, done=said), four.group, four.session)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Osbert spoke of Amabel.", True),
        ("Thaddeus made him angry.", False),
        ("He sat beside Mr Hargreave.", False),
        ("He asked who Ottoline Ferris is.", False),
    ],
)
def test_the_part_of_one_tells_of_no_other(vault: OpenVault, four: Four, text: str, *, is_told: bool) -> None:
    draft_id = write_part(vault, four.session, four.cases[0], "Own words", concerns=text)
    if is_told:
        assert len(sign_parts(vault, four.session)) == 1
        return
    with pytest.raises(
        NotAcceptable, match="“Concerns” would tell one member of a group of another"
    ) as refused:
        GroupDay(vault).ready(four.session)
    assert not any(word in str(refused.value) for word in (*FAMILIES, *GIVEN, "Ottoline", "Ferris"))
    # Nor by the way through the editor, where it is a draft like any other.
    with pytest.raises(NotAcceptable):
        sign(vault, draft_id)
    assert Chronology(vault).page(four.cases[0]).rows == ()
    assert counted(vault, four.session) == (None, None)


def test_what_is_said_of_a_note_later_tells_of_no_other_either(vault: OpenVault, four: Four) -> None:
    note = sign(vault, write_part(vault, four.session, four.cases[0], "Own words"))
    with pytest.raises(NotAcceptable, match="“Addendum” would tell"):
        add_addendum(vault, note, "It was Thaddeus who said so.")
    assert add_addendum(vault, note, "It was Osbert who said so.")
    assert counted(vault, four.session) == (1, 0)


def test_what_a_trainee_wrote_is_looked_through_by_whoever_countersigns(desk: Desk) -> None:
    lead = desk.lead()
    enrol(lead, TRAINEE, COLLEAGUE_PASSPHRASE)
    four = group_of_four(lead)
    author = desk.sit(TRAINEE.login, COLLEAGUE_PASSPHRASE)
    # A trainee's program holds no key of the victim check: it cannot know whose name that is.
    telling, fine = (
        sign(author, write_part(author, four.session, four.cases[n], "Own words", concerns=text))
        for n, text in enumerate(("He asked who Ottoline Ferris is.", "He asked for the time."))
    )
    with pytest.raises(NotPermitted, match="write the next version of the note"):
        add_addendum(author, fine, "Then he spoke of Ottoline Ferris.")
    lead = desk.lead()
    with pytest.raises(NotAcceptable, match="“Concerns” would tell one member of a group") as refused:
        countersign(lead, telling)
    assert "Ferris" not in str(refused.value)
    assert give_back(lead, telling, "Concerns", "Leave out whom he asked about")
    assert countersign(lead, fine)


def test_one_that_tells_keeps_all_from_being_signed(vault: OpenVault, four: Four) -> None:
    first = write_part(vault, four.session, four.cases[0], "Own words")
    second = write_part(vault, four.session, four.cases[1], "Beside Osbert")
    reviews = tuple(Signing(vault).review(each) for each in (first, second))
    with pytest.raises(NotAcceptable):
        Signing(vault).sign_all(reviews, confirmed_at_unlocking(vault, digest_of_all(reviews)))
    assert all(Chronology(vault).page(each).rows == () for each in four.cases)
    assert counted(vault, four.session) == (None, None)
    assert len(Drafts(vault).mine()) == 2


def test_a_note_says_in_common_what_was_stated_and_is_of_a_case_in_the_group(
    vault: OpenVault, four: Four
) -> None:
    draft_id = write_part(vault, four.session, four.cases[0], "Own words", in_common="Something else")
    with pytest.raises(NotAcceptable, match="stated anew"):
        sign(vault, draft_id)
    (record_id,) = sign_parts(vault, four.session)
    said = Records(vault).read(record_id).sheet.content
    elsewhere = Drafts(vault).begin(add_case(vault, "Elsewhere"), "session_note")
    Drafts(vault).save(elsewhere.id, replace(elsewhere.sheet, content=said), elsewhere.revision)
    with pytest.raises(NotAcceptable, match="never in this group"):
        sign(vault, elsewhere.id)


def test_who_is_not_let_into_a_restricted_case_does_not_see_it_in_a_group(
    desk: Desk, vault: OpenVault
) -> None:
    four = group_of_four(vault)
    signed(vault, four.cases[1], "Sealed words", compartment=Compartment.RESTRICTED)
    assert len(Groups(vault).page()[0].members) == 4
    colleague = desk.colleague()
    groups, day = Groups(colleague), GroupDay(colleague)
    seen = [each for n, each in enumerate(four.references) if n != 1]
    assert list(groups.page()[0].members) == seen
    assert four.cases[1] not in {each.id for each in groups.offers()[Target.CASE]}
    view = day.read(four.session)
    assert [each.reference for each in view.agenda] == seen
    with pytest.raises(NotFound):
        day.begin(four.session, four.cases[1])
    # Who states the group anew without seeing them takes them out of nothing.
    groups.state(replace(groups.read(four.group), name="Friday group"), four.group)
    lead = desk.lead()
    assert sorted(Groups(lead).page()[0].members) == sorted(four.references)
    let_in(lead, four.cases[1], desk.colleague_id)
    assert len(GroupDay(desk.colleague()).read(four.session).agenda) == 4
