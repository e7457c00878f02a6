"""The probation progress report: attendance, goals and what came of them, and what must be told; nothing of therapy."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Final

from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import Block, Facts, Heading, Paragraph, Part, Table, resting
from app.domain.reports.answered import flags, law
from app.domain.reports.asks import asked
from app.domain.reports.composer import CaseFacts, Relied, Request
from app.domain.reports.fixation import in_words
from app.domain.reports.in_time import SIZES, Size, goals, handling, seen, sources
from app.domain.reports.lines import Page, gathered
from app.domain.reports.offered import TITLES

_NONE_MISSED: Final = "None is recorded."


class ProbationProgress:
    """How somebody attends, what of the work's goals was reached, and what a supervising officer has to know."""

    code: ClassVar[str] = "probation_progress"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"probation"})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 2
    steps: ClassVar[int] = 1

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks."""
        return tuple(_blocks(Page(case, relied, request, audience), SIZES[0]))


def _blocks(page: Page, size: Size) -> Iterator[Block]:
    yield from _attendance(page)
    yield Heading(text="Goals and status")
    yield from gathered([*goals(page, size), *_ended(page)])
    yield Heading(text="How it goes")
    yield from gathered(_going(page))
    yield from asked(page)
    yield from flags(page)
    yield Heading(text="What must be told")
    yield from gathered(_told(page))
    yield from law(page)
    yield from sources(page, size)
    yield from handling(page)


def _attendance(page: Page) -> Iterator[Block]:
    """How often the person was seen, and each appointment that was not kept, with the kind of reason and no more."""
    yield Heading(text="Attendance")
    if page.withholds(Share.ENGAGEMENT):
        yield Paragraph(text=page.silence(Share.ENGAGEMENT), plain=True)
        return
    missed = [each for each in page.relied.told(Part.TREATMENT, "absence") if isinstance(each.block, Facts)]
    said = [dict(each.block.answers) for each in missed if isinstance(each.block, Facts)]
    rests = resting(each.block for each in missed)
    kinds = Counter(one["Kind of reason"] for one in said)
    counted = "; ".join(f"{kind[:1].lower()}{kind[1:]} {count}" for kind, count in kinds.items())
    text = f"{counted}." if missed else _NONE_MISSED
    by_kind = Paragraph(
        label="Not kept, by kind of reason", text=text, plain=True, cites=rests.cites, share=rests.share
    )
    yield from gathered([seen(page), by_kind])
    if not missed:
        return
    yield Heading(text="Appointments not kept", across=True)
    yield Table(
        heads=("Date", "What became of it", "Kind of reason"),
        rows=tuple(
            (each.on.show() if each.on.is_known else "Not known", one["How"], one["Kind of reason"])
            for each, one in zip(missed, said, strict=True)
        ),
        widths=(200, 400, 400),
        plain=True,
        names=tuple(f"Not kept {n}" for n in range(1, len(missed) + 1)),
        cites=rests.cites,
        share=rests.share,
        knowledge=rests.knowledge,
    )


def _ended(page: Page) -> Iterator[Paragraph]:
    """What a discharge says came of the goals, where there is one."""
    if page.relied.told(Part.TREATMENT, "goal_ended"):
        yield from page.lines("At the end", Part.TREATMENT, "goal_ended", Share.ENGAGEMENT)


def _going(page: Page) -> Iterator[Paragraph]:
    """What was offered and how ready the person is; of what was said in the work nothing."""
    yield from page.together(
        ("Offer", Part.TREATMENT, "offer", Share.ENGAGEMENT),
        ("Readiness", Part.TREATMENT, "readiness", Share.ENGAGEMENT),
    )
    yield from page.lines("Work", Part.TREATMENT, "work", Share.ENGAGEMENT)


def _told(page: Page) -> Iterator[Paragraph]:
    """What bears on supervision: what could happen soon, how strong the urge is in words, and what holds."""
    yield from page.together(
        ("What could happen soon", Part.SCENARIOS, "imminence", Share.RISK),
        ("Protective", Part.HEALTH, "protective", Share.RISK),
    )
    yield from in_words(page)
    yield from page.lines("Structured judgement", Part.HEALTH, "spj_brief", Share.RISK)
