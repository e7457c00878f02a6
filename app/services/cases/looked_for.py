"""What the typed lines of an identity come to: parts with when each stops an output, and pieces that are left out."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.domain.cases.guard import CaseGuard, GuardedLine, PartChoice, typed_lines, with_choices
from app.domain.cases.terms.chips import fires_on
from app.domain.cases.terms.matching import Matcher
from app.domain.cases.terms.parts import NEVER_ALONE, Field, Guard, Part, PartKind, Split
from app.domain.cases.terms.split import split
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.content import specs
from app.errors import NotAcceptable, StillMissing
from app.services.cases.permitted import names
from app.services.cases.trial import tried
from app.services.writing.vocabulary import load

WHY_OFF: Final = "Why a part is not looked for"


@dataclass(frozen=True)
class Chip:
    """One part of a line: when it stops an output, in words too, why that was chosen, and what else can be."""

    kind: PartKind
    text: str
    guard: Guard
    fires: str
    reason: str
    can_be: tuple[Guard, ...]


@dataclass(frozen=True)
class LookedFor:
    """What one typed line comes to. `field` is the name of the field and `label` what it is called there.

    `addable` are the pieces left out that could be looked for as they stand; `refusal` says why a line cannot be kept.
    """

    field: str
    label: str
    number: int
    typed: str
    chips: tuple[Chip, ...]
    left_out: tuple[str, ...]
    addable: tuple[str, ...]
    refusal: str


def line_of(
    victim: str, field: str, typed: str, found: Split, kept: CaseGuard, choices: Iterable[PartChoice]
) -> GuardedLine:
    """A line as it is guarded: what stood of it, or as its rarity has it, and then what was chosen."""
    stood = (each for each in kept.lines if (each.victim, each.field, each.typed) == (victim, field, typed))
    line = next(stood, None) or GuardedLine.of(victim, field, typed, found)
    return with_choices(line, found.left_out, choices)


def looked_for(
    session: Session,
    case_id: str,
    victim: str,
    identity: VictimIdentity,
    kept: CaseGuard,
    choices: tuple[PartChoice, ...],
) -> tuple[LookedFor, ...]:
    """What would be looked for because of each line as it is typed, and what would not."""
    vocabulary, may_stand = load(), names(session, case_id)
    found = [(row, split(vocabulary, row[1], row[3])) for row in typed_lines(identity)]
    lines = [line_of(victim, row[0], row[3], each, kept, choices) for row, each in found]
    with suppress(NotAcceptable):
        lines = tried(session, vocabulary, case_id, lines)
    return tuple(
        _comes_to(row, each, line, may_stand) for (row, each), line in zip(found, lines, strict=True)
    )


def _comes_to(
    row: tuple[str, Field, int, str], found: Split, line: GuardedLine, may_stand: tuple[str, ...]
) -> LookedFor:
    name, _, number, typed = row
    added = {part.text for part in line.parts}
    left_out = tuple(piece for piece in found.left_out if piece not in added)
    return LookedFor(
        field=name,
        label=_labels()[name],
        number=number,
        typed=typed,
        chips=() if found.refusal else tuple(_chips(line, may_stand)),
        left_out=left_out,
        addable=tuple(piece for piece in left_out if _would_fire(name, typed, piece, may_stand)),
        refusal=found.refusal,
    )


def _would_fire(name: str, typed: str, piece: str, may_stand: tuple[str, ...]) -> bool:
    """Whether a piece would be found if it were looked for: a short or ordinary word is not, by itself."""
    choice = PartChoice.of_piece(name, typed, piece)
    return bool(Matcher(load(), [[Part(choice.kind, piece)]], may_stand).places([piece]))


def insist_on_lines(identity: VictimIdentity, choices: Iterable[PartChoice]) -> None:
    """Raise NotAcceptable for a line that yields nothing, by its place; StillMissing for "off" without a reason."""
    for name, where, number, typed in typed_lines(identity):
        refusal = split(load(), where, typed).refusal
        if refusal:
            raise NotAcceptable(f"{_labels()[name]}, line {number}: {refusal}")
    if any(each.guard is Guard.OFF and not each.reason.strip() for each in choices):
        raise StillMissing((WHY_OFF,))


def _chips(line: GuardedLine, may_stand: tuple[str, ...]) -> Iterator[Chip]:
    parts = [each.part() for each in line.parts]
    for guarded, part in zip(line.parts, parts, strict=True):
        fires = fires_on(load(), part, parts, may_stand)
        can_be = tuple(
            guard
            for guard in Guard
            if not (guard is Guard.ALONE and part.kind in NEVER_ALONE)
            and not (guard is Guard.PAIR and len(parts) == 1)
        )
        yield Chip(part.kind, part.text, part.guard, fires, guarded.reason, can_be)


def _labels() -> Mapping[str, str]:
    return {spec.name: spec.label for spec in specs(VictimIdentity)}
