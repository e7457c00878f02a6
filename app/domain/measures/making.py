"""A measure that is made in a form: what was typed becomes the text of a file, which is then read like any other."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext
from typing import Any, Final

from app.domain.fields.declare import Choice, choice, line, number, text
from app.domain.fields.sharing import Share
from app.domain.measures.arithmetic import shown
from app.domain.measures.catalogue import SITE
from app.errors import NotAcceptable

WHO: Final = (
    Choice("person", "The person"),
    Choice("clinician", "A clinician"),
    Choice("either", "Either"),
)
BETTER: Final = (
    Choice("lower", "Lower is better"),
    Choice("higher", "Higher is better"),
    Choice("none", "Neither"),
)
WORDING: Final = (
    Choice("shipped", "May stand here", "It is ours, or its licence says so"),
    Choice("not_shipped", "May not", "Digits alone, typed from a form that you have a licence for"),
)
METHODS: Final = (Choice("sum", "Sum of the items"), Choice("mean", "Mean of the items"))
CONFIDENCE: Final = (Choice("90", "90 %"), Choice("95", "95 %"))
_Z: Final = {"90": Decimal("1.645"), "95": Decimal("1.960")}
_MEAN_DECIMALS: Final = 2
_LONGEST_ID: Final = 27
_ANSWER: Final = re.compile(r"(-?[0-9]{1,6}|n/a)(?:[ \t]+(.*))?", re.ASCII)
_BAND: Final = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,4})?)[ \t]+(.+)", re.ASCII)
_SHARE: Final = Share.INTERNAL


@dataclass(frozen=True, kw_only=True)
class Making:
    """What is typed to make a measure with one score."""

    title: str = line("Full name", share=_SHARE, needed=True, section="The measure", most=120)
    short: str = line("Name on screens", share=_SHARE, needed=True, most=20, hint="Short, such as CALM")
    edition: str = line("Form it follows", share=_SHARE, needed=True, most=120, hint="With its year")
    population: str = line("For whom", share=_SHARE, needed=True, most=120, hint="Such as adults")
    period: str = line("Time it asks about", share=_SHARE, needed=True, most=120, hint="As the form says")
    completed_by: str = choice("Who answers", WHO, share=_SHARE, needed=True)
    direction: str = choice("Which way is better", BETTER, share=_SHARE, needed=True)

    holder: str = line("Whose it is", share=_SHARE, needed=True, most=120, section="Licence")
    terms: str = line("On what terms", share=_SHARE, needed=True, most=300, hint="One sentence")
    wording: str = choice("Its wording", WORDING, share=_SHARE, needed=True)

    answers: str = text(
        "Answers",
        share=_SHARE,
        needed=True,
        section="Form",
        hint="A line each, from the left of the form: what it scores, then its words. n/a: does not apply",
    )
    items: str = text(
        "Items", share=_SHARE, needed=True, hint="A line each: the words, or up to four of your own"
    )
    reversed: str = line("Items that score the other way round", share=_SHARE, hint="By number: 2, 5")

    method: str = choice("How it is made", METHODS, share=_SHARE, needed=True, section="Score")
    bands: str = text("Bands", share=_SHARE, hint="A line each: from which score on, then its name: 0 low")
    bands_source: str = line(
        "Source of the bands", share=_SHARE, needed=lambda m: bool(m.bands), applies=lambda m: bool(m.bands)
    )

    deviation: str = number("Standard deviation", share=_SHARE, section="Reliable change")
    reliability: str = number(
        "Reliability",
        share=_SHARE,
        needed=lambda m: bool(m.deviation),
        applies=lambda m: bool(m.deviation),
        hint="From 0 to 1, such as 0.90",
    )
    confidence: str = choice(
        "Confidence",
        CONFIDENCE,
        share=_SHARE,
        needed=lambda m: bool(m.deviation),
        applies=lambda m: bool(m.deviation),
    )
    change_source: str = line(
        "Source of both",
        share=_SHARE,
        needed=lambda m: bool(m.deviation),
        applies=lambda m: bool(m.deviation),
        most=200,
    )


def id_of(making: Making) -> str:
    """The id that its name on screens makes: "site-calm". Raises NotAcceptable where no letter or digit is in it."""
    plain = re.sub(r"[^a-z0-9]+", "-", making.short.lower()).strip("-")[:_LONGEST_ID].strip("-")
    if not plain:
        raise NotAcceptable("The name on screens has no letter of a to z and no digit.")
    return SITE + plain


def licence_text(making: Making) -> str:
    """The text that is kept as its licence."""
    return f"{making.title}\n\nHolder: {making.holder}\nTerms: {making.terms}\n"


def file_of(making: Making, version: int) -> str:
    """The text of its file. Raises NotAcceptable for a line that is none of its kind."""
    return "\n".join(_lines(making, version)) + "\n"


def reliable_change(deviation: Decimal, reliability: Decimal, confidence: str, step: Decimal) -> Decimal:
    """The smallest difference that is beyond error: z x SD x sqrt(2) x sqrt(1 - r), rounded up to the score's step."""
    with localcontext(prec=40):
        exact = _Z[confidence] * deviation * Decimal(2).sqrt() * (1 - reliability).sqrt()
        return (exact / step).to_integral_value(ROUND_CEILING) * step


