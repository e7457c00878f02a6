"""Acts that bear a member's name, done as the command line does them: who unlocked has just typed their passphrase."""

from dataclasses import replace
from pathlib import Path

from app.crypto.kdf import CHEAPEST
from app.domain.cases.site_settings import SiteSettings
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.kinds.addendum.content import Addendum
from app.domain.kinds.countersignature.content import Countersignature, Remark
from app.domain.kinds.error_mark.content import ErrorMark
from app.domain.kinds.registry import kind_of
from app.domain.records.facets import AGREES, RETURNED
from app.domain.values.ids import new_id
from app.services.cases.cases import Cases
from app.services.cases.merging import Merging
from app.services.cases.restricted import RestrictedCases, letting_in
from app.services.cases.signing import Signing
from app.services.cases.victims import Victims, revealing
from app.services.cases.wrong_case import Moved, WrongCase
from app.services.measures.own import SiteMeasures, adding, withdrawing
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing.other_forms import Form, Written, signing_as
from app.services.sharing.other_forms import sign_again as sign_in_form
from app.services.sharing.preparing import Prepared, prepare_to_sign
from app.services.sharing.signing import sign as sign_prepared
from app.services.sharing.summarising import Request
from app.services.team.enrolment import Newcomer
from app.services.team.leaving import Leaving, Reason, making_kit, renewing
from app.services.team.site import SiteFacts, certifying, stating
from app.services.team.staff import Staff, admitting, enrolling, readmitting
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault


def sign(vault: OpenVault, draft_id: str, revision: int | None = None) -> str:
    """Sign a draft as it stands; gives the record's id."""
    review = Signing(vault).review(draft_id, revision)
    return Signing(vault).sign(review, confirmed_at_unlocking(vault, review.digest))


def add_addendum(vault: OpenVault, record_id: str, text: str) -> str:
    """Sign an addendum; gives its id."""
    return _say(vault, record_id, Addendum(addition=text))


def mark_in_error(vault: OpenVault, record_id: str, reason: str) -> str:
    """Sign an error mark; gives its id."""
    return _say(vault, record_id, ErrorMark(reason=reason))


def state_settings(vault: OpenVault, settings: SiteSettings) -> None:
    """State what holds for the whole service."""
    SiteFacts(vault).state(settings, confirmed_at_unlocking(vault, stating(settings)))


def rename(vault: OpenVault, name: str) -> None:
    """State another plain name, and make certificates with it."""
    state_settings(vault, replace(SiteFacts(vault).settings(), plain_name=name))
    SiteFacts(vault).certify(name, confirmed_at_unlocking(vault, certifying(name)))


def merge(vault: OpenVault, stays: str, goes: str, reason: str = "One man, referred twice") -> None:
    """State that two people are one."""
    review = Merging(vault).review(stays, goes, reason)
    Merging(vault).merge(review, confirmed_at_unlocking(vault, review.digest))


def part(vault: OpenVault, goes: str, reason: str = "Two men after all") -> None:
    """Take it back."""
    review = Merging(vault).parting(goes, reason)
    Merging(vault).part(review, confirmed_at_unlocking(vault, review.digest))


def move_out(vault: OpenVault, record_id: str, right: str, reason: str = "Two tabs were open") -> Moved:
    """Put a record right that stands in the wrong case."""
    review = WrongCase(vault).review(record_id, right, reason)
    return WrongCase(vault).put_right(review, confirmed_at_unlocking(vault, review.digest))


def countersign(vault: OpenVault, record_id: str, attested: str = "") -> str:
    """Agree with a record that was signed under supervision; gives the countersignature's id."""
    return _say(vault, record_id, Countersignature(verdict=AGREES, attested=attested))


def give_back(vault: OpenVault, record_id: str, passage: str, remark: str) -> str:
    """Return a record with one remark; gives the countersignature's id."""
    remarks = (Remark(row=new_id(vault.clock()), passage=passage, remark=remark),)
    return _say(vault, record_id, Countersignature(verdict=RETURNED, returned=remarks))


def _say(vault: OpenVault, record_id: str, content: Addendum | ErrorMark | Countersignature) -> str:
    draft = Records(vault).begin_remark(record_id, kind_of(content).code)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return sign(vault, draft.id)


def export(vault: OpenVault, reference: str, request: Request, out: Path) -> Prepared:
    """Prepare a summary and sign it at once; gives what was prepared."""
    prepared = prepare_to_sign(vault, Cases(vault).find(reference), request, out)
    sign_prepared(vault, prepared.id, confirmed_at_unlocking(vault, prepared.digest), out)
    return prepared


def sign_again(vault: OpenVault, disclosure_id: str, form: Form, out: Path) -> Written:
    """Sign what was sent once more in another form."""
    word = confirmed_at_unlocking(vault, signing_as(disclosure_id, form))
    return sign_in_form(vault, disclosure_id, form, word, out)


def let_in(
    vault: OpenVault, case_id: str, staff_id: str, reason: str = "Covers while the lead is away"
) -> None:
    """Let a colleague into a restricted case."""
    confirmed = confirmed_at_unlocking(vault, letting_in(case_id, staff_id, reason))
    RestrictedCases(vault).admit(case_id, staff_id, reason, confirmed)


def reveal(vault: OpenVault, case_id: str, code: str, reason: str) -> VictimIdentity:
    """See who a victim is."""
    confirmed = confirmed_at_unlocking(vault, revealing(case_id, code, reason))
    return Victims(vault).reveal(case_id, code, reason, confirmed)


def enrol(vault: OpenVault, newcomer: Newcomer, passphrase: str) -> str:
    """Enrol somebody; gives their id."""
    confirmed = confirmed_at_unlocking(vault, enrolling(newcomer))
    return Staff(vault, CHEAPEST).enrol(newcomer, passphrase, confirmed)


def admit(vault: OpenVault, staff_id: str, compartment: Compartment) -> None:
    """Admit somebody to a compartment."""
    confirmed = confirmed_at_unlocking(vault, admitting(staff_id, compartment))
    Staff(vault).admit(staff_id, compartment, confirmed)


def readmit(vault: OpenVault, staff_id: str, passphrase: str) -> None:
    """Let somebody in again."""
    confirmed = confirmed_at_unlocking(vault, readmitting(staff_id))
    Staff(vault, CHEAPEST).readmit(staff_id, passphrase, confirmed)


def let_go(vault: OpenVault, staff_id: str, reason: Reason = Reason.LEFT) -> None:
    """Close somebody's way in."""
    ending = Leaving(vault).review(staff_id, reason)
    Leaving(vault).let_go(staff_id, reason, confirmed_at_unlocking(vault, ending.digest))


def renew_keys(vault: OpenVault) -> None:
    """Renew every key."""
    of = renewing(Leaving(vault).without_public())
    Leaving(vault).renew_keys(confirmed_at_unlocking(vault, of))


def new_kit(vault: OpenVault) -> str:
    """Make a new recovery kit; gives its key."""
    of = making_kit(Leaving(vault).without_public())
    return Leaving(vault).new_kit(confirmed_at_unlocking(vault, of))


def add_measure(vault: OpenVault, file: Path, used_by: str = "Ours") -> str:
    """Add a measure of the service's own from its file; gives its id."""
    looked = SiteMeasures(vault).look(file)
    return SiteMeasures(vault).add(looked, used_by, confirmed_at_unlocking(vault, adding(looked, used_by)))


def withdraw_measure(vault: OpenVault, measure_id: str) -> None:
    """Withdraw one."""
    SiteMeasures(vault).withdraw(measure_id, confirmed_at_unlocking(vault, withdrawing(measure_id)))
