"""What cannot be in a clinical record: kept as it was typed, refused at Sign with one sentence, and nothing lost."""

from dataclasses import replace
from typing import Any, Final

import pytest

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.licence.content import Licence
from app.domain.kinds.measure.content import Critical
from app.domain.kinds.order.content import Order
from app.domain.kinds.registry import OFFERED
from app.domain.kinds.safety_plan.content import SafetyPlan
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.errors import StillMissing
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_with
from tests.confirmed import sign

MADE: Final = ClinicalDate(2026, 4, 1)
ORDER: Final = Order(order_type="restraining_conviction", court="Northmoor", made=MADE, duration="fixed")
SPELL: Final = Spell(status="remand", place="HMP Aldercross", begins=ClinicalDate(2026, 6, 22))
IMPOSSIBLE: Final[dict[str, tuple[str, Any]]] = {
    "Released (it lies before a spell of this stay begins or ends)": (
        "custody",
        Custody(spells=(SPELL,), ends=ClinicalDate(2026, 6, 1), release_type="bail"),
    ),
    "Release expected (it lies before this stay in custody begins)": (
        "custody",
        Custody(spells=(SPELL,), expected_release=ClinicalDate(2026, 6, 21)),
    ),
    "Ends (it lies before the day of service)": (
        "order",
        replace(ORDER, served=ClinicalDate(2026, 6, 1), ends=ClinicalDate(2026, 5, 31)),
    ),
    "Served (it lies before the day on which the order was made)": (
        "order",
        replace(ORDER, served=ClinicalDate(2026, 3, 31), ends=ClinicalDate(2027, 4, 1)),
    ),
    "Ends (it lies before the day of the release)": (
        "licence",
        Licence(released_on=ClinicalDate(2026, 9, 11), ends=ClinicalDate(2026, 9, 1)),
    ),
}
"""What Sign says of it, and what was typed."""
TOO_EARLY: Final = "Released (it lies before the stay in custody begins, 22-Jun-2026)"


@pytest.mark.parametrize("sentence", IMPOSSIBLE)
def test_dates_that_cannot_be_are_kept_as_typed_and_not_signed(
    vault: OpenVault, case_id: str, sentence: str
) -> None:
    kind, content = IMPOSSIBLE[sentence]
    draft_id = draft_with(vault, case_id, kind, content)
    with pytest.raises(StillMissing) as refused:
        sign(vault, draft_id)
    assert sentence in str(refused.value)
    assert Drafts(vault).open(draft_id).sheet.content == content


def stay_and_licence(vault: OpenVault, case_id: str, released: ClinicalDate) -> tuple[str, Licence]:
    """A stay in custody that is signed, and the licence of a release from it on a day."""
    stay = Custody(spells=(SPELL,), ends=ClinicalDate(2026, 9, 11), release_type="automatic")
    custody = sign(vault, draft_with(vault, case_id, "custody", stay))
    return custody, complete(Licence, custody=custody, released_on=released, ends=ClinicalDate(2026, 12, 6))


def test_nobody_is_released_on_licence_before_the_stay_began_that_it_cites(
    vault: OpenVault, case_id: str
) -> None:
    custody, licence = stay_and_licence(vault, case_id, ClinicalDate(2026, 6, 21))
    # It is the same stay, whichever of its versions was chosen.
    version = Records(vault).new_version(custody)
    longer = replace(version.sheet.content, held_for="Stalking, 24 weeks")
    Drafts(vault).save(version.id, replace(version.sheet, content=longer), version.revision)
    newer = sign(vault, version.id)
    for stay in (custody, newer):
        content = replace(licence, custody=stay)
        draft_id = draft_with(vault, case_id, "licence", content)
        with pytest.raises(StillMissing) as refused:
            sign(vault, draft_id)
        assert str(refused.value) == f"It is not complete yet. Still missing: {TOO_EARLY}."
        assert Drafts(vault).open(draft_id).sheet.content == content
    for day in (ClinicalDate(2026, 6, 22), ClinicalDate(2026, 6), ClinicalDate(2026)):
        # What may lie before it and may not is not refused: nobody knows better.
        sign(vault, draft_with(vault, case_id, "licence", replace(licence, released_on=day)))


LONG: Final = ("He walked past the library again. " * 600)[: forms.MOST_IN_TEXT - 1] + "."


def long_everywhere(made: Any) -> tuple[Any, int]:
    """The content with each narrative that is asked for as long as may be, those of a row of each list too."""
    values: dict[str, Any] = {}
    many = 0
    for spec in (each for each in specs(type(made)) if each.asked and not each.derived):
        if isinstance(spec.form, forms.Text):
            values[spec.name], many = LONG, many + 1
        elif spec.row is not None and spec.row is not Critical:
            # A critical item has a row where an answer raises it alone.
            row, within = long_everywhere(spec.row())
            if within:
                values[spec.name], many = (row,), many + within
    return replace(made, **values), many


def test_20_000_characters_stand_in_any_narrative_of_any_kind(vault: OpenVault, case_id: str) -> None:
    counted = 0
    for kind in OFFERED:
        content, many = long_everywhere(kind.content())
        draft = Drafts(vault).begin(case_id, kind.code)
        Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
        kept = str(Drafts(vault).open(draft.id).sheet.content)
        assert kept.count(LONG) == many, kind.code
        counted += many
    assert counted > 150


def test_a_narrative_of_20_000_characters_is_signed_whole_and_one_of_more_than_its_field_takes_is_refused(
    vault: OpenVault, case_id: str
) -> None:
    note = complete(SessionNote)
    long = "x" * forms.MOST_IN_TEXT
    record = sign(vault, draft_with(vault, case_id, "session_note", replace(note, done=long)))
    assert Records(vault).read(record).sheet.content.done == long
    long_plan = replace(complete(SafetyPlan), signs="x" * (forms.MOST_IN_TEXT + 1))
    draft_id = draft_with(vault, case_id, "safety_plan", long_plan)
    with pytest.raises(StillMissing) as refused:
        sign(vault, draft_id)
    assert "My warning signs (too long: it holds at most 20,000 characters)" in str(refused.value)
    assert Drafts(vault).open(draft_id).sheet.content == long_plan
