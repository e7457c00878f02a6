"""What is offered of a report that goes to its audience part by part, before anything is let in."""

from dataclasses import dataclass, replace

from app.domain.fields.sharing import Rule, Share
from app.domain.reports.parts import by_part, counted, is_asked, parts_of
from app.domain.reports.registry import report_for
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose
from app.services.vault.open_vault import OpenVault


@dataclass(frozen=True)
class PartOffered:
    """A part that is asked about: its name and title, what it holds, and how much of that stands in this case.

    `classes` are those that the policy asks about besides, without which some of it stays out.
    """

    name: str
    title: str
    holds: str
    counted: str
    classes: tuple[Share, ...] = ()


def parts_offered(vault: OpenVault, case_id: str, request: Request) -> tuple[PartOffered, ...]:
    """The parts that are let in one by one, each with what stands in it were it and its classes let in; none is ticked.

    None where the report goes to that audience as it is. Nothing of it leaves. Raises as `compose`.
    """
    audience, report = audience_of(request.audience), report_for(request.audience, request.report)
    if not is_asked(report, audience.code):
        return ()
    asks = frozenset(share for share in Share if audience.rules[share] is Rule.ASK)
    parts = parts_of(report)
    whole = replace(request, parts=tuple(each.name for each in parts), asked=asks, report=report.code)
    held = by_part(compose(vault, case_id, whole, audience, "").blocks, parts)
    return tuple(
        PartOffered(
            each.name,
            each.title,
            each.holds,
            counted(held[each.name]),
            tuple(sorted({share for block in held[each.name] for share in block.share} & asks)),
        )
        for each in parts
    )
