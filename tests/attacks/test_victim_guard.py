"""The victim check from outside: what stops, what may stand, and what happens to a guard that somebody touched."""

import json
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest
from sqlalchemy import select, text

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.sharing import Rule
from app.domain.kinds.registry import KINDS
from app.domain.reports.composer import Composer
from app.domain.reports.own_words import own_words
from app.domain.reports.parts import is_asked, parts_of
from app.domain.reports.registry import REPORTS
from app.domain.values.dates import ClinicalDate
from app.errors import (
    Changed,
    CopyWithheld,
    Exit,
    NeedsRelease,
    NotAcceptable,
    SentBefore,
    Unguarded,
    Withheld,
)
from app.models.tables import LedgerRow
from app.reports.draw_text import passages
from app.reports.pdf.contents import texts
from app.services.cases.casefile import CaseFile
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.printing.asked import Printing, Subject
from app.services.printing.working_copy import prepare_copy, save_copy_as_seen
from app.services.records.chronology_filter import EntriesAsked
from app.services.sharing.audiences import audience_of
from app.services.sharing.preparing import prepare
from app.services.sharing.sent import copy
from app.services.sharing.sent import sent as sent_of
from app.services.sharing.summarising import Request, let_in
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import tampered
from tests.builders import (
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    complete,
    draft_with,
    in_time,
    make_vault,
    open_as_lead,
    signed,
)
from tests.confirmed import export, sign
from tests.outside import tool
from tests.released import released

