"""What a report prints of a licence: how long it runs, and how it stands on that day."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.sharing import Audience
from app.domain.kinds.licence.content import Licence, Tag
from app.domain.kinds.licence.facets import bars, label_of
from app.domain.kinds.licence.status import Status, recalled_on, status
from app.domain.kinds.parts.condition import headings, of_conditions
from app.domain.kinds.parts.in_law import law_line
from app.domain.kinds.parts.running import begun, known, over
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written

_TOLD: Final = ("sort", "released_on", "ends", "recalls")
_GONE: Final = frozenset({Status.EXPIRED, Status.NOT_YET})


def block(licence: Written[Licence], audience: Audience, on: date) -> Iterator[Placed]:
    """Its parts."""
    content = licence.content
    share, label = shares(content, *_TOLD), label_of(content)
    for start, end, in_words in bars(licence):
        event = Event(
            mark=Mark.ORDER_RUNS,
            start=start,
            end=end,
            label=label,
            ending=in_words,
            words=headings(content.conditions, on),
            stands="ended: recalled" if in_words.startswith("recalled") else status(content, on).value,
            source=licence.heading.source,
            share=(*share, *of_conditions(content.conditions)),
        )
        yield Placed(part=Part.AXIS, name="runs", block=event, every=True)
    released, stands = known(content.released_on), status(content, on)
    if released is None or stands in _GONE:
        return
    tags = [each for each in content.tag if begun(each.begins, on) and not over(each.ends, on)]
    yield from law_line(
        "licence",
        f"{label}, {_standing(content, stands, on)}",
        (headings(content.conditions, on), *(_tag(each) for each in tags)),
        audience,
        (
            *share,
            *of_conditions(content.conditions),
            *(one for each in tags for one in shares(each, "begins", "ends", "what")),
        ),
        lines=1,
    )


def _standing(licence: Licence, stands: Status, on: date) -> str:
    end = known(licence.ends)
    until = f"until {end.show()}" if end else "end not known"
    recall = recalled_on(licence, on)
    if stands is Status.RECALLED and recall:
        return f"recalled on {recall.show()}, {until}"
    since = f"since {licence.released_on.show()}" if licence.released_on else ""
    return f"in force {since} {until}" if end else f"{since}, {until}"


def _tag(tag: Tag) -> str:
    until = f" until {tag.ends.show()}" if tag.ends and tag.ends.is_known else ""
    return f"tag: {tag.what}{until}" if tag.what else ""
