"""What leaves in a summary of an act that the person told health alone of."""

from dataclasses import replace

import msgspec
import pytest

from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share
from app.domain.kinds.incident.content import Incident
from app.domain.records.blocks import Chart
from app.domain.records.facets import Standing
from app.domain.reports.composer import insist_on_told
from app.services.records.relied import relied_records
from app.services.sharing.summarising import Request, compose, relied_of
from app.services.vault.open_vault import OpenVault
from tests.asked import TODAY
from tests.builders import complete, draft_with
from tests.confirmed import sign
from tests.planted import AUDIENCES

TOLD_US = replace(
    complete(Incident),
    breach="alleged",
    person_says="admits",
    said_to="health",
    person_account="planted account",
    doubt="planted doubt",
    source="police",
)


@pytest.fixture
def case_with_it(vault: OpenVault, case_id: str) -> str:
    sign(vault, draft_with(vault, case_id, "incident", TOLD_US))
    return case_id


def chart_of(vault: OpenVault, case_id: str, *asked: Share) -> tuple[Chart, str]:
    """The time axis of a panel's summary, and all of the summary as it is attached."""
    request = Request(audience="panel", recipient="P", purpose="D", asked=frozenset(asked))
    summary = compose(vault, case_id, request, AUDIENCES["panel"], "d1")
    (chart,) = (each for each in summary.blocks if isinstance(each, Chart))
    return chart, msgspec.json.encode(summary).decode()


def test_a_panel_reads_alleged_until_admissions_are_released_to_it(
    vault: OpenVault, case_with_it: str
) -> None:
    chart, written = chart_of(vault, case_with_it)
    assert chart.table.heads == ("Date", "What, newest first", "How it stands", "Source")
    assert [row[2:] for row in chart.table.rows] == [("alleged; doubted by us; breach alleged", "Police")]
    assert [each.standing for each in chart.moments] == [Standing.NOT_HELD]
    assert "admitted" not in written
    chart, written = chart_of(vault, case_with_it, Share.ADMISSION)
    assert chart.table.rows[0][2] == "admitted to health alone; doubted by us; breach alleged"
    assert "planted account" not in written
    assert "planted doubt" not in written


@pytest.mark.parametrize("code", AUDIENCES)
def test_no_kind_is_asked_for_what_still_holds_what_its_audience_does_not_get(
    vault: OpenVault, case_with_it: str, code: str
) -> None:
    with vault.reading(Right.READ) as act:
        records = relied_records(vault, act.session, case_with_it)
    for each in records.records:
        with pytest.raises(RuntimeError):
            insist_on_told(each.content, AUDIENCES[code], frozenset(Share))
    # What a report rests on went through the policy first.
    assert relied_of(records, AUDIENCES[code], TODAY, frozenset(Share))
