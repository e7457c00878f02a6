"""Every act is in the ledger, chained, and no row says a name or a word of a record."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.crypto.kdf import CHEAPEST
from app.crypto.ledger import EMPTY, Head
from app.crypto.ledger import append as chained
from app.domain.cases.case import CaseFacts
from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.errors import NotFound, UserError
from app.models.tables import LedgerHead, LedgerRow
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.everywhere import SearchEverywhere
from app.services.cases.opening import open_case
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.staff import Staff
from app.services.vault.ledger_book import body, head_of
from app.services.vault.open_vault import OpenVault
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, KNOWS, LEAD, LEAD_PASSPHRASE, SITE, add_person
from tests.confirmed import add_addendum, admit, let_go, mark_in_error, readmit, reveal
from tests.services.conftest import Desk
from tests.services.test_records import signed_form

FACTS = CaseFacts(pathway="consultation", stage="assessment", opened=ClinicalDate(2026, 11, 2))
# Planted wherever something is typed; none may come out in the ledger.
PLANTED = (
    "Quillonby",
    "heronstory",
    "Larkwoodly",
    "NM-PLANTED",
    "9990000018",
    "kittiwake",
    "dunlinword",
    "searchterm",
)


def rows(vault: OpenVault) -> list[LedgerRow]:
    with vault.database.read() as session:
        return list(session.execute(select(LedgerRow).order_by(LedgerRow.device, LedgerRow.seq)).scalars())


def acts_of(vault: OpenVault, act: Callable[[], object]) -> list[str]:
    """The actions that the ledger gained."""
    before = len(rows(vault))
    act()
    return [row.action for row in rows(vault)[before:]]


def a_day_of_work(vault: OpenVault, colleague: str) -> None:
    """One of everything, with the planted words wherever something is typed."""
    person = add_person(
        vault,
        PersonDetails(
            family_name="Quillonby",
            nhs_number="9990000018",
            awareness="aware",
            contact_rules="heronstory",
            **KNOWS,
        ),
    )
    People(vault).correct(
        person, PersonDetails(family_name="Quillonby", given_names="kittiwake", awareness="engaged", **KNOWS)
    )
    People(vault).read(person)
    case_id = open_case(vault, person, "NM-PLANTED", FACTS)
    Cases(vault).change(case_id, replace(FACTS, holder="kittiwake"))
    CaseFile(vault).open(case_id)
    record = signed_form(vault, case_id, heading="Quillonby", story="heronstory")
    sealed = signed_form(vault, case_id, Compartment.MAPPA, heading="Quillonby", story="heronstory")
    for one in (record, sealed):
        add_addendum(vault, one, "dunlinword")
        mark_in_error(vault, one, "dunlinword")
        Records(vault).read(one)
        Drafts(vault).discard(Records(vault).new_version(one).id)
    Victims(vault).identify(
        case_id, Victims(vault).add(case_id, "family"), VictimIdentity(name="Larkwoodly", reason="dunlinword")
    )
    reveal(vault, case_id, "V1", "dunlinword")
    SearchEverywhere(vault).find("searchterm Quillonby")
    Chronology(vault).page(case_id)
    admit(vault, colleague, Compartment.VICTIM)
    Staff(vault, CHEAPEST).change_passphrase(LEAD_PASSPHRASE, LEAD_PASSPHRASE)
    readmit(vault, colleague, COLLEAGUE_PASSPHRASE)
    let_go(vault, colleague)


def test_no_row_says_a_name_or_a_word_that_was_typed(desk: Desk) -> None:
    vault = desk.lead()
    a_day_of_work(vault, desk.colleague_id)
    assert check(vault).is_clean
    names = (
        LEAD.name,
        LEAD.login,
        COLLEAGUE.name,
        COLLEAGUE.login,
        SITE,
        LEAD_PASSPHRASE,
        COLLEAGUE_PASSPHRASE,
    )
    written = rows(vault)
    assert len(written) > 30
    for row in written:
        said = " ".join(str(getattr(row, c.key)) for c in LedgerRow.__table__.columns).casefold()
        assert not [words for words in (*PLANTED, *names) if words.casefold() in said]


@pytest.mark.parametrize(
    ("act", "noted"),
    [
        (lambda v, _c, r: Records(v).read(r), ["record.read"]),
        (lambda v, _c, r: add_addendum(v, r, "x"), ["draft.begin", "record.sign"]),
        (lambda v, c, _r: CaseFile(v).open(c), ["case.open"]),
        (lambda v, c, _r: Chronology(v).page(c), ["case.list"]),
        (lambda v, _c, _r: SearchEverywhere(v).find("x"), ["search"]),
        (lambda v, c, _r: People(v).read(CaseFile(v).open(c).case.person_id), ["case.open", "person.read"]),
        (lambda v, c, _r: Drafts(v).begin(c, "every_form"), ["draft.begin"]),
        (lambda v, c, _r: Victims(v).add(c, "family"), ["victim.add", "victim.relationship"]),
        (lambda v, _c, _r: check(v), ["vault.check"]),
    ],
)
def test_every_act_is_noted_reads_included(
    office: OpenVault, a_case: str, act: Callable[[OpenVault, str, str], object], noted: list[str]
) -> None:
    record = signed_form(office, a_case)
    assert acts_of(office, lambda: act(office, a_case, record)) == noted
    last = rows(office)[-1]
    assert last.actor_id == office.member.id
    assert last.case_id in {a_case, None}


def test_opening_and_locking_are_noted(desk: Desk) -> None:
    desk.lead().lock()
    desk.seated.clear()
    noted = [row.action for row in rows(desk.colleague())]
    assert noted[-3:] == ["vault.unlock", "vault.lock", "vault.unlock"]


def test_an_act_without_a_note_is_undone(vault: OpenVault) -> None:
    head = vault.head
    with pytest.raises(RuntimeError, match="without a ledger note"), vault.acting(Right.OWN) as act:
        act.session.execute(LedgerHead.__table__.delete())
    assert vault.head == head
    with vault.database.read() as session:
        assert head_of(session, vault.header.device) == head


def test_an_act_that_fails_leaves_no_note_and_the_chain_goes_on(vault: OpenVault, case_id: str) -> None:
    def refused() -> None:
        with pytest.raises(UserError):
            open_case(vault, "nobody", "X-1", FACTS)
        with pytest.raises(NotFound):
            Records(vault).read("nothing")

    assert acts_of(vault, refused) == []
    CaseFile(vault).open(case_id)
    assert check(vault).is_clean


def test_the_rows_lead_to_the_head(vault: OpenVault, case_id: str) -> None:
    signed_form(vault, case_id)
    head: Head = EMPTY
    for row in rows(vault):
        head = chained(head, body(vars(row)))
    assert head == vault.head
    with vault.database.read() as session:
        assert head_of(session, vault.header.device) == head
        assert session.scalar(select(func.max(LedgerRow.seq))) == head.size - 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET actor_id = NULL WHERE seq = 3",
        "UPDATE ledger SET at = '2026-01-01T00:00:00.000Z' WHERE seq = 3",
        "UPDATE ledger SET detail = '{\"a\":1}' WHERE seq = 3",
        "DELETE FROM ledger WHERE seq = 3",
        "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)",
        "UPDATE ledger_head SET size = size - 1",
    ],
)
def test_a_changed_row_shows(vault: OpenVault, case_id: str, statement: str) -> None:
    CaseFile(vault).open(case_id)
    with vault.database.connection() as connection:
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER ledger_refuses_{verb}")
        connection.exec_driver_sql(statement)
    areas = {finding.area for finding in check(vault).findings}
    assert "ledger" in areas
    assert "structure" in areas


def test_a_detail_is_canonical_json(office: OpenVault, a_case: str) -> None:
    signed_form(office, a_case)
    for row in rows(office):
        assert json.dumps(json.loads(row.detail), separators=(",", ":"), sort_keys=True) == row.detail


def test_a_note_without_its_zone_is_refused() -> None:
    row = dict.fromkeys(("device", "actor_id", "action", "subject", "subject_id", "case_id"))
    with pytest.raises(ValueError, match="zone"):
        body(row | {"seq": 0, "detail": "{}", "at": datetime(2026, 11, 23)})  # noqa: DTZ001 - what is refused
    assert body(row | {"seq": 0, "detail": "{}", "at": datetime(2026, 11, 23, tzinfo=UTC)})
