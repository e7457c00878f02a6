"""The option sets of a measure's file, and the items that are answered by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.domain.measures.declare import NOT_APPLICABLE, Item
from app.domain.measures.table import Table, is_whole

MOST_POSITIONS: Final = 1000


@dataclass(frozen=True)
class Options:
    """One set: a value a position (None for not applicable), labels where the wording ships, and printed keys."""

    values: tuple[int | None, ...]
    labels: tuple[str, ...]
    keys: tuple[str, ...]


def options_of(top: Table) -> Mapping[str, Options]:
    """The sets by name."""
    return {name: _options(table) for name, table in top.named("options").items()}


def _options(table: Table) -> Options:
    values = _values(table)
    keys = table.texts("keys", tuple(str(n) for n in range(len(values))))
    made = Options(values, table.texts("labels", ()), keys)
    table.finish()
    return made


def _values(table: Table) -> tuple[int | None, ...]:
    if table.has("range"):
        ends = table.wholes("range")
        if table.has("values") or len(ends) != 2 or not 0 <= ends[1] - ends[0] < MOST_POSITIONS:  # noqa: PLR2004 - two ends
            table.fault("range", "range takes its two ends, the lower first, and stands instead of values.")
            return ()
        return tuple(range(ends[0], ends[1] + 1))
    listed: Any = table.plain("values")
    if not isinstance(listed, list) or not listed:
        table.fault("values", "values is missing.")
        return ()
    for value in listed:
        if value != NOT_APPLICABLE and not is_whole(value):
            table.fault("values", f"Value {value} is not a whole number.")
    return tuple(value if is_whole(value) else None for value in listed)


def items_of(top: Table, options: Mapping[str, Options]) -> tuple[Item, ...]:
    """The items in the order of the form; one whose set is not there has no positions."""
    return tuple(_item(table, options) for table in top.rows("items"))


def _item(table: Table, options: Mapping[str, Options]) -> Item:
    name, chosen = table.text("id"), table.text("options")
    found = options.get(chosen, Options((), (), ()))
    if chosen and chosen not in options:
        table.fault("options", f"Option set {chosen} is not there, or not used.")
    values = _turned(found.values) if table.flag("reversed") else found.values
    made = Item(
        id=name,
        options=chosen,
        values=values,
        keys=table.texts("keys", found.keys),
        labels=found.labels,
        text=table.text("text", ""),
        about=table.text("about", ""),
    )
    table.finish()
    return made


def _turned(values: tuple[int | None, ...]) -> tuple[int | None, ...]:
    """The values of a reversed item: highest and lowest change places."""
    numbers = [value for value in values if value is not None]
    ends = max(numbers, default=0) + min(numbers, default=0)
    return tuple(None if value is None else ends - value for value in values)
