"""What a report prints of a stay in custody: how long each spell lasted, and whether the person is held on that day."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.custody.facets import label_of
from app.domain.kinds.custody.status import Status, ends_of_spells, in_turn, spell_on, status
from app.domain.kinds.parts.condition import lowered
from app.domain.kinds.parts.in_law import law_line
from app.domain.kinds.parts.running import known
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written


def block(custody: Written[Custody], audience: Audience, on: date) -> Iterator[Placed]:
    """Its parts."""
    content = custody.content
    for spell, end, in_words in ends_of_spells(content, custody.by_then):
        if spell.begins:
            share = {
                *shares(spell, "begins", "ends", "status", "place"),
                *shares(content, "ends", "expected_release"),
            }
            event = Event(
                mark=Mark.HELD,
                start=spell.begins,
                end=end,
                label=label_of(spell),
                ending=in_words,
                stands=_how_it_stands(content, spell, on),
                source=custody.heading.source,
                share=tuple(sorted(share)),
            )
            yield Placed(part=Part.AXIS, name="held", block=event, every=True)
    stands = status(content, on)
    if stands is Status.HELD:
        yield from _as_it_stands(content, audience, on)
    elif content.ends is not None and content.ends.is_known:
        told = shares(content, "ends")
        yield from law_line("custody", f"None, released {content.ends.show()}", (), audience, told, lines=1)


def _how_it_stands(custody: Custody, spell: Spell, on: date) -> str:
    """Whether this spell lasts on that day, or what came after it."""
    spells = in_turn(custody)
    following = spells[spells.index(spell) + 1 :]
    if following:
        return f"ended: {said(following[0], 'status').lower() or 'not known what followed'}"
    return status(custody, on).value


def _as_it_stands(custody: Custody, audience: Audience, on: date) -> Iterator[Placed]:
    first, now = in_turn(custody)[0], spell_on(custody, on)
    expected = known(custody.expected_release)
    release = f"release expected {expected.show()}" if expected else "release date not known"
    since = f" since {now.begins.show()}" if now and now is not first and now.begins else ""
    what = f"{lowered(said(now, 'status'))}{since}" if now else ""
    place = now.place if now else ""
    told = ", ".join(each for each in (what, place) if each)
    share = [one for each in (first, now) if each for one in shares(each, "begins", "status", "place")]
    yield from law_line(
        "custody",
        f"Held since {first.begins.show()}",
        (told, release),
        audience,
        (*share, *shares(custody, "expected_release")),
        lines=1,
    )
