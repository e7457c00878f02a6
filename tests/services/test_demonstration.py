"""The demonstration: the story is whole, plays through the services, and gives nobody away."""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from sqlalchemy import select

from app.crypto import canonical
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import to_plain
from app.domain.fields.rights import Right
from app.domain.kinds.registry import KINDS
from app.domain.kinds.session_note.content import SessionNote
from app.domain.referral_list.columns import guessed
from app.domain.reports.registry import REPORTS
from app.domain.values.dates import ClinicalDate
from app.domain.values.identifiers import parse_nhs_number
from app.domain.values.text import fold
from app.errors import AlreadyThere, Exit, InUse, NotAcceptable, NotADate, NotAdmitted
from app.models.tables import Record, Staff
from app.paths import resource
from app.reports.draw_text import draw_text
from app.reports.pdf.archive import archived
from app.reports.pdf.contents import texts
from app.reports.pdf.draw import draw_pdf
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.diary import Diary, week_of
from app.services.cases.importing import ReferralImport, read_file
from app.services.cases.pathway import Pathway
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.demo.demonstration import (
    build_demo,
    demo_logins,
    demonstration_folder,
    is_demonstration,
    prepare,
)
from app.services.demo.story import Calendar, Story
from app.services.entry.unlocking import unlock
from app.services.records.chronology import Chronology, Entry
from app.services.records.reading import RecordView
from app.services.records.records import Records
from app.services.sharing import preparing
from app.services.sharing.audiences import audience_of
from app.services.sharing.other_forms import Form, sign_again, signing_as
from app.services.sharing.output_check import file_name
from app.services.sharing.signing import sign
from app.services.sharing.summarising import Request, compose
from app.services.sharing.verifying import examine, verify_files
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from app.services.vault.site_status import publish
from tests.accessible import faults
from tests.confirmed import reveal
from tests.golden import reports
from tests.outside import tool
from tests.preflight import findings

LONDON = ZoneInfo("Europe/London")
# A Saturday: clinics must still fall on working days.
CALENDAR = Calendar.of(date(2026, 8, 15), LONDON)
# Ofcom, telephone numbers for use in drama: mobiles, Leeds, and no other in this story.
DRAMA = re.compile(r"07700900\d{3}|01134960\d{3}")
TREATED, RESENTFUL = "NM-0198", "NM-0224"


@dataclass(frozen=True)
class Demo:
    """What a visitor finds, and what was said while it was made."""

    folder: Path
    lines: tuple[str, ...]
    facts: dict[str, Any]

    def open(self, login: str = "rowan") -> OpenVault:
        """Open the vault with the passphrase that the demonstration gives away."""
        passphrase = next(one["passphrase"] for one in self.facts["staff"] if one["login"] == login)
        return unlock(self.folder / "demo.vault", login, passphrase)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Demo:
    """One demonstration for all the tests of this file, on a machine without a screen."""
    folder = tmp_path_factory.mktemp("demo") / "made"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEWORK_HOME", str(home))
        patch.delenv("DISPLAY", raising=False)
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        lines = tuple(build_demo(folder))
    return Demo(folder, lines, json.loads((folder / "demo.json").read_text("utf-8")))


@pytest.fixture
def vault(demo: Demo, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenVault]:
    monkeypatch.setenv("CASEWORK_HOME", str(home))
    opened = demo.open()
    yield opened
    opened.lock()


def _entries(vault: OpenVault, reference: str) -> tuple[Entry, ...]:
    return Chronology(vault).page(Cases(vault).find(reference), superseded=True).rows


def _newest(vault: OpenVault, reference: str, kind: str, sign: str = "") -> RecordView:
    """The newest version of a record of a kind; of several the one whose sign that is."""
    found = (
        Records(vault).read(entry.id)
        for entry in _entries(vault, reference)
        if entry.kind == kind and not entry.is_superseded
    )
    return next(each for each in found if not sign or each.sheet.content.sign == sign)


