"""A sheet in words, for reading: the same ones wherever it is read, compared, or about to be signed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from app.domain.fields import forms
from app.domain.fields.compartments import Knowledge
from app.domain.fields.content import is_empty, specs, words
from app.domain.fields.declare import CONFIDENCE, RATING_SOURCE, WHY_NOT, FieldSpec, Rating
from app.domain.fields.rows import Cite, Row
from app.domain.fields.spec import Form
from app.domain.records.kind import Kind, WorkedOut
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import one_line

NO_TITLES: Final[Mapping[str, str]] = {}
KNOWLEDGE: Final[Mapping[Knowledge, str]] = {
    Knowledge.BY_FIELD: "As each field says",
    Knowledge.SEEN: "Seen or heard by the author",
    Knowledge.SELF_REPORT: "Told by the person",
    Knowledge.THIRD_PARTY: "Told by somebody else",
    Knowledge.OPINION: "Opinion",
    Knowledge.ALLEGATION: "Allegation",
    Knowledge.INTELLIGENCE: "Intelligence",
}
WITHDRAWN: Final = "withdrawn, not to be relied on"
"""Stands with the name of whatever is withdrawn, wherever the record that says it is read."""
UPDATE: Final = "What changed, and why"
"""What a version after the first says of itself."""
AS_WRITTEN: Final = "As it was written"
"""Heads what stands in fields that this version does not know."""
_HOUR: Final = 60


@dataclass(frozen=True)
class ShownField:
    """An answered field: what the form calls it, and the answer in words, with the light markup of texts."""

    label: str
    form: Form[Any]
    text: str
    name: str
    is_narrative: bool = False
    """Whether it tells at length what the record is about."""
    is_asked: bool = True
    """Whether a form asks for it now: nothing else of an earlier record can be brought into a draft."""


@dataclass(frozen=True)
class ShownSection:
    """The answered fields of a section, in the order of the form."""

    title: str
    fields: tuple[ShownField, ...]


def shown(
    kind: Kind, sheet: Sheet, titles: Mapping[str, str] = NO_TITLES, more: Iterable[WorkedOut] = ()
) -> tuple[ShownSection, ...]:
    """The heading and the answered fields. `titles` gives the words for references, `more` is said beside them."""
    sections: dict[str, list[ShownField]] = {"": list(_heading(kind, sheet))}
    told = narratives(kind.content)
    titles = own_rows(sheet.content) | dict(titles)
    for spec in specs(kind.content):
        value = getattr(sheet.content, spec.name)
        if not is_empty(spec, value):
            text = answer(spec, value, titles)
            field = ShownField(
                called(spec), spec.form, text, spec.name, is_narrative=spec.name in told, is_asked=spec.asked
            )
            sections.setdefault(spec.section, []).append(field)
    for line in (*kind.worked_out(sheet.content), *more):
        sections.setdefault(line.section, []).insert(0, ShownField(line.label, forms.Line(), line.words, ""))
    for label, text in sheet.left:
        sections.setdefault(AS_WRITTEN, []).append(ShownField(label, forms.Text(), text, ""))
    return tuple(ShownSection(title, tuple(fields)) for title, fields in sections.items() if fields)


def own_rows(content: object, letter: str = "") -> dict[str, str]:
    """The words for the rows that others of the same content may refer to: "G2 Sleeps without the telephone"."""
    return {
        row.row: " ".join(part for part in (row.code, first_words(row)) if part) or f"Row {n}, still empty"
        for spec in specs(type(content))
        if spec.row is not None
        for n, row in enumerate(getattr(content, spec.name), 1)
        if isinstance(row, Row) and row.row and row.letter and letter in {"", row.letter}
    }


def first_words(row: object, most: int = 160) -> str:
    """The first text of a row, what it states, on one line and without a stop: enough to know it by."""
    written = (spec for spec in specs(type(row)) if isinstance(spec.form, forms.Text | forms.Line))
    said = one_line(next((text for spec in written if (text := getattr(row, spec.name))), "")).rstrip(". ")
    return said if len(said) <= most else f"{said[:most].rsplit(' ', 1)[0]} ..."


def called(spec: FieldSpec) -> str:
    """What a field is called where a record is read."""
    return f"{spec.label} ({WITHDRAWN})" if spec.withdrawn else spec.label


@cache
def narratives(content: type) -> tuple[str, ...]:
    """The fields that tell at length what a record is about: the long texts, or the first text where none is long.

    A text that the kind begins with says it in short, and goes before them.
    """
    asked = [spec for spec in specs(content) if spec.asked]
    texts = [spec for spec in asked if isinstance(spec.form, forms.Text)]
    long = [spec.name for spec in texts if spec.most > forms.Text.most]
    in_short = [spec.name for spec in asked[:1] if spec in texts and spec.name not in long]
    return (*in_short, *long) if long else tuple(spec.name for spec in texts[:1])


def told_apart(
    sections: Iterable[ShownSection],
) -> tuple[tuple[ShownSection, ...], tuple[ShownSection, ...]]:
    """What tells at length, without the titles of its sections, and all the rest: the one is read before the other."""
    told, rest = [], []
    for section in sections:
        told += [each for each in section.fields if each.is_narrative]
        facts = tuple(each for each in section.fields if not each.is_narrative)
        rest += [ShownSection(section.title, facts)] if facts else []
    return ((ShownSection("", tuple(told)),) if told else (), tuple(rest))


def flat(kind: Kind, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Label and words of every answered field; each row of a list by itself."""
    return ((each.label, each.text) for each in placed(kind, sheet))


