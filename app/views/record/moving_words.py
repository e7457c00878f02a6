"""What moving a record out of the wrong case will do and has done, in words to be read through."""

from collections.abc import Iterable, Iterator

from app.services.cases.signing import NamedIn
from app.services.cases.wrong_case import Goes, MoveReview
from app.services.desk import Desk
from app.services.sharing.moved_out import MovedOut, OpenedBy
from app.views.reading.record_text import Passage, passages

_OF_ANOTHER = "a victim in another case of the same person"
_NOT_TOLD = (
    "Whether its words name a victim of either case is not told to you: ask who is admitted to the victims."
)
_NAMES_NOBODY = "Nothing was found in its words of what is known of the victims of both cases."
_MEAN_OTHERS = "In the right case these mean others, or nothing: mend them in the draft."
_LEAVES = "It may be in what was sent: write to who received it, and say that it is not of this person."


def what_will_be_done(review: MoveReview) -> tuple[Passage, ...]:
    """It, and then the draft as it will read."""
    out = "\n".join(map(_goes, review.goes)) or "Nothing more: it was moved out before."
    told = [Passage(f"Out of {review.here}", text=f"{out}\n\n{review.states}".strip())]
    if review.why_no_draft:
        told.append(Passage("In the right case", text=review.why_no_draft))
        return tuple(told)
    begins = ["A draft of yours with the same words, to be read through, mended and signed there."]
    if review.cleared:
        begins.append(f"To be filled in again there: {', '.join(review.cleared)}.")
    if review.codes:
        begins.append(f"Its words say {', '.join(review.codes)}. {_MEAN_OTHERS}")
    told.append(Passage(f"Begins in {review.there}", text="\n\n".join(begins)))
    told.append(Passage("Victims named in it", text="\n".join(_named(review))))
    return (*told, *passages(review.sections))


def _goes(goes: Goes) -> str:
    more = (
        f"{goes.versions} versions" if goes.versions > 1 else "",
        f"{goes.remarks} {'remark' if goes.remarks == 1 else 'remarks'}" if goes.remarks else "",
    )
    besides = ", ".join(part for part in more if part)
    return f"{goes.words} ({besides})" if besides else goes.words


def _named(review: MoveReview) -> Iterator[str]:
    if not review.is_looked_through:
        yield _NOT_TOLD
    elif not review.named_here and not review.named_there:
        yield _NAMES_NOBODY
    yield from _details(review.named_here, "this case")
    yield from _details(review.named_there, "the right case")


def _details(named: Iterable[NamedIn], of: str) -> Iterator[str]:
    for each in named:
        whose = f"{each.code} of {of}" if each.code else _OF_ANOTHER
        yield f"In “{each.label}”: {each.kind} of {whose}."


def what_became_of_it(page: MovedOut, desk: Desk) -> tuple[Passage, ...]:
    """Who opened it, who saw its line, and what left meanwhile."""
    moved = f"{page.words}\nMoved out by {page.moved_by}, {desk.shown(page.moved_at)}."
    sent = "\n".join(f"{each.recipient}, as {each.audience}, {desk.shown(each.at)}" for each in page.received)
    return (
        Passage("What was moved out", text=moved),
        Passage("Who opened it here", text=_opened(page.opened, desk) or "Nobody."),
        Passage("Who saw a list of the case with its line", text=_opened(page.listed, desk) or "Nobody."),
        Passage(
            "What was sent of the case meanwhile",
            text=f"{sent}\n\n{_LEAVES}" if sent else "Nothing was sent.",
        ),
    )


def _opened(opened: Iterable[OpenedBy], desk: Desk) -> str:
    return "\n".join(_opener(each, desk.shown(each.first), desk.shown(each.last)) for each in opened)


def _opener(each: OpenedBy, first: str, last: str) -> str:
    author = ", its author" if each.is_author else ""
    if each.times == 1:
        return f"{each.name}{author}: once, {first}"
    return f"{each.name}{author}: {each.times} times, {first} to {last}"
