"""No form of a record that was ever released becomes unreadable, and no name of it vanishes unnoticed."""

from dataclasses import field, make_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.crypto import canonical, record_signing
from app.domain.fields.content import missing, search_text, specs, to_plain
from app.domain.fields.spec import FieldSpec
from app.domain.kinds.registry import KINDS
from app.domain.records.kind import Kind
from app.domain.records.shown import shown
from app.domain.records.versions import Reading, read, recoded, renamed
from app.errors import NotGenuine
from tests.golden.records import Golden, files, load, lost, vocabulary_of

every_golden = pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}-{file.stem}")
INCIDENT = next(file for file in files() if file.parent.name == "incident" and file.stem == "1")


def _without(kind: Kind, **changes: Any) -> Kind:
    """The kind as it would be with a field changed, or left out for None."""
    made = []
    for spec in specs(kind.content):
        told: FieldSpec | None = changes.get(spec.name, spec)
        if told is not None:
            made.append((told.name, Any, field(default=told.form.empty, metadata={"spec": told})))
    return replace(kind, content=make_dataclass("Changed", made, frozen=True))


def _spec(kind: Kind, name: str) -> FieldSpec:
    return next(spec for spec in specs(kind.content) if spec.name == name)


def _reading(kind: Kind, golden: Golden) -> Reading:
    found = read({kind.code: kind}, golden.document)
    assert isinstance(found, Reading)
    return found


def test_every_form_that_was_released_has_one() -> None:
    kept = {(file.parent.name, int(file.stem)) for file in files()}
    assert kept == {(code, n) for code, kind in KINDS.items() for n in range(1, kind.version + 1)}


@every_golden
def test_its_signature_holds_over_its_very_bytes(file: Path) -> None:
    golden = load(file)
    public = Ed25519PublicKey.from_public_bytes(golden.public)
    record_signing.verify(public, golden.body, golden.signature)
    assert canonical.dumps(golden.document) == golden.body
    with pytest.raises(NotGenuine):
        record_signing.verify(public, golden.body + b" ", golden.signature)


@every_golden
def test_it_reads_whole_under_the_declarations_of_today(file: Path) -> None:
    golden = load(file)
    found = _reading(KINDS[golden.kind], golden)
    assert found.written == int(file.stem)
    assert found.sheet.left == ()
    assert shown(found.kind, found.sheet)
    assert bool(found.sentence) == (found.written != found.kind.version)


def _says(told: Any, signed: Any) -> bool:
    """Whether all that was signed is told, in rows too; what the form of today asks besides is empty there."""
    if isinstance(signed, dict):
        return all(_says(told[name], said) for name, said in signed.items())
    if isinstance(signed, list) and signed and isinstance(signed[0], dict):
        return len(told) == len(signed) and all(map(_says, told, signed))
    return bool(told == signed)


@every_golden
def test_what_it_says_is_what_was_signed(file: Path) -> None:
    golden = load(file)
    kind = KINDS[golden.kind]
    if golden.version == kind.version:
        told = to_plain(_reading(kind, golden).content)
        assert _says(told, golden.document["content"])
        # On the day on which it was signed; a later version may keep the days of the one before.
        content, signed = (
            _reading(kind, golden).content,
            date.fromisoformat(golden.document["signed_at"][:10]),
        )
        assert missing(content, signed, signed=content if golden.document["version"] > 1 else None) == ()
    assert search_text(_reading(kind, golden).content)


@every_golden
def test_no_name_of_it_has_vanished_without_a_version_and_an_upcaster(file: Path) -> None:
    golden = load(file)
    assert lost(KINDS[golden.kind], golden) == []


@every_golden
def test_the_vocabulary_is_that_of_its_form(file: Path) -> None:
    golden = load(file)
    if golden.version == KINDS[golden.kind].version:
        now = vocabulary_of(KINDS[golden.kind].content)
        # What was added since needs no new form; what is kept must still be there in its own place.
        assert set(golden.vocabulary) <= set(now)
        assert all(golden.vocabulary[name]["form"] == now[name]["form"] for name in golden.vocabulary)


def test_a_code_taken_away_is_found_and_the_record_reads_all_the_same() -> None:
    golden, kind = load(INCIDENT), KINDS["incident"]
    channel = _spec(kind, "channel")
    written = golden.document["content"]["channel"]
    fewer = replace(channel, choices=tuple(choice for choice in channel.choices if choice.code != written))
    without = _without(kind, channel=fewer)
    assert lost(without, golden) == [f"channel: {written}"]
    told = {
        each.label: each.text
        for part in shown(without, _reading(without, golden).sheet)
        for each in part.fields
    }
    assert told["Channel"] == written


def test_a_field_taken_away_is_found_and_shown_as_it_was_written() -> None:
    golden, kind = load(INCIDENT), KINDS["incident"]
    without = _without(kind, description=None)
    assert lost(without, golden) == ["description"]
    told = {
        each.label: each.text
        for part in shown(without, _reading(without, golden).sheet)
        for each in part.fields
    }
    assert told["description"] == golden.document["content"]["description"]


def test_an_upcaster_brings_what_has_another_name_to_today() -> None:
    golden, kind = load(INCIDENT), KINDS["incident"]
    said = golden.document["content"]
    now = replace(_spec(kind, "description"), name="what_happened")
    channel = _spec(kind, "channel")
    codes = {choice.code: f"by_{choice.code}" for choice in channel.choices}
    recast = replace(channel, choices=tuple(replace(c, code=codes[c.code]) for c in channel.choices))
    changed = replace(
        _without(kind, description=now, channel=recast),
        version=3,
        upcasters=(renamed("description", "what_happened"), recoded("channel", codes)),
    )
    found = _reading(changed, golden)
    assert lost(changed, golden) == []
    assert (found.content.what_happened, found.content.channel) == (
        said["description"],
        f"by_{said['channel']}",
    )
    assert found.sentence == "Written in form 1, shown as form 3."
    assert found.content.behaviour == said["behaviour"]
