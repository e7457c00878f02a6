"""A date that lies where its field has none is refused by the services too, by the day that it is at the site."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.cases.person import PersonDetails
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.registry import KINDS
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.errors import StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.opening import open_case
from app.services.cases.people import People
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import (
    KNOWS,
    OPENED,
    SteppingClock,
    add_case,
    complete,
    draft_of,
    draft_with,
    signed,
    signed_as,
)
from tests.confirmed import add_addendum, sign

IN_FUTURE = "lies in the future: it can be today at the latest"
PERSON = PersonDetails(family_name="Quill", given_names="Ada", awareness="unaware", **KNOWS)


def test_a_record_of_a_day_to_come_is_kept_and_not_signed(vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).open(draft_of(vault, case_id, "Words"))
    typed = replace(draft.sheet, event=ClinicalDate(2030, 1, 7))
    Drafts(vault).save(draft.id, typed, draft.revision)
    assert Drafts(vault).open(draft.id).sheet == typed
    with pytest.raises(StillMissing, match=f"Date of session \\(it {IN_FUTURE}\\)"):
        sign(vault, draft.id)


def test_a_date_in_the_content_is_refused_at_sign_too(vault: OpenVault, case_id: str) -> None:
    late = replace(complete(Formulation), review_on=ClinicalDate(2026, 11, 22))
    with pytest.raises(StillMissing, match="Review on \\(it lies in the past"):
        sign(vault, draft_with(vault, case_id, "formulation", late))
    today = replace(late, review_on=ClinicalDate(2026, 11, 23))
    assert sign(vault, draft_with(vault, case_id, "formulation", today))


@pytest.mark.parametrize("born", [ClinicalDate(2030), ClinicalDate(2026, 12), ClinicalDate(2026, 11, 24)])
def test_nobody_is_born_on_a_day_to_come(vault: OpenVault, born: ClinicalDate) -> None:
    with pytest.raises(StillMissing, match=f"Date of birth \\(it {IN_FUTURE}\\)"):
        open_case(vault, replace(PERSON, born=born), "NM-9001", OPENED)
    case_id = add_case(vault)
    person = CaseFile(vault).open(case_id).person
    with pytest.raises(StillMissing, match="Date of birth"):
        People(vault).correct(person.id, replace(person.details, born=born))


@pytest.mark.parametrize("name", ["opened", "closed"])
def test_no_case_is_opened_or_closed_on_a_day_to_come(vault: OpenVault, name: str) -> None:
    facts = replace(OPENED, **{name: ClinicalDate(2026, 12, 1)})  # type: ignore[arg-type]
    with pytest.raises(StillMissing, match=IN_FUTURE):
        open_case(vault, PERSON, "NM-9002", facts)
    with pytest.raises(StillMissing, match=IN_FUTURE):
        Cases(vault).change(add_case(vault), facts)


def test_today_is_the_day_of_the_site(vault: OpenVault, case_id: str) -> None:
    """At 23:30 in UTC of a summer's day it is tomorrow in London."""
    assert isinstance(vault.clock, SteppingClock)
    vault.clock.at = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)
    assert str(vault.today()) == "2027-07-02"
    draft = Drafts(vault).open(draft_of(vault, case_id, "Words"))
    Drafts(vault).save(draft.id, replace(draft.sheet, event=ClinicalDate(2027, 7, 2)), draft.revision)
    assert Drafts(vault).open(draft.id).missing == ()
    draft = Drafts(vault).open(draft.id)
    Drafts(vault).save(draft.id, replace(draft.sheet, event=ClinicalDate(2027, 7, 3)), draft.revision)
    assert [gap.path for gap in Drafts(vault).open(draft.id).missing] == ["event"]


def test_what_was_signed_with_such_a_date_opens_and_verifies(vault: OpenVault, case_id: str) -> None:
    far = ClinicalDate(2030, 1, 1)
    content = replace(complete(KINDS["order"].content), made=far, starts=far, ends=far)
    record_id = signed_as(vault, case_id, KINDS["order"], content)
    shown = Records(vault).read(record_id)
    assert (shown.fault, shown.sheet.content.made) == ("", ClinicalDate(2030, 1, 1))
    # What lists show of it is drawn here, as the program did that signed it.
    rebuild(vault)
    assert check(vault).is_clean
    assert add_addendum(vault, record_id, "The year was mistyped")
    newer = Records(vault).new_version(record_id)
    assert [(gap.path, gap.why) for gap in newer.missing] == [
        ("made", "It lies in the future: it can be today at the latest")
    ]


def test_an_addendum_is_signed_though_the_clock_was_set_back_since_it_was_begun(
    vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Words")
    draft = Records(vault).begin_remark(record_id, "addendum")
    content = replace(draft.sheet.content, addition="More")
    Drafts(vault).save(draft.id, replace(draft.sheet, event=ClinicalDate(2026, 11, 24), content=content), 1)
    assert Drafts(vault).open(draft.id).missing == ()


def test_a_note_of_this_month_is_signed(vault: OpenVault, case_id: str) -> None:
    draft_id = draft_with(vault, case_id, "session_note", complete(SessionNote))
    draft = Drafts(vault).open(draft_id)
    Drafts(vault).save(draft_id, replace(draft.sheet, event=ClinicalDate(2026, 11)), draft.revision)
    assert sign(vault, draft_id)
