"""A compartment's key opens its own rows and no other."""

import pytest

from app.crypto.secret import random_secret
from app.domain.fields.compartments import SEALED, Compartment
from app.errors import Damaged, NotAdmitted
from app.services.vault.compartment_keys import CompartmentKeys

ROW, OTHER = "01a20000-0000-7000-8000-000000000001", "01a20000-0000-7000-8000-000000000002"


def keys(*held: tuple[Compartment, int]) -> CompartmentKeys:
    return CompartmentKeys({place: (random_secret(),) for place in held})


@pytest.mark.parametrize("compartment", SEALED)
def test_what_is_sealed_opens_for_its_row_alone(compartment: Compartment) -> None:
    held = keys(*((c, 1) for c in SEALED))
    sealed = held.seal(compartment, b"whereabouts", "record", ROW)
    assert b"whereabouts" not in sealed
    assert held.unseal(compartment, sealed, "record", ROW) == b"whereabouts"
    for table, row in (("record", OTHER), ("draft", ROW)):
        with pytest.raises(Damaged):
            held.unseal(compartment, sealed, table, row)


def test_a_row_of_one_compartment_does_not_open_as_another() -> None:
    held = keys((Compartment.MAPPA, 1), (Compartment.VICTIM, 1))
    sealed = held.seal(Compartment.MAPPA, b"x", "record", ROW)
    with pytest.raises(Damaged):
        held.unseal(Compartment.VICTIM, sealed, "record", ROW)


def test_without_the_key_nothing_is_sealed_or_opened() -> None:
    sealed = keys((Compartment.MAPPA, 1)).seal(Compartment.MAPPA, b"x", "record", ROW)
    held = keys((Compartment.VICTIM, 1))
    for refused in (
        lambda: held.seal(Compartment.MAPPA, b"x", "record", ROW),
        lambda: held.unseal(Compartment.MAPPA, sealed, "record", ROW),
        lambda: held.require(Compartment.MAPPA),
    ):
        with pytest.raises(NotAdmitted):
            refused()
    with pytest.raises(Damaged):
        keys((Compartment.MAPPA, 1)).unseal(Compartment.MAPPA, sealed, "record", ROW)


def test_the_newest_generation_seals_and_the_older_still_opens() -> None:
    held = keys((Compartment.MAPPA, 1))
    old = held.seal(Compartment.MAPPA, b"old", "record", ROW)
    both = CompartmentKeys(held.held | {(Compartment.MAPPA, 2): (random_secret(),)})
    assert both.unseal(Compartment.MAPPA, old, "record", ROW) == b"old"
    new = both.seal(Compartment.MAPPA, b"new", "record", ROW)
    with pytest.raises(NotAdmitted):
        held.unseal(Compartment.MAPPA, new, "record", ROW)


def test_an_open_compartment_needs_no_key() -> None:
    held, place = keys(), Compartment.CLINICAL
    assert held.admits(place)
    assert held.unseal(place, held.seal(place, b"x", "record", ROW), "record", ROW) == b"x"


def test_a_restricted_record_from_before_these_were_sealed_reads_as_it_was() -> None:
    assert keys().unseal(Compartment.RESTRICTED, b'{"a":1}', "record", ROW, OTHER) == b'{"a":1}'


def test_no_key_is_shown() -> None:
    assert "hidden" not in repr(keys((Compartment.MAPPA, 1)))
    assert "Secret" not in repr(keys((Compartment.MAPPA, 1)))


def test_two_keys_of_one_generation_both_open() -> None:
    mine, theirs = keys((Compartment.MAPPA, 1)), keys((Compartment.MAPPA, 1))
    place = Compartment.MAPPA, 1
    both = CompartmentKeys({place: mine.held[place] + theirs.held[place]})
    for each in (mine, theirs, both):
        sealed = each.seal(Compartment.MAPPA, b"whereabouts", "record", ROW)
        assert both.unseal(Compartment.MAPPA, sealed, "record", ROW) == b"whereabouts"