@dataclass(frozen=True)
class Place:
    """An answered field or one row of a list: who it is over all versions, its label and its words."""

    key: str
    label: str
    text: str


def placed(kind: Kind, sheet: Sheet) -> Iterator[Place]:
    """Every answered field, each row of a list by itself: by its code, or by its number where it has none."""
    titles = own_rows(sheet.content)
    yield from (Place(each.label, each.label, each.text) for each in _heading(kind, sheet))
    for spec in specs(kind.content):
        value = getattr(sheet.content, spec.name)
        if isinstance(spec.form, forms.Rows):
            for number, row in enumerate(value, 1):
                code, who = (row.code, row.row) if isinstance(row, Row) else ("", "")
                label = f"{called(spec)}, {code or f'row {number}'}"
                yield Place(f"{spec.name} {who or number}", label, _row(row, titles))
        elif not is_empty(spec, value):
            yield Place(called(spec), called(spec), answer(spec, value, titles))
    yield from (Place(label, label, text) for label, text in sheet.left)


def texts(content: object) -> Iterator[tuple[str, str]]:
    """Name and words of every answered field of a content; all rows of a list together."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if not is_empty(spec, value):
            yield spec.name, answer(spec, value)


def answer(spec: FieldSpec, value: Any, titles: Mapping[str, str] = NO_TITLES) -> str:
    """The words of one answer."""
    match value:
        case Rating():
            return _rating(spec, value)
        case ClinicalDate():
            return value.show()
        case int():
            return _duration(value) if isinstance(spec.form, forms.Minutes) else str(value)
        case tuple() if isinstance(spec.form, forms.Rows):
            return "\n\n".join(_row(row, titles) for row in value)
        case tuple() if isinstance(spec.form, forms.References):
            return "; ".join(_referred(each, titles) for each in value)
        case str() if isinstance(spec.form, forms.Reference):
            return _referred(value, titles)
        case _:
            return words(spec, value)


def _heading(kind: Kind, sheet: Sheet) -> Iterator[ShownField]:
    if sheet.event is not None:
        yield ShownField(kind.event_label, forms.Day(), sheet.event.show(), "event")
    if sheet.knowledge is not Knowledge.BY_FIELD:
        yield ShownField("How it is known", forms.OneOf(), KNOWLEDGE[sheet.knowledge], "knowledge")
    if sheet.source:
        yield ShownField("Source", forms.Line(), sheet.source, "source")
    if sheet.update:
        yield ShownField(UPDATE, forms.Line(), sheet.update, "update")


def _referred(reference: str, titles: Mapping[str, str]) -> str:
    """The words for a reference. A row without any is in a record that cannot be read here."""
    return titles.get(reference, "A row that cannot be shown here" if Cite.of(reference).row else reference)


def _rating(spec: FieldSpec, rating: Rating) -> str:
    facts = [
        f"{_words(CONFIDENCE, rating.confidence)} confidence" if rating.confidence else "",
        _words(RATING_SOURCE, rating.source),
    ]
    basis = ", ".join(fact for fact in facts if fact)
    judged = judgement(spec, rating)
    first = f"{judged} ({_lower(basis)})" if basis else judged
    return f"{first}\n\n{rating.note}" if rating.note else first


def judgement(spec: FieldSpec, rating: Rating) -> str:
    """A rating with its anchor, or why there is none; before the reason was asked for it was "not assessed"."""
    if rating.value is not None:
        return f"{rating.value}: {spec.anchor(rating.value)}"
    return f"Not rated: {_lower(_words(WHY_NOT, rating.why_not))}" if rating.why_not else "Not assessed"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _row(row: Any, titles: Mapping[str, str]) -> str:
    parts = ((spec, getattr(row, spec.name)) for spec in specs(type(row)))
    lines = [f"**{row.code}**"] if isinstance(row, Row) and row.letter and row.code else []
    for spec, value in parts:
        if isinstance(spec.form, forms.Rows) and value:
            lines += [f"**{called(spec)}:**", *(f"- {_in_a_line(each, titles)}" for each in value)]
        elif not is_empty(spec, value):
            lines.append(f"**{called(spec)}:** {answer(spec, value, titles)}")
    return "\n".join(lines)


def _in_a_line(row: Any, titles: Mapping[str, str]) -> str:
    """A row within a row: an item of a list, its first answer first and the others after their labels."""
    of = ((spec, getattr(row, spec.name)) for spec in specs(type(row)))
    said = [
        (spec.label, one_line(answer(spec, value, titles))) for spec, value in of if not is_empty(spec, value)
    ]
    first = [text for _, text in said[:1]]
    return "; ".join([*first, *(f"{label[:1].lower()}{label[1:]}: {text}" for label, text in said[1:])])


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, _HOUR)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"


def _words(choices: Any, code: str) -> str:
    return next((choice.label for choice in choices if choice.code == code), code)
