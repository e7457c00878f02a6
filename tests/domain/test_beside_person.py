"""What is asked with the person beside the screen: never of others, never what stays within the team."""

from collections.abc import Iterator

import pytest

from app.domain.fields.content import specs
from app.domain.fields.declare import FieldSpec, Target
from app.domain.fields.sharing import Share
from app.domain.kinds.formulation.content import WITH_PERSON
from app.domain.kinds.registry import OFFERED
from app.domain.records.kind import Kind

BESIDE = tuple(kind for kind in OFFERED if kind.beside_person is not None)
TELLS = {Share.RISK, Share.VICTIM, Share.INTELLIGENCE, Share.VOICE, Share.INTERNAL, Share.FORMULATION}
POINTS_AT = {Target.RECORD, Target.VICTIM, Target.ORDER}


def asked(cls: type, alone: tuple[str, ...], lead: str = "") -> Iterator[tuple[str, FieldSpec]]:
    """Each field that is asked with the person there, by its path; rows with their own."""
    for spec in specs(cls):
        path = f"{lead}{spec.name}"
        if spec.asked and path not in alone:
            yield path, spec
            if spec.row is not None:
                yield from asked(spec.row, alone, f"{path}.")


def of(kind: Kind) -> dict[str, FieldSpec]:
    """What a kind asks with the person there."""
    assert kind.beside_person is not None
    return dict(asked(kind.content, kind.beside_person.alone))


@pytest.mark.parametrize("kind", BESIDE, ids=lambda kind: kind.code)
def test_nothing_is_asked_that_tells_of_others_or_points_at_a_record(kind: Kind) -> None:
    fields = of(kind)
    assert fields
    assert [path for path, spec in fields.items() if spec.share in TELLS] == []
    assert [path for path, spec in fields.items() if spec.target in POINTS_AT] == []


@pytest.mark.parametrize("kind", BESIDE, ids=lambda kind: kind.code)
def test_no_word_beside_a_question_speaks_of_victims_or_of_what_the_person_is_not_told(kind: Kind) -> None:
    assert kind.beside_person is not None
    for path, spec in of(kind).items():
        said = [spec.label, *(f"{each.label} {each.hint}" for each in spec.choices or ())]
        said += [spec.hint] if path not in kind.beside_person.silent else []
        words = " ".join(said).casefold()
        assert not [
            each for each in ("victim", "flag", "told", "know", "panel", "profile") if each in words
        ], path


@pytest.mark.parametrize("kind", BESIDE, ids=lambda kind: kind.code)
def test_what_is_for_the_clinician_alone_is_a_field_that_is_there(kind: Kind) -> None:
    assert kind.beside_person is not None
    there = {path for path, _ in asked(kind.content, ())} | {spec.name for spec in specs(kind.content)}
    assert set(kind.beside_person.alone) <= there


def test_of_a_formulation_their_version_alone_is_written_with_the_person() -> None:
    kind = next(each for each in BESIDE if each.code == "formulation")
    assert set(of(kind)) == set(WITH_PERSON)
    assert kind.beside_person is not None
    assert not kind.beside_person.opens