def _lines(making: Making, version: int) -> Iterator[str]:
    made_here = f"{making.title}: {making.holder}"
    yield from _table(
        format=1,
        id=id_of(making),
        version=version,
        **{name: getattr(making, name) for name in ("title", "short", "edition", "population", "period")},
        completed_by=making.completed_by,
        direction=making.direction,
        tracked=["total"],
    )
    yield "\n[licence]"
    licence = {"holder": making.holder, "terms": making.terms, "wording": making.wording}
    yield from _table(**licence, file=f"{id_of(making)}.txt", source=made_here)
    yield from _form(making)
    yield "\n[[scores]]"
    items = [str(n + 1) for n in range(len(_typed(making.items)))]
    decimals = {"decimals": _MEAN_DECIMALS} if making.method == "mean" else {}
    yield from _table(id="total", title="total", method=making.method, items=items, **decimals)
    yield from _bands(making)
    yield from _change(making)


def _form(making: Making) -> Iterator[str]:
    """The answers and the items."""
    has_words = making.wording == "shipped"
    answers = [_answer(n, each) for n, each in enumerate(_typed(making.answers), 1)]
    values, labels = tuple(value for value, _ in answers), [label for _, label in answers]
    if has_words and not all(labels):
        raise NotAcceptable(f"Answer {labels.index('') + 1} has no words after what it scores.")
    yield "\n[options.answers]"
    yield from _table(values=list(values), keys=_keys(values), **({"labels": labels} if has_words else {}))
    turned = {each.strip() for each in making.reversed.split(",") if each.strip()}
    words = _typed(making.items)
    if unknown := sorted(turned - {str(n + 1) for n in range(len(words))}):
        raise NotAcceptable(
            f"Item {unknown[0]}, which is to score the other way round, is not among the items."
        )
    for n, each in enumerate(words, 1):
        yield "\n[[items]]"
        yield from _table(id=str(n), options="answers", **{"text" if has_words else "about": each})
        if str(n) in turned:
            yield "reversed = true"


def _answer(n: int, typed: str) -> tuple[int | str, str]:
    found = _ANSWER.fullmatch(typed)
    if found is None:
        raise NotAcceptable(
            f"Line {n} of the answers does not begin with what the answer scores, a whole number."
        )
    return (found[1] if found[1] == "n/a" else int(found[1])), (found[2] or "").strip()


def _keys(values: tuple[int | str, ...]) -> list[str]:
    """What the form prints at each answer: what it scores where that is a key, else its position."""
    printed = ["x" if value == "n/a" else str(value) for value in values]
    is_plain = len(set(printed)) == len(printed) and all(each.isalnum() for each in printed)
    return printed if is_plain else [str(n) for n in range(len(printed))]


def _bands(making: Making) -> Iterator[str]:
    bands = [_BAND.fullmatch(each) for each in _typed(making.bands)]
    for n, each in enumerate(bands):
        if each is None:
            raise NotAcceptable(f"Line {n + 1} of the bands is not a score and a name.")
        yield "\n[[bands]]"
        yield from _table(score="total", id=f"band{n + 1}", label=each[2].strip())
        yield f"from = {each[1]}"
        following = bands[n + 1] if n + 1 < len(bands) else None
        if following is not None:
            yield f"below = {following[1]}"
        yield from _table(source=making.bands_source)


def _change(making: Making) -> Iterator[str]:
    if not making.deviation:
        return
    deviation, reliability = Decimal(making.deviation), Decimal(making.reliability)
    if deviation <= 0 or not 0 <= reliability < 1:
        raise NotAcceptable("The standard deviation is above 0, and the reliability from 0 to less than 1.")
    step = Decimal(1) if making.method == "sum" else Decimal(1).scaleb(-_MEAN_DECIMALS)
    by = reliable_change(deviation, reliability, making.confidence, step)
    yield "\n[[change]]"
    yield from _table(id=f"rc{making.confidence}", score="total")
    yield f"by = {shown(by)}"
    yield f"confidence = {making.confidence}"
    inputs = f"SD {making.deviation}, reliability {making.reliability}"
    yield from _table(source=f"{inputs}: {making.change_source}")


def _typed(lines: str) -> list[str]:
    """The lines that say something."""
    return [each.strip() for each in lines.splitlines() if each.strip()]


def _table(**keys: Any) -> Iterator[str]:
    """A key a line. A text, a whole number and a list of them are spelt the same in JSON and in TOML."""
    for name, value in keys.items():
        # But for one control, which JSON lets stand.
        spelt = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        yield f"{name} = {spelt}"
