"""Records in another form than today's: they are read, shown and kept, and nothing is made of what is not known."""

from dataclasses import dataclass, field, make_dataclass, replace
from typing import Any

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.declare import line
from app.domain.fields.sharing import Share
from app.domain.fields.spec import FieldSpec, Target, specs
from app.domain.kinds import registry
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.registry import KINDS
from app.domain.records.blocks import Notice
from app.domain.records.kind import Kind
from app.domain.records.shown import shown
from app.domain.records.versions import NEWER, Unread
from app.errors import NotADraft, NotPermitted, StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.everywhere import SearchEverywhere
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.editing import Editing
from app.services.records.records import Records
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_of, signed, signed_as
from tests.confirmed import sign
from tests.planted import AUDIENCES
from tests.reported import below


@dataclass(frozen=True, kw_only=True)
class Portent:
    """The content of a kind that nobody here knows."""

    bird: str = line("Bird", share=Share.CONTEXT)


ORACLE = Kind(
    code="oracle",
    title="Oracle",
    version=1,
    order=1,
    content=Portent,
    event_label="On",
    title_of=lambda portent: f"Oracle: {portent.bird}",
)


def changed(kind: Kind, **changes: FieldSpec) -> Kind:
    """The kind with some fields declared otherwise."""
    made = [
        (name, Any, field(default=spec.form.empty, metadata={"spec": spec})) for name, spec in changes.items()
    ]
    return replace(
        kind, content=make_dataclass("Changed", made, bases=(kind.content,), frozen=True, kw_only=True)
    )


def test_a_record_of_an_unknown_kind_is_read_as_it_was_written(vault: OpenVault, case_id: str) -> None:
    record = signed_as(vault, case_id, ORACLE, Portent(bird="Heron"))
    view = Records(vault).read(record)
    assert isinstance(view.reading, Unread)
    assert (view.fault, view.reading.sentence) == ("", NEWER)
    assert [
        each.text for part in shown(view.kind, view.sheet) for each in part.fields if each.label == "bird"
    ] == ["Heron"]
    assert check(vault).is_clean
    assert Chronology(vault).page(case_id).rows[0].title == "Oracle: Heron"
    assert CaseFile(vault).open(case_id).flags == ()


def test_nothing_is_put_to_what_is_not_known(vault: OpenVault, case_id: str) -> None:
    incident = KINDS["incident"]
    newer = signed_as(vault, case_id, replace(incident, version=9), complete(incident.content))
    records = Records(vault)
    for act in (
        lambda: records.new_version(newer),
        lambda: records.begin_remark(newer, "addendum"),
    ):
        with pytest.raises(NotADraft, match="newer Casework"):
            act()
    assert check(vault).is_clean


def test_a_summary_says_what_it_does_not_rest_on(vault: OpenVault, case_id: str) -> None:
    signed(vault, case_id, "Known", "consultation")
    signed_as(vault, case_id, ORACLE, Portent(bird="Heron"))
    request = Request(
        audience="panel",
        recipient="The panel",
        purpose="Discussion",
        question="What next?",
        answer="Little has changed.",
    )
    summary = compose(vault, case_id, request, AUDIENCES["panel"], "d1")
    told, limits = below(summary, "Sources and limits")
    assert told.startswith("A record of this case (23-Nov-2026) written by a newer Casework")
    assert [each.text for each in summary.blocks if isinstance(each, Notice) and each.text == told]
    assert "Limits\xa0 Known" in limits


