"""The letter to the person: their version of the formulation, plan, scores and safety plan, in words that are theirs.

It has no diagnosis, no code, no case number, and nothing of anybody else. What a record says is taken as it stands,
unless its author writes that part anew for the letter.
"""

from collections.abc import Iterator
from typing import ClassVar, Final

from msgspec.structs import replace

from app.domain.fields.compartments import Knowledge
from app.domain.fields.sharing import Audience
from app.domain.records.blocks import Block, Heading, Paragraph, Part, resting
from app.domain.reports.composer import CaseFacts, Relied, Request
from app.domain.reports.letters import in_words
from app.domain.reports.lines import Page
from app.domain.reports.offered import TITLES
from app.errors import NotAcceptable

_NO_VERSION: Final = (
    "No version of the formulation that the person may have is signed in this case: write it with them."
)
_NAMED: Final = (
    "A diagnosis stands in “{head}”, and a letter to the person names none: write that part in other words."
)
_SAFETY: Final = ("alone", "ask", "services")


class FormulationLetter:
    """What was worked out with the person, what is planned, and what to do when it gets bad."""

    code: ClassVar[str] = "formulation_letter"
    title: ClassVar[str] = TITLES[code]
    audiences: ClassVar[frozenset[str]] = frozenset({"person"})
    answers: ClassVar[bool] = False
    pages: ClassVar[int] = 1
    steps: ClassVar[int] = 1

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks; raises NotAcceptable without a version for the person."""
        page = Page(case, relied, request, audience)
        written = dict(request.texts)
        if not (written.get("version") or _one(page, Part.BODY, "person_version")):
            raise NotAcceptable(_NO_VERSION)
        made = tuple(_blocks(page, written))
        _insist_on_no_diagnosis(page, made)
        return made


def _insist_on_no_diagnosis(page: Page, made: tuple[Block, ...]) -> None:
    """Raise NotAcceptable with the heading under which a diagnosis of the records stands."""
    held = page.relied.heard(Paragraph, Part.HEALTH, "diagnosis")
    names = [each.text.split(" (")[0].split(",")[0].casefold() for each in held if each.text]
    head = ""
    for each in made:
        head = each.text if isinstance(each, Heading) else head
        if isinstance(each, Paragraph) and any(name in each.text.casefold() for name in names):
            raise NotAcceptable(_NAMED.format(head=head))


def _blocks(page: Page, written: dict[str, str]) -> Iterator[Block]:
    parts = (
        ("What we worked out", "version", _version(page)),
        ("Your plan", "plan", _listed(page, Part.TREATMENT, "goal_to_them")),
        ("Your scores", "scores", _one(page, Part.HEALTH, "measure")),
        ("What comes next", "next", _listed(page, Part.TREATMENT, "step_to_them")),
        ("If a night goes badly", "night", _safety(page)),
    )
    for head, code, found in parts:
        own = written.get(code)
        said = [Paragraph(text=own)] if own else found
        if code == "version":
            said = [*said, *_said(page, written.get("said", ""))]
        if said:
            yield Heading(text=head)
            yield from (replace(each, text=in_words(each.text, page.request.on)) for each in said)


def _version(page: Page) -> list[Paragraph]:
    """Their version, and when it was written down: a letter of today may be of what was held long ago."""
    told = page.relied.told(Part.BODY, "person_version")
    days = [
        Paragraph(text=f"We wrote this down on {each.on.show()}.", plain=True, cites=each.block.cites)
        for each in told[:1]
        if each.on.is_known
    ]
    return [*_one(page, Part.BODY, "person_version"), *days]


def _said(page: Page, own: str) -> list[Paragraph]:
    """What they said of it, as theirs."""
    found = [Paragraph(text=own)] if own else _one(page, Part.BODY, "person_said")
    return [replace(each, text=f"You said: {each.text}") for each in found]


def _one(page: Page, part: Part, name: str) -> list[Paragraph]:
    found = [each for each in page.relied.heard(Paragraph, part, name) if each.text]
    return [_to_them(each, page) for each in found]


def _to_them(each: Paragraph, page: Page) -> Paragraph:
    """That it is by their own account they need not be told."""
    known = Knowledge.BY_FIELD if each.knowledge is Knowledge.SELF_REPORT else each.knowledge
    return replace(each, label=in_words(each.label, page.request.on), knowledge=known)


def _listed(page: Page, part: Part, name: str) -> list[Paragraph]:
    """Several as one list."""
    found = _one(page, part, name)
    rests = resting(found)
    text = "\n".join(f"- {each.text}" for each in found)
    return [Paragraph(text=text, cites=rests.cites, share=rests.share)] if found else []


def _safety(page: Page) -> list[Paragraph]:
    """What they can do alone, whom they can ask, and what they can ring: the safety plan itself has the rest."""
    found = [each for name in _SAFETY for each in _one(page, Part.BODY, f"safety_plan_{name}")]
    return [replace(each, label="") for each in found]