def _everything(vault: OpenVault, demo: Demo) -> list[RecordView]:
    records = Records(vault)
    return [
        records.read(entry.id) for case in demo.facts["cases"] for entry in _entries(vault, case["reference"])
    ]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _story_text() -> str:
    return "\n".join(file.read_text("utf-8") for file in sorted(resource("demo").rglob("*.toml")))


def _pdf_text(demo: Demo) -> str:
    shown = subprocess.run(
        ["/usr/bin/pdftotext", "-layout", str(demo.folder / "summary.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return shown.stdout


def test_leaves_five_things_and_nothing_else(demo: Demo) -> None:
    names = sorted(path.name for path in demo.folder.iterdir())
    assert names == ["demo.json", "demo.vault", "referrals.csv", "site-ca.pem", "summary.pdf"]
    assert demo.facts.keys() == {"staff", "cases", "protected_terms", "unlock_as"}
    assert len(demo.facts["protected_terms"]) == 5


def test_of_the_list_that_lies_beside_it_five_rows_are_bad(demo: Demo, vault: OpenVault) -> None:
    table = read_file(demo.folder / "referrals.csv")
    preview = ReferralImport(vault).preview(table, guessed(table.headings))
    assert preview.total == 40
    assert [(each.row, each.column) for each in preview.wrong] == [
        (7, "DOB"), (12, "Surname"), (19, "NHS"), (28, "Ref Date"), (33, "Agency"),
    ]  # fmt: skip
    assert (len(preview.good), preview.alike) == (35, {})


def test_says_that_it_is_proved_and_that_no_window_is_opened(demo: Demo) -> None:
    said = "\n".join(demo.lines)
    assert "summary.pdf: genuine" in said
    assert "Nothing wrong was found" in said
    assert demo.lines[-1] == "No display: no window is opened."


def test_is_marked_as_fictional(demo: Demo) -> None:
    assert "demonstration" in demo.lines[0]
    text, code = verify_files([demo.folder / "summary.pdf"], demo.folder / "site-ca.pem")
    assert code is Exit.DONE
    assert "(demonstration)" in text


def test_refuses_a_folder_that_has_a_demonstration(demo: Demo) -> None:
    with pytest.raises(AlreadyThere):
        list(build_demo(demo.folder))


def test_leaves_nothing_behind_when_it_cannot_be_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = build_demo(tmp_path / "stopped")
    next(going)
    going.close()
    assert list((tmp_path / "stopped").iterdir()) == []


def test_the_treated_case_has_its_course(vault: OpenVault) -> None:
    entries = _entries(vault, TREATED)
    kinds = Counter(entry.kind for entry in entries if not entry.is_superseded)
    assert kinds["session_note"] >= 12
    assert kinds["fixation_profile"] == 6
    acts = [entry for entry in entries if entry.kind == "incident" and not entry.is_superseded]
    assert 6 <= sum(not entry.is_error and bool(entry.title) for entry in acts) <= 11
    assert {"proceedings", "public_protection", "victim_voice", "safety_concern", "red_flag"} <= kinds.keys()
    assert {"consultation", "custody"} <= kinds.keys()
    assert [e.version for e in entries if e.kind == "formulation"] == [2, 1]
    assert sum(entry.addenda for entry in entries) == 1
    assert sum(entry.is_error for entry in entries) == 1
    sealed = Counter(entry.kind for entry in entries if Compartment(entry.compartment).is_sealed)
    assert sealed == {
        "incident": 1,
        "collateral": 5,
        "victim_voice": 4,
        "safety_concern": 1,
        "public_protection": 1,
        "supervision_note": 1,
    }


def test_the_release_and_the_licence_fit_the_sentence(vault: OpenVault) -> None:
    stay, licence = (_newest(vault, TREATED, kind).sheet.content for kind in ("custody", "licence"))
    assert "24 weeks" in stay.held_for
    remand, sentenced = stay.spells
    assert (remand.status, sentenced.status, remand.ends) == ("remand", "sentenced", sentenced.begins)
    first = remand.begins.earliest()
    weeks = timedelta(weeks=24)
    # Both days are counted: the sentence ends on the day before the same day of the week, and its half on a Sunday.
    ends, half = first + weeks - timedelta(days=1), first + weeks / 2 - timedelta(days=1)
    assert (licence.ends, half.strftime("%a")) == (ClinicalDate.of(ends), "Sun")
    # Who is due out on a weekend goes on the Friday before, and that is where the stay ends and the licence begins.
    assert stay.ends == licence.released_on == ClinicalDate.of(half - timedelta(days=2))


def test_a_threat_to_life_and_a_last_resort_are_red_flags_and_no_rating(vault: OpenVault) -> None:
    case_id = Cases(vault).find(RESENTFUL)
    flags = (_newest(vault, RESENTFUL, "red_flag", sign) for sign in ("other", "last_resort"))
    threat, resort = (each.sheet.content for each in flags)
    assert ("threat to life" in threat.seen, threat.about, threat.victims) == (True, "victim", ("V1",))
    assert (bool(threat.closed_why), resort.closed_on, bool(resort.watch)) == (True, None, True)
    assert {row.agency for row in threat.told} == {"police"}
    assert {row.agency for row in resort.told} == {"police", "gp"}
    (open_flag,) = CaseFile(vault).open(case_id).flags
    assert open_flag.record_id == _newest(vault, RESENTFUL, "red_flag", "last_resort").provenance.id
    request = Request(audience="panel", recipient="Panel", purpose="Review", question="Q?", answer="A.")
    told = " ".join(draw_text(compose(vault, case_id, request, audience_of("panel"), "id")).split())
    assert open_flag.sign.casefold() in told.casefold()
    # Rated nowhere, and never told as if there were none.
    assert not {each for each in ("Finality", "None recorded", "None open") if each in told}


def test_sessions_are_missed_cancelled_and_held_at_a_distance(vault: OpenVault) -> None:
    notes = [
        Records(vault).read(entry.id).sheet.content
        for entry in _entries(vault, TREATED)
        if entry.kind == "session_note"
    ]
    assert all(isinstance(note, SessionNote) for note in notes)
    assert Counter(note.attendance for note in notes)["dna"] == 1
    assert Counter(note.attendance for note in notes)["cancelled_other"] == 1
    assert any(note.mode == "video" and note.setting == "remote" for note in notes)


@pytest.mark.parametrize(
    ("reference", "stage", "concern"),
    [
        ("NM-0240", "assessment", ("high", "")),
        ("NM-0246", "closed", ("moderate", "moderate")),
        ("NM-0251", "closed", ("low", "")),
        ("NM-0255", "follow_up", ("moderate", "low")),
        ("NM-0258", "intervention", ("high", "")),
    ],
)
def test_a_case_stands_where_its_story_leaves_it(
    vault: OpenVault, reference: str, stage: str, concern: tuple[str, str]
) -> None:
    case_id = Cases(vault).find(reference)
    facts = CaseFile(vault).open(case_id).case.facts
    assert facts.stage == stage
    assert (facts.closed is not None) == (stage == "closed")
    held = Pathway(vault).read(case_id).concern
    assert (held.entry, held.exit) == concern


def _contents(vault: OpenVault, reference: str, kind: str) -> list[Any]:
    entries = [entry for entry in _entries(vault, reference) if entry.kind == kind]
    return [Records(vault).read(entry.id).sheet.content for entry in entries if not entry.is_superseded]


def test_no_treatment_is_offered_before_a_release_and_the_reason_is_given(vault: OpenVault) -> None:
    kinds = {entry.kind for entry in _entries(vault, "NM-0240")}
    assert {"spj", "request", "public_protection", "custody", "order", "victim_voice"} <= kinds
    assert "plan" not in kinds
    assert _contents(vault, "NM-0240", "formulation")[0].offer.startswith("None by this team")
    (stay,) = _contents(vault, "NM-0240", "custody")
    days = (stay.expected_release.earliest() - vault.today()).days
    assert 54 <= days <= 60


def test_two_targets_have_a_course_of_two_profiles_each(vault: OpenVault) -> None:
    profiles = _contents(vault, "NM-0246", "fixation_profile")
    assert Counter(profile.victim for profile in profiles) == {"V1": 2, "V2": 2}
    (held,) = _contents(vault, "NM-0246", "diagnosis")
    assert {row.stands for row in held.rows} == {"reported"}


def test_strangers_are_pursued_in_turn_and_every_goal_is_rated(vault: OpenVault) -> None:
    acts = sorted(_contents(vault, "NM-0255", "incident"), key=lambda act: act.new_target)
    assert [act.new_target for act in acts] == ["V1", "V2", "V3"]
    (plan,) = _contents(vault, "NM-0255", "plan")
    assert [goal.result for goal in plan.goals] == ["met", "met", "partly"]


def test_a_case_is_worked_on_at_a_distance_alone(vault: OpenVault) -> None:
    assert {note.mode for note in _contents(vault, "NM-0258", "session_note")} == {"video"}
    (order,) = _contents(vault, "NM-0258", "order")
    assert "devices" in {each.about for each in order.conditions}


def test_what_a_person_consented_to_holds_until_it_is_withdrawn(vault: OpenVault) -> None:
    pathway = Pathway(vault).read(Cases(vault).find("NM-0246"))
    answers = {(each.to, each.agency): each.answer for each in pathway.consent.holding()}
    assert answers == {("treatment", ""): "withdrawn", ("sharing", "mental_health"): "given"}


def test_direct_work_under_investigation_is_waived_by_the_lead(vault: OpenVault) -> None:
    gates = CaseFile(vault).open(Cases(vault).find("NM-0258")).gates
    assert [(each.gate, each.stands) for each in gates.gates] == [("direct_work", "waived")]
    assert gates.gates[0].why


def test_no_sign_is_left_open_in_a_case_that_is_closed(vault: OpenVault) -> None:
    cases = [CaseFile(vault).open(row.id) for row in Cases(vault).page(CaseQuery()).rows]
    closed = [case for case in cases if case.case.facts.stage == "closed"]
    assert closed
    assert [case.case.reference for case in closed if case.flags] == []


def test_every_kind_of_record_occurs(vault: OpenVault) -> None:
    with vault.reading(Right.CHECK) as act:
        signed = set(act.session.scalars(select(Record.kind).distinct()))
    assert set(KINDS) - signed == set()


def test_a_week_has_twelve_appointments(vault: OpenVault) -> None:
    assert Diary(vault).page(*week_of(vault.today())).matching == 12


def test_three_notes_of_a_trainee_wait_and_one_was_returned(vault: OpenVault) -> None:
    with vault.reading(Right.CHECK) as act:
        of_trainee = (
            select(Record.id).join(Staff, Staff.id == Record.author_id).where(Staff.login == "bethan")
        )
        notes = act.session.scalars(of_trainee.where(Record.kind == "session_note")).all()
    said = [Records(vault).read(each).said for each in notes]
    assert sorted([one.returns for one in each] for each in said) == [[], [], [], [False], [True]]


def test_every_signature_holds_and_the_signing_spreads_over_the_months(vault: OpenVault, demo: Demo) -> None:
    seen = _everything(vault, demo)
    assert len(seen) >= 50
    assert [view for view in seen if view.fault] == []
    signed = sorted(
        entry.signed_at for case in demo.facts["cases"] for entry in _entries(vault, case["reference"])
    )
    assert (signed[-1] - signed[0]).days > 250
    assert len({at.date() for at in signed}) >= 25


def test_no_clinical_text_names_a_victim(vault: OpenVault, demo: Demo) -> None:
    terms = [fold(term) for term in demo.facts["protected_terms"]]
    texts = [text for view in _everything(vault, demo) for text in _texts(to_plain(view.sheet.content))]
    assert texts
    assert [term for term in terms for text in texts if term in fold(text)] == []
    assert (
        Victims(vault).exposed(Cases(vault).find(TREATED), {str(n): text for n, text in enumerate(texts)})
        == ()
    )


def test_the_summary_and_its_data_name_no_victim(demo: Demo) -> None:
    with pikepdf.open(demo.folder / "summary.pdf") as pdf:
        attached = pdf.attachments["report.json"].get_file().read_bytes().decode("utf-8")
        pages = len(pdf.pages)
    text = _pdf_text(demo)
    assert "DUNSCOMBE, Callum Peter" in text
    for term in demo.facts["protected_terms"]:
        assert fold(term) not in fold(text)
        assert fold(term) not in fold(attached)
    assert json.loads(attached)["reference"] == TREATED
    assert pages == 2


def test_the_summary_answers_first_and_takes_two_pages(demo: Demo) -> None:
    """Nothing of its first page is cut, and the rest is shortened to the second."""
    with pikepdf.open(demo.folder / "summary.pdf") as pdf:
        assert len(pdf.pages) == 2
    text = " ".join(_pdf_text(demo).split())
    assert "Answer Lower than in" in text
    assert "Most likely next" in text
    for recorded in ("Protective His brother", "Stalking protection order, in force since", "Seen 13 times,"):
        assert recorded in text
    assert text.index("What health sees") < text.index("one time axis")


def test_a_sealed_identity_is_who_the_protected_terms_say(vault: OpenVault, demo: Demo) -> None:
    identity = reveal(vault, Cases(vault).find(TREATED), "V1", "the check of the demonstration")
    assert list(identity.terms()) == demo.facts["protected_terms"]
    assert reveal(vault, Cases(vault).find(TREATED), "V2", "the same") == VictimIdentity()


def test_the_second_member_is_kept_out_of_the_victims_compartment(
    demo: Demo, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEWORK_HOME", str(home))
    opened = demo.open("anwen")
    try:
        with pytest.raises(NotAdmitted):
            reveal(opened, Cases(opened).find(TREATED), "V1", "curiosity")
    finally:
        opened.lock()


@pytest.mark.slow
@pytest.mark.parametrize("days", range(7))
def test_the_summary_takes_two_pages_on_whichever_day_it_is_told(tmp_path: Path, days: int) -> None:
    """Dates are of the week of the day on which it is told, and break lines where others do not."""
    for _ in build_demo(tmp_path, replace=True, today=date(2026, 11, 30) + timedelta(days=days)):
        pass
    with pikepdf.open(tmp_path / "summary.pdf") as pdf:
        assert len(pdf.pages) == 2


_FEW = ("NM-0198", "NM-0231", "NM-0240")
"""Somebody in treatment, one who does not know of the case, and one whom a public protection meeting holds."""


@pytest.mark.parametrize(
    "references", [pytest.param(_FEW, id="few"), pytest.param((), id="all", marks=pytest.mark.slow)]
)
def test_each_report_says_to_each_audience_what_it_said(
    demo: Demo, tmp_path: Path, references: tuple[str, ...]
) -> None:
    with reports.opened(demo.folder, tmp_path) as (opened, every):
        chosen = references or tuple(every)
        said = dict(reports.written(opened, chosen))
    kept = {
        file.stem: file.read_text("utf-8")
        for file in reports.FOLDER.glob("*.txt")
        if file.stem.startswith(chosen)
    }
    assert said.keys() == kept.keys()
    assert [name for name in kept if said[name] != kept[name]] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "NM-0198 panel_summary police",
        "NM-0231 consultation_note police",
        "NM-0240 mappa_report mappa",
        "NM-0198 probation_progress probation",
        "NM-0198 suitability_letter court",
        "NM-0198 court_chronology court",
        "NM-0198 gp_letter gp",
        "NM-0198 formulation_letter person",
        "NM-0198 assessment panel",
        "NM-0198 assessment court",
        "NM-0198 treatment_progress panel",
        "NM-0255 discharge probation",
        "NM-0255 discharge gp",
    ],
)
def test_each_report_is_signed_sound_and_whole(demo: Demo, tmp_path: Path, name: str) -> None:
    """By the tools that a receiver has."""
    reference, report, code = name.split(" ")
    out = tmp_path / "out" / "report.pdf"
    out.parent.mkdir()
    with reports.opened(demo.folder, tmp_path) as (opened, _):
        case_id = Cases(opened).find(reference)
        request = reports.request_of(report, code, "")
        made = preparing.prepare(opened, case_id, request)
        sign(opened, made.id, confirmed_at_unlocking(opened, made.digest), out)
        # Beside a letter nothing is put that says whose it is: who wants to check it asks for this.
        publish(opened, out.parent)
    (tmp_path / "nss").mkdir()
    certutil = [tool("certutil"), "-d", "sql:nss"]
    subprocess.run([*certutil, "-N", "--empty-password"], cwd=tmp_path, check=True)
    trusted = [*certutil, "-A", "-n", "site", "-t", "C,C,C", "-i", "out/site-ca.pem"]
    subprocess.run(trusted, cwd=tmp_path, check=True)

    def said(*command: str) -> str:
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return run.stdout

    signature = said(tool("pdfsig"), "-nssdir", "sql:nss", "out/report.pdf")
    for sentence in ("Signature is Valid", "Certificate is Trusted", "Total document signed"):
        assert sentence in signature
    assert "No syntax or stream encoding errors found" in said(tool("qpdf"), "--check", "out/report.pdf")
    fonts = said(tool("pdffonts"), "out/report.pdf").splitlines()[2:]
    assert fonts
    assert all("FiraSans" in line and line.split()[-5] == "yes" for line in fonts)
    with pikepdf.open(out) as pdf:
        pages = REPORTS[report].pages
        assert 0 < len(pdf.pages) <= pages if pages > 2 or code in _SHORTER else len(pdf.pages) == pages


_SHORTER = ("court",)
"""Audiences whose papers have the pages that they need, up to so many."""


@pytest.mark.parametrize(("report", "code"), [("gp_letter", "gp"), ("formulation_letter", "person")])
def test_no_byte_of_a_signed_letter_says_what_the_team_is_for_or_which_case(
    demo: Demo, tmp_path: Path, report: str, code: str
) -> None:
    """Streams unpacked, strings, metadata, the signature with its certificates, and what lies beside it."""
    folder = tmp_path / "out"
    folder.mkdir()
    with reports.opened(demo.folder, tmp_path) as (opened, _):
        case_id = Cases(opened).find(TREATED)
        request = reports.request_of(report, code, "")
        made = preparing.prepare(opened, case_id, request)
        confirmed = confirmed_at_unlocking(opened, made.digest)
        for name in (f"{TREATED}.pdf", "Stalking.pdf"):
            with pytest.raises(NotAcceptable, match="says neither the case nor"):
                sign(opened, made.id, confirmed, folder / name)
        out = folder / file_name(TREATED, opened.clock(), code)
        sent = sign(opened, made.id, confirmed, out)
        assert examine(out, opened).state.value == "genuine"
        once_more = confirmed_at_unlocking(opened, signing_as(sent.id, Form.ARCHIVE))
        with pytest.raises(NotAcceptable, match="says neither the case nor"):
            sign_again(opened, sent.id, Form.ARCHIVE, once_more, folder / f"{TREATED} archive.pdf")
        archive = folder / "Letter archive.pdf"
        sign_again(opened, sent.id, Form.ARCHIVE, once_more, archive)
        with pytest.raises(NotAcceptable, match="A letter has no place for a countersignature"):
            replace(request, countersigner="anwen").checked()
        answer = f"How they are, in the team of {TREATED}"
        told = replace(request, texts=(*request.texts, ("safety" if code == "gp" else "night", answer)))
        with pytest.raises(
            NotAcceptable, match=r"Write in other words what stands in: (His safety|If a night)"
        ):
            preparing.prepare(opened, case_id, told)
    assert {path.name for path in folder.iterdir()} == {out.name, archive.name}
    assert re.fullmatch(r"Letter \d{4}-\d\d-\d\d\.pdf", out.name)
    for each in (out, archive):
        _say_nothing(each, code)


def _say_nothing(out: Path, code: str) -> None:
    inside = [tool("qpdf"), "--qdf", "--object-streams=disable", str(out), "-"]
    unpacked = subprocess.run(inside, capture_output=True, check=True).stdout
    hexed = b"".join(
        bytes.fromhex(each.decode()) for each in re.findall(rb"<((?:[0-9a-f]{2}){64,})>", unpacked)
    )
    assert b"Northmoor Health Team" in hexed
    with pikepdf.open(out) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Producer"])) == ("Letter", "PDF")
        assert len(pdf.attachments) == 0
        strings = "\n".join(texts(out.read_bytes()).values())
    shown = subprocess.run([tool("pdftotext"), str(out), "-"], capture_output=True, check=True).stdout
    for read in (out.read_bytes(), unpacked, hexed, strings.encode(), shown):
        for word in (
            "stalk",
            "masip",
            "casework",
            TREATED,
            "official",
            "V1",
            "V2",
            *(["F43"] if code == "person" else []),
        ):
            for spelt in (word.encode(), word.encode("utf-16-be")):
                if len(word) > 3 or read in (strings.encode(), shown):
                    assert spelt.lower() not in read.lower(), word


@pytest.mark.slow
def test_every_report_for_every_audience_is_accessible_and_can_be_archived(
    demo: Demo, tmp_path: Path
) -> None:
    """By two checkers of PDF/UA-1, and by PDFBox for the archive copy as PDF/A-1b."""
    (tmp_path / "archive").mkdir()
    with reports.opened(demo.folder, tmp_path) as (opened, references):
        made = dict(reports.documents(opened, references))
    assert len(made) > 70
    for number, (name, document) in enumerate(made.items()):
        pdf = draw_pdf(document, canonical.dumps(document.plain())).pdf
        (tmp_path / "report.pdf").write_bytes(pdf)
        assert faults(tmp_path / "report.pdf", document) == [], name
        (tmp_path / "archive" / f"{number}.pdf").write_bytes(archived(pdf))
    assert findings(tmp_path / "archive") == []


def test_numbers_are_such_as_nobody_has(vault: OpenVault, demo: Demo) -> None:
    rows = Cases(vault).page(CaseQuery()).rows
    people = [People(vault).read(CaseFile(vault).open(row.id).case.person_id).details for row in rows]
    assert len(people) > len(demo.facts["cases"])
    given = [person.nhs_number for person in people if person.nhs_number]
    # One man is here under two spellings, and every case of his shows the same details.
    assert len(set(given)) == len(given) - 1
    assert [number for number in given if not parse_nhs_number(number).startswith("999")] == []
    numbers = [re.sub(r"\s", "", found) for found in re.findall(r"\b0\d{2,4}[ \d]{6,9}\d\b", _story_text())]
    assert len(numbers) >= 3
    assert [number for number in numbers if not DRAMA.fullmatch(number)] == []
    assert set(re.findall(r"@[\w.]+\.\w+", _story_text())) == {"@example.org"}
    assert all(
        code.startswith("ZZ99") for code in re.findall(r"\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b", _story_text())
    )


def test_no_byte_of_the_vault_tells_the_story(demo: Demo) -> None:
    told = [*demo.facts["protected_terms"], *(case["person"] for case in demo.facts["cases"])]
    told += ["Dunscombe", "Rowan Ellery", "session_note", "stood in front of", "NM-0198", "Northmoor"]
    kept = b"".join(
        path.read_bytes() for path in sorted((demo.folder / "demo.vault").rglob("*")) if path.is_file()
    )
    assert len(kept) > 100_000
    for term in told:
        for encoding in ("utf-8", "utf-16-le"):
            assert term.encode(encoding).lower() not in kept.lower()


def test_clinics_fall_on_working_days_whenever_it_is_played() -> None:
    for case in Story(resource("demo"), CALENDAR).cases():
        for record in case["record"]:
            if record["kind"] == "session_note":
                day = CALENDAR.day(record["event"]).earliest()
                assert day is not None
                assert day.weekday() < 5


def test_nothing_is_signed_before_it_happened_or_after_today() -> None:
    for case in Story(resource("demo"), CALENDAR).cases():
        for record in case["record"]:
            signed = CALENDAR.instant(record["signed"]).date()
            assert signed < CALENDAR.monday, record["key"]
            # What is told as a change alone is of the day of the record that it is a new version of.
            began = CALENDAR.day(record["event"]).earliest() if "event" in record else signed
            assert began is not None
            assert began <= signed, record["key"]


def test_a_misspelt_field_of_the_story_fails() -> None:
    with pytest.raises(NotAcceptable):
        Story(resource("demo"), CALENDAR).content(SessionNote, {"attendence": "attended"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("w+0 mon", "2026-08-10"),
        ("w-1 sun", "2026-08-09"),
        ("about w-1 sun", "2026-08-09~"),
        ("month w-1 sun", "2026-08"),
        ("w-2 mon to w-1 sun", "2026-07-27/2026-08-09"),
        ("month w-6 mon to w+0 wed", "2026-06/2026-08-12"),
        ("1971-02-19", "1971-02-19"),
        ("unknown", "unknown"),
    ],
)
def test_days_are_told_from_this_week(written: str, meant: str) -> None:
    assert CALENDAR.day(written) == ClinicalDate.from_wire(meant)


@pytest.mark.parametrize("written", ["w-1", "week 3", "w-1 tues", "about", ""])
def test_a_day_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(NotADate):
        CALENDAR.day(written)


def test_prose_shows_its_days_as_records_do() -> None:
    assert CALENDAR.prose("Seen on {w-1 tue}.") == "Seen on 04-Aug-2026."


@pytest.mark.slow
def test_the_windows_demonstration_is_built_once_and_anew_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEWORK_HOME", str(tmp_path))
    folder = demonstration_folder()
    assert not is_demonstration(folder)
    # What a killed attempt left: a part with its name, and a folder without one.
    (folder / "half").mkdir(parents=True)
    (folder.parent / ".new-left").mkdir()
    said = list(prepare())
    assert said
    assert not any("display" in line for line in said)
    assert is_demonstration(folder)
    assert not (folder.parent / ".new-left").exists()
    made = (folder / "vault.json").read_bytes()
    assert list(prepare()) == []
    assert (folder / "vault.json").read_bytes() == made
    for who in demo_logins():
        opened = unlock(folder, who.login, who.passphrase)
        with pytest.raises(InUse):
            list(prepare(anew=True))
        opened.lock()
    assert list(prepare(anew=True))
    assert (folder / "vault.json").read_bytes() != made


def test_no_other_vault_is_called_a_demonstration(demo: Demo, tmp_path: Path) -> None:
    assert is_demonstration(demo.folder / "demo.vault")
    assert not is_demonstration(demo.folder)
    assert not is_demonstration(demo.folder / "team.vault")
    (tmp_path / "demo.vault").mkdir()
    assert not is_demonstration(tmp_path / "demo.vault")
    (tmp_path / "demo.json").write_text('{"staff": []}')
    assert not is_demonstration(tmp_path / "demo.vault")