def test_a_draft_with_a_retired_answer_opens_and_is_not_signed_with_it(
    vault: OpenVault, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = draft_of(vault, case_id, "Words", "incident")
    code = Drafts(vault).open(draft).sheet.content.channel
    kind = KINDS["incident"]
    channel = next(spec for spec in specs(kind.content) if spec.name == "channel")
    retired = replace(channel, choices=tuple(replace(c, retired=c.code == code) for c in channel.choices))
    monkeypatch.setattr(registry, "KINDS", {**registry.KINDS, "incident": changed(kind, channel=retired)})
    opened = Drafts(vault).open(draft)
    assert opened.sheet.content.channel == code
    Drafts(vault).save(draft, opened.sheet, opened.revision)
    with pytest.raises(StillMissing, match=r"Channel \(no longer offered: choose again\)"):
        sign(vault, draft)
    other = next(c.code for c in channel.choices if c.code != code)
    again = replace(opened.sheet, content=replace(opened.sheet.content, channel=other))
    Drafts(vault).save(draft, again, opened.revision + 1)
    assert Records(vault).read(sign(vault, draft)).sheet.content.channel == other


def test_a_code_taken_away_leaves_the_case_open_and_the_vault_clean(
    vault: OpenVault, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = signed(vault, case_id, "Words", "incident")
    kind = KINDS["incident"]
    channel = next(spec for spec in specs(kind.content) if spec.name == "channel")
    code = Records(vault).read(record).sheet.content.channel
    fewer = replace(channel, choices=tuple(c for c in channel.choices if c.code != code))
    monkeypatch.setattr(registry, "KINDS", {**registry.KINDS, "incident": changed(kind, channel=fewer)})
    view = Records(vault).read(record)
    assert (view.fault, view.sheet.content.channel) == ("", code)
    assert [entry.id for entry in Chronology(vault).page(case_id).rows] == [record]
    assert CaseFile(vault).overview(case_id).axis is not None


def test_a_signed_text_that_is_longer_than_its_field_holds_now_still_reads(
    vault: OpenVault, case_id: str
) -> None:
    kind = KINDS["incident"]
    long = "walked past the library again, " * 4_000
    content = replace(complete(kind.content), description=long.strip())
    record = signed_as(vault, case_id, kind, content)
    view = Records(vault).read(record)
    assert (view.fault, view.sheet.content.description) == ("", long.strip())
    draft = Records(vault).new_version(record)
    assert [gap.label for gap in draft.missing] == ["Description"]
    Drafts(vault).save(draft.id, draft.sheet, draft.revision)
    with pytest.raises(StillMissing, match="too long: it holds at most 100,000 characters"):
        sign(vault, draft.id)


def test_a_kind_says_where_its_records_are_kept(
    vault: OpenVault, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_alone = replace(KINDS["incident"], compartments=(Compartment.CLINICAL, Compartment.RESTRICTED))
    monkeypatch.setattr(registry, "KINDS", {**registry.KINDS, "incident": open_alone})
    with pytest.raises(NotPermitted, match="Incident is not kept in the compartment “MAPPA and MARAC”"):
        Drafts(vault).begin(case_id, "incident", Compartment.MAPPA)
    assert Drafts(vault).begin(case_id, "incident").compartment is Compartment.CLINICAL


def test_a_kind_says_what_a_new_version_may_change(
    vault: OpenVault, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = replace(KINDS["incident"], amends=frozenset({"outcome"}))
    monkeypatch.setattr(registry, "KINDS", {**registry.KINDS, "incident": fixed})
    record = signed(vault, case_id, "Words", "incident")
    draft = Records(vault).new_version(record)
    changed = replace(draft.sheet, content=replace(draft.sheet.content, description="Other words"))
    revision, _ = Drafts(vault).save(draft.id, changed, draft.revision)
    with pytest.raises(NotADraft, match="cannot change Description: write an addendum"):
        sign(vault, draft.id)
    kept = replace(draft.sheet, content=replace(draft.sheet.content, outcome="withdrawn"))
    Drafts(vault).save(draft.id, kept, revision)
    assert Records(vault).read(sign(vault, draft.id)).sheet.content.outcome == "withdrawn"


def test_an_incident_of_an_earlier_form_says_what_it_said_until_a_new_version_says_more(
    vault: OpenVault, case_id: str
) -> None:
    kind = KINDS["incident"]
    said = Incident(
        behaviour="watching", channel="in_person", description="Words", severity="serious", source="police"
    )
    before = replace(kind, version=2, title_of=lambda _: "Watching")
    record = signed_as(vault, case_id, before, replace(said, standing="disputed", breach="no"))
    rebuild(vault)
    (hit,) = SearchEverywhere(vault).find("kind:incident").records
    assert hit.title == "Watching; denied, not known to whom"
    assert check(vault).is_clean
    view = Records(vault).read(record)
    told = {each.label: each.text for section in view.sections for each in section.fields}
    assert told["Stands"] == "denied, not known to whom"
    assert told["In one answer (earlier form)"] == "Disputed by the person"
    assert told["Said to"] == "Us alone, until a new version says"
    draft = Records(vault).new_version(record)
    (cited,) = (each for each in Editing(vault).open(draft.id).citable[Target.RECORD] if each.id == record)
    assert cited.title == "Watching; denied, not known to whom"
    assert (draft.sheet.content.person_says, draft.sheet.content.standing) == ("denies", "")
    assert [gap.path for gap in draft.missing] == ["said_to", "outcome"]
    whole = replace(draft.sheet.content, said_to="police", outcome="reported")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=whole), draft.revision)
    newer = Records(vault).read(sign(vault, draft.id))
    assert KINDS["incident"].title_of(newer.sheet.content) == "Watching; denied to police"
