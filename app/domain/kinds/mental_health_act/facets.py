"""What a section means to its case: a bar on the axis, and what is due while it holds."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.mental_health_act.clock import REPORT, REPORT_AHEAD, next_report
from app.domain.kinds.mental_health_act.content import MentalHealthAct
from app.domain.kinds.parts.running import known
from app.domain.records.facets import AxisEvent, Coded, Facet, KeyDate, Lane, Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate


def facets(held: Written[MentalHealthAct]) -> Iterator[Facet]:
    """What other pages read of it."""
    content = held.content
    if (starts := known(content.from_on)) is not None:
        label = said(content, "section")
        end, in_words = ending(content)
        yield AxisEvent(
            lane=Lane.ORDERS,
            start=starts,
            end=end,
            mark=Mark.HELD,
            label=label,
            words=label,
            ending=in_words,
        )
    if (report := next_report(content)) is not None:
        yield KeyDate(on=report, what=REPORT, ahead=REPORT_AHEAD)
    yield Coded(field="section", answer=content.section)


def ending(content: MentalHealthAct) -> tuple[ClinicalDate | None, str]:
    """The day on which it ended or is to end, where that is known, and in words."""
    if content.ended_on is not None:
        return known(content.ended_on) or content.ends, f"ended {content.ended_on.show()}"
    return content.ends, f"to {content.ends.show()}" if content.ends else "end not known"
