"""What the lead states for the whole service: who may, what holds without it, what lists read of it, and the check."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases.plain_name import tells
from app.domain.cases.site_settings import SITE_SETTINGS, DayOff
from app.domain.fields.content import missing
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.errors import MustConfirm, NotGenuine, NotPlain, StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.today import Sort, Today
from app.services.checks.checking import check
from app.services.facts.site_settings import (
    settings_in,
    verified_settings,
)
from app.services.team.site import SiteFacts, stating
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import tampered
from tests.builders import PLAIN_NAME, SITE, add_referred_case
from tests.confirmed import state_settings
from tests.services.conftest import Desk

LETTERHEAD = replace(
    SITE_SETTINGS,
    plain_name=PLAIN_NAME,
    address="Larch House, 4 Millrace Lane, Northmoor",
    telephone="01134 960190, weekdays",
)


def off(*days: date) -> tuple[DayOff, ...]:
    return tuple(DayOff(day=ClinicalDate.of(day), what="Bank holiday") for day in days)


def screened_by(vault: OpenVault, case_id: str) -> tuple[str, str, str]:
    """The day by which a referral is to be screened: on Today, in its case, and in the list of cases."""
    (today,) = (row for row in Today(vault).page(sorts=(Sort.DATE,)).rows if row.case_id == case_id)
    (due,) = (each for each in CaseFile(vault).overview(case_id).due if each.what == "Screening")
    (row,) = (each for each in Cases(vault).page(CaseQuery()).rows if each.id == case_id)
    return today.on, str(due.day), row.due.removesuffix(" Screening")


def test_what_the_lead_states_holds_for_everybody_and_stands_in_the_history(desk: Desk) -> None:
    vault = desk.lead()
    founded = SiteFacts(vault).page()
    assert (founded.name, founded.settings) == (SITE, replace(SITE_SETTINGS, plain_name=PLAIN_NAME))
    assert founded.limits.assessment == 90
    other = confirmed_at_unlocking(vault, stating(replace(LETTERHEAD, telephone="0")))
    with pytest.raises(MustConfirm):
        SiteFacts(vault).state(LETTERHEAD, other)
    assert SiteFacts(vault).settings().telephone == ""
    state_settings(vault, LETTERHEAD)
    state_settings(vault, LETTERHEAD)  # says nothing new
    assert check(vault).findings == ()
    page = SiteFacts(desk.colleague()).page()
    assert page.settings == LETTERHEAD
    newest = page.history[0]
    assert (newest.title, newest.author) == ("Settings of the service", vault.member.name)
    assert [(each.label, each.before, each.after) for each in newest.changes] == [
        ("Address", "", LETTERHEAD.address),
        ("Telephone", "", LETTERHEAD.telephone),
    ]
    assert [each.title for each in page.history[1:]].count("Settings of the service") == 1


def test_a_letterhead_that_tells_what_it_is_about_is_refused(desk: Desk) -> None:
    vault = desk.lead()
    wide = "\uff33\uff34\uff21\uff2c\uff2b unit"
    for told in ("Northmoor Stalking Team", "nm-STALKERS clinic", wide, "MASIP health"):
        for name in ("plain_name", "address", "telephone"):
            with pytest.raises(NotPlain, match="without “stalk”"):
                state_settings(vault, replace(LETTERHEAD, **{name: told}))
    with pytest.raises(StillMissing, match="Plain name"):
        state_settings(vault, replace(LETTERHEAD, plain_name=""))
    # Only a word that tells: not what two words make where they meet.
    assert not tells("First Alkaline Road")


def test_a_wrong_day_off_is_said_at_its_field() -> None:
    days = (
        DayOff(day=ClinicalDate(2026, 12)),
        DayOff(day=None),
        DayOff(day=ClinicalDate(2026, 12, 25)),
        DayOff(day=ClinicalDate(2026, 12, 25), what="Again"),
    )
    found = missing(replace(LETTERHEAD, days_off=days, review_days=None), date(2026, 11, 30))
    assert [(each.path, each.why) for each in found] == [
        ("review_days", ""),
        ("days_off", "That day stands here twice"),
        ("days_off.0.day", "Say it as one day: 25-Dec-2026"),
        ("days_off.1.day", ""),
    ]


def test_days_off_put_off_by_when_a_referral_is_screened_wherever_that_is_told(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_referred_case(vault)
    at_once = add_referred_case(vault, urgency="same_day")
    assert screened_by(vault, case_id) == ("2026-11-26",) * 3
    state_settings(vault, replace(LETTERHEAD, days_off=off(date(2026, 11, 26), date(2026, 11, 28))))
    assert screened_by(vault, case_id) == ("2026-11-27",) * 3
    # Of a case that was opened three weeks before nobody is asked for a review, and with that limit everybody is.
    asked = [row.case_id for row in Today(vault).page(sorts=(Sort.MISSING,)).rows]
    state_settings(vault, replace(LETTERHEAD, review_days=0))
    assert (asked, case_id in [row.case_id for row in Today(vault).page(sorts=(Sort.MISSING,)).rows]) == (
        [],
        True,
    )
    # What is to be screened on the day itself stays so, and nothing that was signed has changed.
    state_settings(vault, replace(LETTERHEAD, days_off=off(date(2026, 11, 23))))
    assert screened_by(vault, at_once) == ("2026-11-23",) * 3
    assert check(vault).findings == ()


def test_a_forged_letterhead_is_found_and_nothing_is_made_with_it(desk: Desk) -> None:
    vault = desk.lead()
    state_settings(vault, LETTERHEAD)
    with vault.reading(Right.BANNER) as act:
        assert verified_settings(vault, act.session) == LETTERHEAD
    folder = vault.folder
    vault.lock()
    tampered(
        folder,
        lambda store: store.execute(
            "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '960190', '960666') AS BLOB) "
            "WHERE fact = 'site.settings'"
        ),
    )
    vault = desk.lead()
    with vault.reading(Right.BANNER) as act:
        assert settings_in(act.connection).telephone == "01134 960666, weekdays"
        with pytest.raises(NotGenuine, match="casework check"):
            verified_settings(vault, act.session)
    (found,) = check(vault).findings
    assert found.sentence.startswith("The service: settings of the service: what was stated was altered")