PANEL = Request(
    audience="panel",
    recipient="The multi-agency panel",
    purpose="Panel discussion of risk and management",
    question="What next?",
    answer="Little has changed.",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a vault lies that nobody has written in."""
    folder = tmp_path_factory.mktemp("guard")
    make_vault(folder / "team.vault", Machine(state=folder / "state", clock=SteppingClock()))
    return folder


@pytest.fixture(scope="module")
def vault(place: Path) -> OpenVault:
    """It, open for its lead."""
    return open_as_lead(place / "team.vault", Machine(state=place / "state", clock=SteppingClock()))


def guarding(vault: OpenVault, **lines: str) -> str:
    """A new case whose one victim is identified by those lines; gives its id."""
    case_id = add_case(vault, "Vellacott")
    code = Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, code, VictimIdentity(reason="A letter has to reach her", **lines))
    return case_id


@pytest.fixture(scope="module")
def told_everywhere(vault: OpenVault) -> tuple[str, str]:
    """Two cases whose records name somebody in each of their texts who only then becomes known as a victim.

    The second has been discharged: what is open in the first would have to be handed over before.
    """
    cases = []
    first = "consultation", "formulation", "session_note", "plan", "incident", "proceedings", "order"
    for kinds in (first, ("discharge",)):
        case_id = add_case(vault, "Vellacott", awareness="aware")
        for kind in kinds:
            content = complete(KINDS[kind].content, "Kerensa Polwarth came")
            sign(vault, draft_with(vault, case_id, kind, in_time(content, vault.today())))
        code = Victims(vault).add(case_id, "stranger")
        Victims(vault).identify(case_id, code, VictimIdentity(name="Kerensa Polwarth", reason="A letter"))
        cases.append(case_id)
    return cases[0], cases[1]


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_detail_in_any_text_that_a_report_prints_is_found_there(
    vault: OpenVault, told_everywhere: tuple[str, str], report: Composer
) -> None:
    """Each text of it is a place of its own; with the document made harmless, the finished bytes are looked at too."""
    audience = max(report.audiences)
    asked = let_in(audience, [each for each, rule in audience_of(audience).rules.items() if rule is Rule.ASK])
    said = {"question": "What next?", "answer": "Little has changed."} if report.answers else {}
    parts = tuple(each.name for each in parts_of(report)) if is_asked(report, audience) else ()
    request = Request(
        audience=audience,
        report=report.code,
        recipient="R",
        purpose="P",
        asked=asked,
        parts=parts,
        standing="treating" if audience == "court" else "",
        texts=tuple((each.code, "Kerensa Polwarth came.") for each in own_words(report.code)),
        **said,
    )
    made = prepare(vault, told_everywhere[report.code == "discharge"], request)
    carrying = {each.place for each in passages(made.document) if "Kerensa" in each.text}
    assert len(carrying) >= 2
    assert carrying <= set(made.places)
    assert not made.can_be_signed
    assert any("Kerensa" in text for text in texts(made.pdf).values())


def send(vault: OpenVault, case_id: str, out: Path, **request: str) -> None:
    export(vault, CaseFile(vault).open(case_id).case.reference, replace(PANEL, **request), out)


BARE = {
    "E-mail: sunflower77@example.org": "write to sunflower77@example.org",
    "Car: IQ07 ZQI": "seen in IQ07 ZQI",
    "Blue Fiesta IQ07 ZQI": "the plate was IQ07 ZQI",
    "IQ07 ZQI (blue Fiesta)": "IQ07ZQI",
    "Instagram: @sunflowergirl": "he follows @sunflowergirl",
    "07700 900461 sunflower77@example.org": "call 07700900461",
}
PLACES = {
    "Home: 22 Sailmakers Court, Brackwater, ZZ99 4QT": "near 22 Sailmakers Court",
    "22 Sailmakers Court Brackwater ZZ99 4QT": "at 22 Sailmakers Court",
    "22-24 Sailmakers Court, Brackwater": "at 22 Sailmakers Ct",
    "22 Oak Rd, Brackwater": "outside 22 Oak Rd",
}
NAMES = {
    "Kerensa Polwarth (b. 1990)": "she is Kerensa",
    "Dr K Polwarth 07700 900461": "seen by Mrs Polwarth",
    "Amy Lee": "he asked for Amy",
    "Zoë Fox": "then Fox, Zoe came",
    "Mary-Jo O'Dea": "Ms O'Dea said so",
    "Jörg Müller": "Joerg Mueller",
}


@pytest.mark.parametrize(
    ("field", "typed", "bare"),
    [
        *(("contacts", typed, bare) for typed, bare in BARE.items()),
        *(("addresses", typed, bare) for typed, bare in PLACES.items()),
        *(("name", typed, bare) for typed, bare in NAMES.items()),
    ],
)
def test_each_detail_of_a_line_is_guarded_by_itself(
    vault: OpenVault, tmp_path: Path, field: str, typed: str, bare: str
) -> None:
    case_id = guarding(vault, **{field: typed})
    with pytest.raises(Withheld) as stopped:
        send(vault, case_id, tmp_path / "a.pdf", question=bare)
    assert stopped.value.places == ("Question to health",)
    assert bare not in str(stopped.value)
    assert not list(tmp_path.glob("*.pdf"))
    send(vault, case_id, tmp_path / "b.pdf", question="How should he be spoken to?")


@pytest.mark.parametrize(
    "name",
    ["Kеrensa Polwаrth", "Κerensa Pοlwarth", "#JusticeForKerensa", "Kerenza", "Po1warth"],
)
def test_a_name_in_disguise_is_the_name(vault: OpenVault, tmp_path: Path, name: str) -> None:
    case_id = guarding(vault, name="Kerensa Polwarth")
    with pytest.raises(Withheld) as stopped:
        send(vault, case_id, tmp_path / "a.pdf", recipient=name)
    assert stopped.value.places == ("Recipient",)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("seen by Mrs Pol", "warth at home"),
        ("call 07700", "900461 at night"),
        ("moved to ZZ99", "4QT last week"),
    ],
)
def test_a_detail_over_two_fields_is_one_detail(vault: OpenVault, tmp_path: Path, one: str, two: str) -> None:
    case_id = guarding(vault, name="Kerensa Polwarth", addresses="ZZ99 4QT", contacts="07700 900461")
    with pytest.raises(Withheld) as stopped:
        send(vault, case_id, tmp_path / "a.pdf", recipient=one, purpose=two)
    assert stopped.value.places == ("Recipient", "Purpose")


@pytest.mark.parametrize(
    "lines",
    [
        {"name": "Sarah Ashdown"},
        {"name": "Mark Risk"},
        {"name": "Will Panel"},
        {"people": "Penmarrow Primary Health Team"},
        {"people": "Forensic psychologist at hospital"},
        {"people": "Mother: works with Stalking Health charity"},
        {"people": "Works for the police"},
        {"name": "Grace Hope"},
    ],
)
def test_ordinary_words_of_a_victim_stop_no_ordinary_summary(
    vault: OpenVault, tmp_path: Path, lines: dict[str, str]
) -> None:
    case_id = add_case(vault, "Vellacott")
    Victims(vault).add(case_id, "stranger")
    # A line that says nothing that could be looked for is refused, and then guards nothing.
    with suppress(NotAcceptable):
        Victims(vault).identify(case_id, "V1", VictimIdentity(reason="x", **lines))
    send(vault, case_id, tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("addresses", "not known"), ("name", "Not known"), ("other_names", "None known"), ("contacts", "n/a")],
)
def test_filler_is_refused_and_nothing_is_kept(vault: OpenVault, field: str, typed: str) -> None:
    case_id = add_case(vault)
    Victims(vault).add(case_id, "stranger")
    with pytest.raises(NotAcceptable, match="line 1: Leave empty what is not known"):
        Victims(vault).identify(case_id, "V1", VictimIdentity(reason="x", **{field: typed}))
    assert not Victims(vault).page(case_id).victims[0].is_identified


@pytest.mark.parametrize(
    "name", ["summary.Polwarth", "a .Kerensa Polwarth", "Kerensa Polwarth/summary.pdf", "Kerensa.pdf"]
)
def test_the_whole_path_is_looked_at(vault: OpenVault, tmp_path: Path, name: str) -> None:
    case_id = guarding(vault, name="Kerensa Polwarth")
    (tmp_path / "Kerensa Polwarth").mkdir()
    with pytest.raises(Withheld) as stopped:
        send(vault, case_id, tmp_path / name)
    assert stopped.value.places == ("the folder" if "/" in name else "the file name",)
    assert not (tmp_path / name).exists()


def test_a_copy_is_looked_at_with_what_is_protected_today(vault: OpenVault, tmp_path: Path) -> None:
    case_id = add_case(vault, "Vellacott")
    send(vault, case_id, tmp_path / "a.pdf", question="He waits for Kerensa Polwarth")
    sent = sent_of(vault, case_id, 1).rows[0]
    copy(vault, sent.id, tmp_path / "before.pdf")
    Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, "V1", VictimIdentity(name="Kerensa Polwarth", reason="x"))
    with pytest.raises(SentBefore, match="it was sent on 23-Nov-2026, before this was known"):
        copy(vault, sent.id, tmp_path / "after.pdf")
    with pytest.raises(Withheld):
        copy(vault, sent.id, tmp_path / "Kerensa.pdf")
    assert sorted(each.name for each in tmp_path.glob("*.pdf")) == ["a.pdf", "before.pdf"]


def test_a_stop_is_noted_with_a_count_and_no_word(vault: OpenVault, tmp_path: Path) -> None:
    case_id = guarding(vault, name="Kerensa Polwarth")
    with pytest.raises(Withheld):
        send(vault, case_id, tmp_path / "a.pdf", recipient="Kerensa", question="Polwarth")
    stops = select(LedgerRow.detail).where(LedgerRow.case_id == case_id, LedgerRow.action == "output.stopped")
    with vault.database.read() as session:
        assert [json.loads(each) for each in session.execute(stops).scalars()] == [{"places": 2}]


def test_a_guard_is_of_its_own_person_alone(vault: OpenVault, tmp_path: Path) -> None:
    guarding(vault, name="Tamsin Orrell")
    send(vault, add_case(vault, "Hask"), tmp_path / "a.pdf", question="Tamsin Orrell is the advocate")


# --- paper ------------------------------------------------------------------------------------------------


def test_a_detail_in_an_entry_stops_paper_and_is_in_no_byte_once_it_is_left_out(
    vault: OpenVault, tmp_path: Path
) -> None:
    """Where it stands is named, and not by what must not be named; narrowed away, the rest goes without it."""
    case_id = guarding(vault, name="Kerensa Polwarth", addresses="22 Sailmakers Court")
    signed(vault, case_id, "He was seen at 22 Sailmakers Court", "incident")
    signed(vault, case_id, "A quiet week")
    for of in (Subject.CHRONOLOGY, Subject.AXIS, Subject.THREAD, Subject.DOSE):
        stopped = prepare_copy(vault, case_id, Printing(of))
        assert bool(stopped.places) is (of is Subject.CHRONOLOGY)
        assert not (stopped.places and stopped.pdf)
        assert not any("Sailmakers" in each for each in stopped.places)
    whole = prepare_copy(vault, case_id, Printing(Subject.CHRONOLOGY))
    day = ClinicalDate.of(vault.today()).show()
    assert any(place.endswith(f"{day}, What, and its first sentence") for place in whole.places)
    with pytest.raises(Changed):
        save_copy_as_seen(vault, whole, LEAD_PASSPHRASE, tmp_path / "a.pdf")
    # The filter is printed too: what is looked for may be what must not leave.
    for asked in (EntriesAsked(text="Sailmakers"), EntriesAsked(("session_note",), "22 Sailmakers Court")):
        assert prepare_copy(vault, case_id, Printing(Subject.CHRONOLOGY, asked)).places
    narrowed = Printing(Subject.CHRONOLOGY, EntriesAsked(("session_note",)))
    copy = prepare_copy(vault, case_id, narrowed)
    with pytest.raises(CopyWithheld) as named:
        save_copy_as_seen(vault, copy, LEAD_PASSPHRASE, tmp_path / "Kerensa.pdf")
    assert named.value.places == ("the file name",)
    assert not list(tmp_path.glob("*.pdf"))
    save_copy_as_seen(vault, copy, LEAD_PASSPHRASE, tmp_path / "a.pdf")
    pages = [tool("pdftotext"), tmp_path / "a.pdf", "-"]
    inside = [tool("qpdf"), "--qdf", "--object-streams=disable", tmp_path / "a.pdf", "-"]
    for read in (pages, inside):
        found = subprocess.run(read, check=True, capture_output=True).stdout.decode("latin-1")
        assert "Sailmakers" not in found
        assert "Kerensa" not in found
    assert "A quiet week" in subprocess.run(pages, check=True, capture_output=True, text=True).stdout


def test_a_detail_learnt_since_the_pages_were_seen_stops_their_saving(
    vault: OpenVault, tmp_path: Path
) -> None:
    case_id = add_case(vault, "Vellacott")
    signed(vault, case_id, "He asked for Kerensa Polwarth")
    copy = prepare_copy(vault, case_id, Printing(Subject.CHRONOLOGY))
    assert not copy.places
    Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, "V1", VictimIdentity(name="Kerensa Polwarth", reason="x"))
    with pytest.raises(CopyWithheld):
        save_copy_as_seen(vault, copy, LEAD_PASSPHRASE, tmp_path / "a.pdf")
    assert not list(tmp_path.glob("*.pdf"))


# --- a guard that somebody touched ---------------------------------------------------------------------

Change = Callable[[Connection], object]


def _deleted(connection: Connection) -> None:
    connection.execute("UPDATE casefile SET sealed_guard = NULL")


def _altered(connection: Connection) -> None:
    connection.execute("UPDATE casefile SET sealed_guard = randomblob(4129) WHERE sealed_guard IS NOT NULL")


def _older(connection: Connection) -> None:
    connection.execute(
        "UPDATE casefile SET sealed_guard = (SELECT sealed FROM event WHERE fact = 'victim.terms' "
        "AND subject_id = casefile.id ORDER BY number LIMIT 1)"
    )


def _swapped(connection: Connection) -> None:
    rows = connection.execute("SELECT id, sealed_guard FROM casefile ORDER BY id").fetchall()
    for (case_id, _), (_, other) in zip(rows, reversed(rows), strict=True):
        connection.execute("UPDATE casefile SET sealed_guard = ? WHERE id = ?", (other, case_id))


def _taken_back(connection: Connection) -> None:
    """The newest statement taken out whole, and the one before shown again."""
    connection.execute(
        "DELETE FROM event WHERE fact = 'victim.terms' AND number = (SELECT max(e.number) FROM event e "
        "WHERE e.fact = 'victim.terms' AND e.subject_id = event.subject_id)"
    )
    _older(connection)


def _erased(connection: Connection) -> None:
    connection.execute("DELETE FROM event WHERE fact = 'victim.terms'")
    _deleted(connection)


def _unidentified(connection: Connection) -> None:
    connection.execute("UPDATE victim SET sealed_identity = NULL")


@pytest.mark.parametrize(
    "change", [_deleted, _altered, _older, _swapped, _taken_back, _erased, _unidentified]
)
def test_from_a_case_whose_guard_was_touched_nothing_leaves(tmp_path: Path, change: Change) -> None:
    machine = Machine(state=tmp_path / "state", clock=SteppingClock())
    folder = tmp_path / "team.vault"
    make_vault(folder, machine)
    with closing(open_as_lead(folder, machine)) as vault:
        cases = [guarding(vault, name=name) for name in ("Kerensa Polwarth", "Tamsin Orrell")]
        for case_id in cases:
            Victims(vault).identify(
                case_id, "V1", VictimIdentity(name="Amabel Quist", reason="She changed her name")
            )
        send(vault, cases[0], tmp_path / "before.pdf")
        vault.lock()
    tampered(folder, change)
    with closing(open_as_lead(folder, machine)) as vault:
        with pytest.raises(Unguarded) as refused:
            send(vault, cases[0], tmp_path / "after.pdf")
        assert refused.value.exit_code is Exit.WITHHELD
        assert check(vault).findings
    assert not (tmp_path / "after.pdf").exists()


# --- a vault of the first release ----------------------------------------------------------------------


def test_a_vault_of_before_gets_its_key_and_guards_when_the_lead_unlocks(tmp_path: Path) -> None:
    old = released(tmp_path / "old")
    facts = json.loads((old.place / "demo.json").read_text("utf-8"))
    reference = facts["cases"][0]["reference"]
    with closing(old.open("anwen")) as vault:
        # Until then the fingerprints go on guarding.
        with vault.database.read() as session:
            before = session.execute(text("SELECT count(*) FROM protected_term")).scalar_one()
        assert before > 0
        with pytest.raises(Withheld):
            _export(vault, reference, tmp_path / "0.pdf", facts["protected_terms"][0])
        vault.lock()
    with closing(old.open()) as vault:
        with vault.database.read() as session:
            left = session.execute(text("SELECT count(*) FROM protected_term")).scalar_one()
            begun = session.execute(
                text("SELECT count(*) FROM ledger WHERE action = 'victim_check.begin'")
            ).scalar_one()
        assert (left, begun) == (0, 1)
        assert check(vault).findings == ()
        for number, term in enumerate(facts["protected_terms"], 1):
            with pytest.raises(Withheld) as stopped:
                _export(vault, reference, tmp_path / f"{number}.pdf", term)
            assert term not in str(stopped.value)
        _export(vault, reference, tmp_path / "sent.pdf", "How should he be spoken to?")
        head = vault.head.size
        vault.lock()
    with closing(old.open()) as vault:
        # The next unlocking makes nothing anew: it notes itself, after the lock.
        assert vault.head.size == head + 2
    with closing(old.open("anwen")) as vault, pytest.raises(Withheld):
        _export(vault, reference, tmp_path / "again.pdf", facts["protected_terms"][0])


def _export(vault: OpenVault, reference: str, out: Path, question: str) -> None:
    export(vault, reference, replace(PANEL, question=question), out)


def test_who_does_not_hold_the_victim_check_needs_release(vault: OpenVault, tmp_path: Path) -> None:
    case_id = guarding(vault, name="Kerensa Polwarth")
    kept = {place: key for place, key in vault.compartments.held.items() if place[0] == "victim_check"}
    for place in kept:
        del vault.compartments.held[place]
    try:
        with pytest.raises(NeedsRelease, match="needs release") as refused:
            send(vault, case_id, tmp_path / "a.pdf")
        assert refused.value.exit_code is Exit.NOT_PERMITTED
        assert prepare(vault, case_id, PANEL).needs_release
        assert not list(tmp_path.glob("*.pdf"))
    finally:
        vault.compartments.held.update(kept)
