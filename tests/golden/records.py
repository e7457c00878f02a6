"""A golden record: its signed bytes, and the vocabulary that its form had when it was released."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.fields import forms
from app.domain.fields.content import read, specs, undeclared
from app.domain.fields.spec import Rating
from app.domain.records.heading import heading_of
from app.domain.records.kind import Kind

FOLDER = Path(__file__).parent / "kinds"
_PARTS = {"confidence": forms.CONFIDENCE, "source": forms.RATING_SOURCE, "why_not": forms.WHY_NOT}
_RATED = {name: [choice.code for choice in declared] for name, declared in _PARTS.items()}


@dataclass(frozen=True)
class Golden:
    """One form of one kind."""

    body: bytes
    signature: bytes
    public: bytes
    vocabulary: dict[str, Any]
    """By field: its form, with the codes of its choices or the vocabulary of its rows."""

    @property
    def document(self) -> dict[str, Any]:
        """What was signed."""
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        """The code of its kind."""
        return self.document["kind"]

    @property
    def version(self) -> int:
        """Its form."""
        return self.document["kind_version"]


def load(file: Path) -> Golden:
    """Read one."""
    told = json.loads(file.read_text("utf-8"))
    signature, public = (base64.b64decode(told[name]) for name in ("signature", "public"))
    return Golden(told["body"].encode(), signature, public, told["vocabulary"])


def dumped(golden: Golden) -> str:
    """As it is kept."""
    told = {
        "body": golden.body.decode(),
        "signature": base64.b64encode(golden.signature).decode(),
        "public": base64.b64encode(golden.public).decode(),
        "vocabulary": golden.vocabulary,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def files() -> list[Path]:
    """Every golden record."""
    return sorted(FOLDER.glob("*/*.json"))


def vocabulary_of(cls: type) -> dict[str, Any]:
    """The names that a form has now."""
    return {
        spec.name: {
            "form": spec.form.code,
            **({"codes": [choice.code for choice in spec.choices]} if spec.choices else {}),
            **(_RATED if isinstance(spec.form, forms.Judged) else {}),
            **({"row": vocabulary_of(spec.row)} if spec.row else {}),
        }
        for spec in specs(cls)
    }


def lost(kind: Kind, golden: Golden) -> list[str]:
    """The fields and codes of a form that today's declaration, with its upcasters, no longer knows."""
    return sorted(set(_lost(kind, golden)))


def _lost(kind: Kind, golden: Golden) -> Iterator[str]:
    heading = heading_of(golden.document)
    for plain, said in _samples(golden.vocabulary):
        content = plain
        for upcast in kind.upcasters[golden.version - 1 :]:
            content = upcast(content, heading)
        if undeclared(kind.content, content) or _unknown(read(kind.content, content)):
            yield said


def _samples(vocabulary: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Contents that each hold one name of a vocabulary, with the name."""
    for name, told in vocabulary.items():
        if "row" in told:
            for row, said in _samples(told["row"]):
                yield {name: [row]}, f"{name}.{said}"
        elif "codes" in told:
            for code in told["codes"]:
                yield {name: [code] if told["form"] == "choices" else code}, f"{name}: {code}"
        elif told["form"] == "rating":
            for part in _PARTS:
                for code in told.get(part, ()):
                    yield {name: {part: code}}, f"{name}.{part}: {code}"
        else:
            yield {name: _VALUES[told["form"]]}, name


_VALUES = {
    "line": "x",
    "text": "x",
    "count": 1,
    "minutes": 1,
    "number": "1",
    "answers": [1, None],
    "time": "14:20",
    "date": "2026-08",
    "reference": "V1",
    "references": ["V1"],
    "file": {
        "id": "01990000-0000-7000-8000-000000000002",
        "digest": "a" * 64,
        "name": "x",
        "media": "text/plain",
        "size": 1,
    },
}


def _unknown(content: object) -> bool:
    """Whether a content holds a code that is not declared."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if spec.row is not None and any(_unknown(row) for row in value):
            return True
        if isinstance(value, Rating) and any(
            getattr(value, part) not in {"", *(choice.code for choice in declared)}
            for part, declared in _PARTS.items()
        ):
            return True
        if set(spec.form.codes(value)) - {choice.code for choice in spec.choices}:
            return True
    return False
