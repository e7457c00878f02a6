"""`casework site`: what the lead of a service stated for everybody, told and stated anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from app.cli.parts import clock_option, command, opened, unlocking, vault_argument
from app.cli.terminal import say

if TYPE_CHECKING:
    from app.domain.cases.site_settings import DayOff, SiteSettings
    from app.domain.values.dates import ClinicalDate
    from app.services.team.site import SitePage

_NOT_STATED: Final = "not stated"


@command('site team.vault --day-off "25-Dec-2026 Christmas Day" --as rowan')
@vault_argument
@click.option("--plain-name", help="What letters and certificates bear: it must not say stalking.")
@click.option("--address", help="As it is printed on letters, with commas between.")
@click.option("--telephone", help="As it is printed on letters.")
@click.option(
    "--review-days", type=int, help="After how many days without a review an open case is asked about."
)
@click.option(
    "--day-off", "off", multiple=True, metavar="DAY", help="A day that is no working day, and what it is."
)
@click.option(
    "--certify", is_flag=True, help="Make certificates that bear the plain name, by a new authority."
)
@click.option("--day-on", "on", multiple=True, metavar="DAY", help="A day that is a working day after all.")
@unlocking
@clock_option
def site(
    *,
    vault: Path,
    plain_name: str | None,
    address: str | None,
    telephone: str | None,
    review_days: int | None,
    off: tuple[str, ...],
    on: tuple[str, ...],
    certify: bool,
    login: str | None,
    passphrase_stdin: bool,
    accept_clock: bool,
) -> None:
    """Say what holds for the whole service, or, as its lead, state what is given and leave the rest as it is."""
    from app.services.team.site import SiteFacts, certifying, stating
    from app.services.vault.confirming import confirmed_at_unlocking

    given = {
        "plain_name": plain_name,
        "address": address,
        "telephone": telephone,
        "review_days": review_days,
    }
    changed: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with opened(vault, login, stdin=passphrase_stdin, accept_clock=accept_clock) as open_vault:
        service = SiteFacts(open_vault)
        if changed or off or on:
            settings = replace(service.settings(), **changed)
            settings = _with_days(settings, off, on, open_vault.today())
            service.state(settings, confirmed_at_unlocking(open_vault, stating(settings)))
        if certify:
            name = service.settings().plain_name
            service.certify(name, confirmed_at_unlocking(open_vault, certifying(name)))
        for line in _told(service.page()):
            say(line)


def _with_days(
    settings: "SiteSettings", off: Sequence[str], on: Sequence[str], today: date
) -> "SiteSettings":
    from app.domain.cases.site_settings import DayOff
    from app.domain.values.typed_dates import parse

    added = []
    for each in off:
        day, _, what = each.partition(" ")
        added.append(DayOff(day=parse(day, today), what=what))
    gone = {parse(each, today) for each in on} | {each.day for each in added}
    stays = (each for each in settings.days_off if each.day not in gone)
    return replace(settings, days_off=tuple(sorted((*stays, *added), key=_by_day)))


def _by_day(row: "DayOff") -> tuple[bool, date]:
    first = row.day.earliest() if row.day is not None else None
    return first is None, first or date.max


def _told(page: "SitePage") -> Iterator[str]:
    settings = page.settings
    yield f"Service: {page.name}"
    yield f"Plain name: {settings.plain_name or _NOT_STATED}"
    yield f"Address: {settings.address or _NOT_STATED}"
    yield f"Telephone: {settings.telephone or _NOT_STATED}"
    yield f"Days without a review: {settings.review_limit}"
    yield "Days off: " + (", ".join(_shown(each.day, each.what) for each in settings.days_off) or "none")
    plain = (
        "they tell nothing else" if page.is_plain else "whoever gets a letter reads what the service is about"
    )
    yield f"Certificates bear: {page.certified} ({plain})"


def _shown(day: "ClinicalDate | None", what: str) -> str:
    return " ".join(filter(None, (day.show() if day else "", what)))
