"""What is withdrawn leaves an existing vault: no facet and no search word of it stays, and the old record shows it."""

from typing import Any

import pytest
from sqlalchemy import select

from app.domain.fields.declare import Rating
from app.domain.kinds.fixation_profile.content import FixationProfile
from app.models.tables import FacetRow, Record, RecordText
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.released import released


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The vault of the first release, brought up by being unlocked."""
    opened = released(tmp_path_factory.mktemp("withdrawn") / "old").open()
    yield opened
    opened.lock()


def profiles(vault: OpenVault) -> list[str]:
    """The profiles of that vault, which all rate Finality."""
    with vault.database.read() as session:
        return list(session.scalars(select(Record.id).where(Record.kind == "fixation_profile")))


def test_no_facet_and_no_search_text_of_it_stays_and_the_check_is_clean(vault: OpenVault) -> None:
    with vault.database.read() as session:
        facets = [body.decode("utf-8", "replace") for body in session.scalars(select(FacetRow.body))]
        texts = list(session.scalars(select(RecordText.body)))
    assert any("fixation.urge" in each for each in facets)
    assert not [each for each in facets if "finality" in each.lower()]
    # What was noted at other ratings is found, and what was noted at this one, or of who was told, is not.
    assert any("Certain that one talk would have ended it" in each for each in texts)
    for said in ("Asked three ways", "Safer custody team at HMP Aldercross", "Running out of road"):
        assert not [each for each in texts if said in each]
    assert check(vault).findings == ()


def test_the_old_record_shows_it_marked_and_a_new_version_goes_on_without_it(vault: OpenVault) -> None:
    ids = profiles(vault)
    assert len(ids) >= 4
    for record_id in ids:
        view = Records(vault).read(record_id)
        labels = [field.label for section in view.sections for field in section.fields]
        assert labels.count("Finality (withdrawn, not to be relied on)") == 1
        assert view.fault == ""
    draft = Records(vault).new_version(ids[0])
    content = draft.sheet.content
    assert isinstance(content, FixationProfile)
    assert (content.finality, content.finality_told) == (Rating(), "")
    Drafts(vault).discard(draft.id)
