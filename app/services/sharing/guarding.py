"""The victim check of what is about to leave: of a summary, of the finished file, and of the name it is given."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.reports.document import Document
from app.errors import NeedsRelease, Withheld
from app.reports.draw_text import Passage, columns, passages
from app.services.cases.guards import may_check
from app.services.cases.victim_check import VictimCheck
from app.services.vault import rights
from app.services.vault.open_vault import OpenVault
from app.services.vault.rights import Asked


def insist_on_right(vault: OpenVault, right: Right, compartment: Compartment = Compartment.CLINICAL) -> None:
    """Raise NotPermitted for a member without that right, NotAdmitted: before work is done that would be in vain."""
    with vault.reading(Right.BANNER) as act:
        rights.require(
            act.connection, Asked(right, compartment=compartment), vault.member, vault.compartments
        )


def can_check(vault: OpenVault) -> bool:
    """Whether the member's program can look for victims' details."""
    with vault.reading(Right.BANNER) as act:
        return may_check(vault, act.session)


def insist_on_key(vault: OpenVault, right: Right) -> None:
    """Raise NotPermitted for a member without that right, NeedsRelease for one whose program could not look."""
    insist_on_right(vault, right)
    if not can_check(vault):
        raise NeedsRelease


def check(vault: OpenVault, case_id: str, *readings: Mapping[str, str], right: Right = Right.PREPARE) -> None:
    """Look at an output in each order in which it can be read.

    Raises Withheld with the places where a victim's detail stands, and as `stopped`.
    """
    if places := stopped(vault, case_id, *readings, right=right):
        raise Withheld(places)


def stopped(
    vault: OpenVault,
    case_id: str,
    *readings: Mapping[str, str],
    right: Right = Right.PREPARE,
    passed: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The places where a victim's detail stands, but for those that a colleague passed.

    A stop is noted, with how many places and no word of them. Raises NeedsRelease, Unguarded.
    """
    with vault.reading(Right.BANNER) as act:
        check = VictimCheck.of(vault, act.session, case_id)
        found = dict.fromkeys(place for each in readings for place in check.places(each))
    places = tuple(place for place in found if place not in passed)
    if places and not vault.read_only:
        with vault.acting(right, case=case_id) as act:
            act.of_kind(administrative=True)
            act.note("output.stopped", "casefile", case_id, case=case_id, places=len(places))
    return places


def of_path(out: Path) -> dict[str, str]:
    """The path as it was chosen, down from the home folder: the name with its ending, and the folders."""
    whole = out.absolute()
    home = Path.home()
    folders = whole.parent.relative_to(home) if whole.parent.is_relative_to(home) else whole.parent
    return {"the folder": "\n".join(folders.parts), "the file name": whole.name}


def readings_of(document: Document) -> Iterator[dict[str, str]]:
    """The texts of a document with where they stand: in the order of its pages, then each table by its columns."""
    yield _by_place(passages(document))
    yield from map(_by_place, columns(document))


def _by_place(read: Iterable[Passage]) -> dict[str, str]:
    """What stands together is one text; a place of the same name as one before has a number."""
    found: dict[str, str] = {}
    times: Counter[str] = Counter()
    for place, together in groupby(read, key=lambda each: each.place):
        times[place] += 1
        number = f" ({times[place]})" if times[place] > 1 else ""
        found[f"{place}{number}"] = "".join(f"{each.apart}{each.text}" for each in together).strip()
    return found
