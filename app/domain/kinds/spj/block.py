"""What a report prints of a structured judgement: tool, currency, raters, and each judgement with its reason.

No item of the tool is printed, nor anything made of them.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.spj.choices import OTHER, PRIORITY
from app.domain.kinds.spj.content import Judged, Spj, is_second
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_NOT_TOLD: Final = frozenset({"gp", "person"})
_WORK: Final = "how much work it needs, not how likely"
_TOOLS_OWN: Final = "as the tool defines it"
_LEVELS: Final = frozenset({"low", "moderate", "high"})
_TRAINED: Final = {"yes": "trained", "no": "not trained"}


def block(rating: Written[Spj], audience: Audience, on: date) -> Iterator[Placed]:
    """Its part: every rating counts, as two raters or two tools may not say the same."""
    content = rating.content
    if audience.code in _NOT_TOLD or not content.tool:
        return
    held = content.agreed or content.judgements
    texts = (
        f"{_tool(content)} ({'; '.join(_basis(rating, on))}).",
        *(_judged(each) for each in held),
    )
    names = ("tool", "tool_version", "current_means", "raters", "judgements", "agreed", "review_on")
    rests_on = set(shares(content, *names))
    for each in content.raters:
        rests_on.update(shares(each, "who", "trained", "trained_on"))
    for row in held:
        rests_on.update(shares(row, "of", "other", "word", "because"))
    share = tuple(sorted(rests_on))
    whole = Paragraph(text=" ".join(each for each in texts if each), plain=True, share=share)
    yield Placed(part=Part.HEALTH, name="spj", block=whole, every=True)
    brief = Paragraph(text=_in_brief(rating, held), plain=True, share=share)
    yield Placed(part=Part.HEALTH, name="spj_brief", block=brief, every=True, lines=3)


def _in_brief(rating: Written[Spj], held: tuple[Judged, ...]) -> str:
    """Tool, day and judgements in a line, with what their words mean; the reasons are in the assessment."""
    words = "; ".join(each for row in held if (each := _judgement(row)))
    has_levels = any(row.word in _LEVELS and row.of != PRIORITY for row in held)
    legend = " Levels as the tool defines them." if has_levels else ""
    second = ", agreed by both raters" if rating.content.agreed else ""
    return f"{_tool(rating.content)}{second}: {words}.{legend}"


def _judgement(row: Judged) -> str:
    if row.of == OTHER:
        return row.other.rstrip(".")
    word = said(row, "word").lower()
    legend = f" ({_WORK})" if row.of == PRIORITY and row.word in _LEVELS else ""
    return f"{said(row, 'of').lower()} {word}{legend}" if row.of and word else ""


def _tool(content: Spj) -> str:
    return ", ".join(part for part in (said(content, "tool"), content.tool_version) if part)


def _basis(rating: Written[Spj], on: date) -> Iterator[str]:
    """Of when it is, what is current, who rated, and whether it was to be looked at again."""
    content = rating.content
    review = content.review_on.earliest() if content.review_on else None
    if rating.event.is_known:
        past = (
            f"; due for review since {content.review_on.show()}"
            if content.review_on and review and review < on
            else ""
        )
        yield f"of {rating.event.show()}{past}"
    if content.current_means:
        yield f"current {content.current_means.show()}"
    if content.agreed:
        yield "agreed by both raters"
    elif is_second(content):
        yield "second rater"
    for each in content.raters:
        trained = _TRAINED.get(each.trained, "training not known")
        since = f" {each.trained_on.show()}" if each.trained_on and each.trained == "yes" else ""
        yield f"{each.who}, {trained}{since}" if each.who else f"{trained}{since}"


def _judged(row: Judged) -> str:
    """One judgement: "Violence: moderate, as the tool defines it. Because ..."."""
    if row.of == OTHER:
        words = row.other
    else:
        word = said(row, "word").lower()
        legend = (_WORK if row.of == PRIORITY else _TOOLS_OWN) if row.word in _LEVELS else ""
        words = f"{said(row, 'of')}: {word}" + (f", {legend}" if legend else "") if row.of and word else ""
    because = f"Because: {one_line(row.because)}" if row.because else ""
    return " ".join(f"{each.rstrip('.')}." for each in (words, because) if each)
