"""Whole numbers alone: a score is rounded once, half up, and never through a binary fraction."""

from decimal import Decimal


def rounded(over: int, under: int, decimals: int) -> Decimal:
    """`over` by `under`, which is more than nought, rounded half up to so many places."""
    scaled = over * 10**decimals
    return Decimal((2 * scaled + under) // (2 * under)).scaleb(-decimals)


def plain(value: Decimal) -> int | float:
    """The number in JSON: whole where it is."""
    return int(value) if value == value.to_integral_value() else float(value)


def shown(value: Decimal) -> str:
    """The number as it is printed, without noughts that say nothing: "11.5", "20"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
