"""Writes docs/record.md: what is recorded in each kind of record and who may be told, from the declarations."""

import sys
from collections.abc import Iterator
from pathlib import Path

from app.domain.fields import forms
from app.domain.fields.sharing import Audience, Rule, Share, audience_from_toml
from app.domain.fields.spec import FieldSpec, specs
from app.domain.kinds.registry import KINDS
from app.domain.values.typed_dates import Direction
from app.paths import resource
from app.views.widgets.share_words import CLASSES

PAGE = Path(__file__).parent.parent / "docs" / "record.md"
_RULES = {Rule.INCLUDE: "yes", Rule.ASK: "asked", Rule.WITHHOLD: "no", Rule.NEVER: "never"}
_HEAD = """# What is recorded, and who may be told

Made by `python -m tools.record_page` from the declarations of fields and the policies in `resources/audiences/`; a test
holds it to them. Whatever is told goes through the victim check as well.

## Who gets which class

yes: it goes in; asked: the clinician is asked each time, and it stays out unless they say yes; no and never: it
stays out.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_classes(), "", "## Kinds of record", *_kinds()]) + "\n"


def audiences() -> tuple[Audience, ...]:
    """Every policy, by its code."""
    files = sorted(resource("audiences").glob("*.toml"))
    return tuple(audience_from_toml(file.read_text("utf-8")) for file in files)


def _classes() -> Iterator[str]:
    told = audiences()
    yield "| class | what it holds | " + " | ".join(each.code for each in told) + " |"
    yield "| --- " * (len(told) + 2) + "|"
    for share in Share:
        title, holds = CLASSES[share]
        rules = " | ".join(_RULES[each.rules[share]] for each in told)
        yield f"| {title} | {holds} | {rules} |"


def _kinds() -> Iterator[str]:
    for kind in KINDS.values():
        yield f"\n### {kind.title} (`{kind.code}`, form {kind.version})\n"
        yield "| field | answer | class | must be answered |"
        yield "| --- | --- | --- | --- |"
        yield from _fields(kind.content, "")


def _fields(cls: type, lead: str) -> Iterator[str]:
    for spec in specs(cls):
        if spec.asked:
            label = f"{lead}{spec.label}"
            yield f"| {label} | {_answer(spec)} | {_class(spec)} | {_needed(spec)} |"
            if spec.row is not None:
                yield from _fields(spec.row, f"{label}: ")


def _class(spec: FieldSpec) -> str:
    """The class, the closer one that other answers make of it, and who alone may be told."""
    said = CLASSES[spec.share][0]
    if spec.closer is not None:
        never = f"never to {', '.join(sorted(spec.closer.never_to))}" if spec.closer.never_to else ""
        if spec.closer.share is spec.share:
            said += f", and {never} by other answers"
        else:
            said += f", or {CLASSES[spec.closer.share][0].lower()} by other answers"
            said += f", and then {never}" if never else ""
    return f"{said}, to {', '.join(sorted(spec.only_to))} alone" if spec.only_to else said


def _answer(spec: FieldSpec) -> str:
    if isinstance(spec.form, forms.OneOf | forms.SomeOf):
        return ", ".join(choice.label for choice in spec.offered).replace("|", "/")
    if isinstance(spec.form, forms.Day) and spec.direction is not Direction.EITHER:
        return f"{spec.form.code}, {spec.direction}"
    return spec.form.code


def _needed(spec: FieldSpec) -> str:
    return "by other answers" if callable(spec.needed) else "yes" if spec.needed else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is written.\n")
