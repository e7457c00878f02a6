"""What a scored administration is in JSON, for `casework score --json`."""

from collections.abc import Sequence
from typing import Any

from app.domain.measures.arithmetic import plain
from app.domain.measures.change import Change, Changes, first_and_last
from app.domain.measures.scoring import Scored, WrongAnswers


def to_json(scored: Scored, earlier: Sequence[Scored] = ()) -> dict[str, Any]:
    """The object of one administration, with what changed since the earlier ones, oldest first."""
    scores = {name: None if value is None else plain(value) for name, value in scored.scores.items()}
    said = {
        "measure": scored.measure.id,
        "version": scored.measure.version,
        "hash": scored.measure.hash,
        "total": scores.get("total"),
        "scores": scores,
        "bands": dict(scored.bands),
        "cuts": dict(scored.cuts),
        "findings": dict(scored.findings),
        "critical": list(scored.critical),
        "missing": list(scored.missing),
        "skipped": list(scored.skipped),
        "refused": list(scored.refused),
        "reason": dict(scored.reason),
        "out_of": {name: plain(most) for name, most in scored.out_of.items()},
    }
    if earlier:
        first, last = first_and_last(scored.measure, earlier, scored)
        said["change"] = {"first": _changes(first), "last": _changes(last)}
    return said


def wrong_to_json(wrong: WrongAnswers) -> dict[str, Any]:
    """The object of answers that cannot be."""
    item = {"item": wrong.item} if wrong.item else {}
    return {"error": wrong.kind, **item, "sentence": str(wrong)}


def _changes(changes: Changes) -> dict[str, Any]:
    return {name: None if one is None else _change(one) for name, one in changes.items()}


def _change(one: Change) -> dict[str, Any]:
    return {
        "from": plain(one.before),
        "to": plain(one.now),
        "difference": plain(one.difference),
        "reliable": dict(one.reliable),
        "cuts": dict(one.cuts),
    }
