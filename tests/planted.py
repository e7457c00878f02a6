"""Contents with a word planted in every text, and the audiences they are shown to."""

from datetime import date as day
from pathlib import Path
from typing import Any

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.fields.declare import FieldSpec, KeptFile, Rating, Target
from app.domain.fields.file import File
from app.domain.fields.sharing import audience_from_toml
from app.domain.values.dates import ClinicalDate

FOLDER = Path(__file__).parents[1] / "resources" / "audiences"
AUDIENCES = {path.stem: audience_from_toml(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def filled(cls: type, path: str = "planted") -> Any:
    """A content with every field answered, and in every text a word that says where it stands."""
    return cls(**{spec.name: _filling(spec, f"{path}/{spec.name}") for spec in specs(cls)})


def _filling(spec: FieldSpec, path: str) -> Any:
    link = "V7" if spec.target is Target.VICTIM else "01990000-0000-7000-8000-000000000001"
    answers: dict[type, Any] = {
        forms.Line: path,
        forms.Text: path,
        forms.TimeOfDay: "14:20",
        forms.OneOf: "".join(c.code for c in spec.choices[:1]),
        forms.SomeOf: tuple(c.code for c in spec.choices[:1]),
        forms.Judged: Rating(value=2, confidence="low", source="records", note=path),
        forms.Count: 7,
        forms.Minutes: 7,
        forms.Number: "7",
        forms.Answers: (0, None, 3),
        forms.TimeOfDay: "14:20",
        forms.Day: ClinicalDate.of(day(2026, 8, 14)),
        forms.Reference: link,
        forms.References: (link,),
        forms.Rows: (filled(spec.row, path),) if spec.row else (),
        File: KeptFile(
            id="01990000-0000-7000-8000-000000000002",
            digest="a" * 64,
            name=path,
            media="application/pdf",
            size=7,
        ),
    }
    return answers[type(spec.form)]
