"""The lead's word that this machine's clock is right after it was wrong once: what was signed beyond it says so."""

from datetime import datetime, timedelta
from typing import Final

from app.domain.facts import site
from app.domain.fields.rights import Right
from app.errors import MustConfirm
from app.models.base import wire_time
from app.services.facts.stating import Saying, Subject, state
from app.services.team.renewing import renew
from app.services.vault.clock import STATED, facts, statements
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.keys import authority_of, owner_of
from app.services.vault.open_vault import OpenVault

_NEAR: Final = timedelta(minutes=5)


def stating(now: datetime) -> bytes:
    """What the lead confirms: that it is this time now."""
    return digest_of(STATED, now=wire_time(now))


def state_clock(vault: OpenVault, now: datetime, confirmed: Confirmation) -> None:
    """Let signing go on from the time that the clock shows; `now` is what the lead was shown a moment ago.

    What was certified by a clock that was ahead, and so is not in force yet, is certified anew.

    Raises NotPermitted for anybody but the lead who holds the authority, MustConfirm without their word for this time.
    """
    with vault.acting(Right.CLOCK, confirmed=confirmed) as act:
        act.covers(stating(now))
        if abs(act.at - now) > _NEAR:
            raise MustConfirm
        said = facts(act.session, vault.floor)
        saying = Saying((site.CLOCK,), site.SiteClock(**said), noted=said)
        authority = authority_of(act.session, owner_of(vault))
        state(vault, act, Subject(site.ID), saying, authority=authority, anew=True)
    with vault.reading(Right.BANNER) as act:
        vault.statements = statements(act.session)
    vault.anchor(in_header=True)
    renew(vault)


def accept_clock(vault: OpenVault) -> None:
    """Take the member's word, until the next signature, that a clock far ahead of the last one is right.

    For the lead this renews what ran out meanwhile, as unlocking does.
    """
    vault.clock_accepted = True
    renew(vault)
