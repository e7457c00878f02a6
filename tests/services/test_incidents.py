"""What leaves in a summary of an act that the person told health alone of."""

from dataclasses import replace

import msgspec
import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share
from app.domain.fields.spec import by_name
from app.domain.kinds.collateral.content import Collateral
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.victim_voice.content import VictimVoice
from app.domain.records.blocks import Chart, Paragraph
from app.domain.records.facets import Standing
from app.domain.reports.composer import insist_on_told
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.records.relied import relied_records
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose, relied_of, under_conditions
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
    source_grade="1",
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


def test_its_author_is_told_before_signing_that_a_source_set_conditions(
    vault: OpenVault, case_with_it: str
) -> None:
    request = Request(audience="panel", recipient="P", purpose="D")
    assert under_conditions(compose(vault, case_with_it, request, AUDIENCES["panel"], "d1")) == ""
    bound = replace(TOLD_US, handling="conditions", handling_conditions="planted condition")
    sign(vault, draft_with(vault, case_with_it, "incident", bound))
    summary = compose(vault, case_with_it, request, AUDIENCES["panel"], "d1")
    assert under_conditions(summary).startswith("It tells of an act under conditions of its source")
    told = [each for each in summary.blocks if isinstance(each, Paragraph) and "planted cond" in each.text]
    assert [each.label for each in told] == ["Source’s conditions"]


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


def voice(*consent: str) -> VictimVoice:
    """What a victim said, for whom they agreed to."""
    made: VictimVoice = complete(
        VictimVoice, consent=consent, findable="no", safety_now="same", contact_since="none"
    )
    return made


def told_by_third_party(words: str, *cites: str) -> Incident:
    """An act that nobody told of but the victim, through the advocate."""
    made: Incident = complete(
        Incident,
        behaviour="watching",
        source="advocate",
        outcome="not_reported",
        person_says="not_put",
        cites=cites,
    )
    return replace(made, description=words, breach="no", said_to="", put_ok="")


def test_what_a_third_party_alone_told_goes_no_further_than_what_it_rests_on(
    vault: OpenVault, case_id: str
) -> None:
    def keep(kind: str, content: object) -> str:
        return sign(vault, draft_with(vault, case_id, kind, content, compartment=Compartment.THIRD_PARTY))

    to_panel, to_police = keep("victim_voice", voice("panel", "named")), keep("victim_voice", voice("police"))
    alone = keep("victim_voice", voice("health_only"))
    heard = keep("collateral", complete(Collateral, contact="direct"))
    cited = {
        "first": (to_panel,), "second": (to_police,), "third": (to_panel, to_police), "fourth": (alone,),
        "fifth": (heard,), "sixth": (), "seventh": ("01a20000-0000-7000-8000-000000000009",),
    }  # fmt: skip
    for name, rests_on in cited.items():
        keep("incident", told_by_third_party(f"Act {name}", *rests_on))
    request = Request(audience="panel", recipient="P", purpose="D")

    def told(code: str) -> list[str]:
        with vault.reading(Right.READ) as act:
            records = relied_records(vault, act.session, case_id, within=audience_of(code).compartments)
        given = relied_of(records, audience_of(code), TODAY, frozenset(Share)).given
        words = msgspec.json.encode([each.placed.block for each in given if each.kind == "incident"]).decode()
        return [name for name in cited if f"Act {name}" in words]

    assert {code: told(code) for code in AUDIENCES} == {code: [] for code in AUDIENCES} | {
        "panel": ["first"], "police": ["second"], "mappa": ["fifth"],
    }  # fmt: skip
    summary = compose(vault, case_id, request, audience_of("panel"), "d1")
    printed = msgspec.json.encode(summary).decode()
    assert [name for name in cited if f"Act {name}" in printed] == ["first"]
    # The victim narrows it: from then on it is in no output.
    narrowed = Records(vault).new_version(to_panel)
    Drafts(vault).save(
        narrowed.id,
        replace(narrowed.sheet, content=voice("health_only"), update="Narrowed"),
        narrowed.revision,
    )
    sign(vault, narrowed.id)
    assert told("panel") == []


def test_what_rests_on_nothing_says_that_nobody_outside_is_told_of_it() -> None:
    warned = by_name(Incident)["cites"].warned
    assert warned is not None
    alone = told_by_third_party("Act")
    assert (
        warned(alone) == "It is told nobody outside unless it names what was said: that says who may be told"
    )
    assert warned(replace(alone, cites=("r",))) == warned(replace(alone, source="police")) == ""
    assert warned(replace(alone, reported_to=("police",))) == ""
