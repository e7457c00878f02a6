"""A measure as it is put before a person: one question after the other, and which of them is asked next.

Answers stand in the order of the items, as far as the person has come: a position, or None for one that is left blank
or that an earlier answer makes needless.
"""

from app.domain.measures.declare import Measure

Answers = tuple[int | None, ...]


def is_needless(measure: Measure, answers: Answers, n: int) -> bool:
    """Whether the answers so far make item `n` needless."""
    at = {item.id: place for place, item in enumerate(measure.items)}
    return any(
        measure.items[n].id in skip.items
        and all(at[item] < len(answers) and answers[at[item]] == position for item, position in skip.when)
        for skip in measure.skips
    )


def answered(measure: Measure, answers: Answers, n: int, position: int | None) -> Answers:
    """The answers with that one of item `n`; what is needless after them is left blank.

    Where an item decides what is asked, and is answered anew, what follows it is asked anew.
    """
    decides = any(measure.items[n].id == item for skip in measure.skips for item, _ in skip.when)
    is_other = n < len(answers) and answers[n] != position
    rest = () if decides and is_other else answers[n + 1 :]
    now = (*answers[:n], position, *rest)
    while len(now) < len(measure.items) and is_needless(measure, now, len(now)):
        now = (*now, None)
    return now


def after(measure: Measure, answers: Answers, n: int) -> int:
    """The item that is shown after `n`; the number of items where that was the last."""
    following = n + 1
    while following < len(answers) and is_needless(measure, answers, following):
        following += 1
    return following


def before(measure: Measure, answers: Answers, n: int) -> int | None:
    """The item that was shown before `n`, None where that is the first."""
    earlier = n - 1
    while earlier >= 0 and is_needless(measure, answers, earlier):
        earlier -= 1
    return earlier if earlier >= 0 else None


def is_whole(measure: Measure, answers: Answers) -> bool:
    """Whether every item was come to."""
    return len(answers) >= len(measure.items)


def read(measure: Measure, plain: object) -> Answers | None:
    """The answers that a JSON value is, None where it cannot be answers of that measure."""
    if not isinstance(plain, list) or len(plain) > len(measure.items):
        return None
    for item, position in zip(measure.items, plain, strict=False):
        if position is not None and not (type(position) is int and 0 <= position < len(item.values)):
            return None
    return tuple(plain)
