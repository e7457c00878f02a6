"""What every kind gives to reports says of itself which sharing classes it tells of."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import shared, specs
from app.domain.fields.sharing import Audience, Rule, Share
from app.domain.kinds.registry import KINDS
from app.domain.records.blocks import Placed
from app.domain.records.heading import Heading
from app.domain.records.kind import Kind
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from tests.planted import filled

ON = date(2026, 11, 23)
every_kind = pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)


def given(made: Kind, admitted: frozenset[Share]) -> list[Placed]:
    """What a record with every field answered gives to an audience that gets those classes and no other."""
    rules = {share: Rule.INCLUDE if share in admitted else Rule.NEVER for share in Share}
    audience = Audience(code="panel", title="Panel", marking="M", handling="H", rules=rules)
    heading = Heading(
        id="r",
        series="s",
        version=1,
        case="c",
        compartment=Compartment.CLINICAL,
        event=ClinicalDate.of(ON),
        knowledge=Knowledge.SEEN,
        source="",
        author="Dr A",
        signed_at="",
    )
    written = Written(heading, shared(filled(made.content), audience))
    return list(made.block(written, audience, ON))


def planted(cls: type, path: str = "planted") -> Iterator[tuple[str, Share]]:
    """Every planted text, with the class of its field."""
    for spec in specs(cls):
        if spec.row is not None:
            yield from planted(spec.row, f"{path}/{spec.name}")
        yield f"{path}/{spec.name}", spec.share


def told(made: Kind, placed: Placed) -> set[Share]:
    """The classes of the planted texts in what it gave."""
    words: Any = msgspec.json.encode(placed.block).decode()
    found = sorted(planted(made.content), key=lambda each: -len(each[0]))
    classes = set()
    for text, share in found:
        if text in words:
            words = words.replace(text, "")
            classes.add(share)
    return classes


@every_kind
def test_a_block_names_every_class_that_it_tells_of(made: Kind) -> None:
    for placed in given(made, frozenset(Share)):
        assert told(made, placed) <= set(placed.block.share), placed.name


@every_kind
@pytest.mark.parametrize("share", Share)
def test_a_block_tells_and_names_no_class_that_the_audience_does_not_get(made: Kind, share: Share) -> None:
    for placed in given(made, frozenset({share})):
        assert told(made, placed) <= set(placed.block.share) <= {share}, placed.name
