"""What was prepared is signed as it was seen or not at all, and no corner of the finished file hides a detail."""

import io
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection

import pikepdf
import pytest

from app import paths
from app.domain.cases.victim import VictimIdentity
from app.domain.fields.rights import Grade
from app.errors import (
    Changed,
    Exit,
    NotGenuine,
    NotPermitted,
    NotPrepared,
    OutOfForce,
    PreparedAltered,
    UserError,
    Withheld,
)
from app.reports.pdf.contents import texts
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing import guarding, kept
from app.services.sharing.preparing import Prepared, prepare
from app.services.sharing.signing import sign
from app.services.sharing.summarising import Request
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.keys import Coverage
from app.services.vault.open_vault import OpenVault
from app.services.vault.own_seal import forget_prepared
from tests.attacks.ground import signed, tampered, words
from tests.attacks.scene import Scene
from tests.builders import OPENED, SteppingClock, add_case, open_as_lead
from tests.confirmed import mark_in_error
from tests.confirmed import sign as sign_record

PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Discussion",
    question="What next?",
    answer="Little has changed.",
)
NAME = "Perpetua Wintergreen"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the file goes: a folder with nothing in it."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "summary.pdf"


def _sign(vault: OpenVault, prepared: Prepared, out: Path) -> None:
    sign(vault, prepared.id, confirmed_at_unlocking(vault, prepared.digest), out)


# --- the whole of the finished file ----------------------------------------------------------------------


def _title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = f"Panel health summary about {NAME}"


def _metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as xmp:
        xmp["dc:description"] = f"Written for {NAME}"


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, f"She is {NAME}.".encode())


def _attachment_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{NAME}.txt"] = pikepdf.AttachedFileSpec(pdf, b"Nothing", filename=f"{NAME}.txt")


def _alternative(pdf: pikepdf.Pdf) -> None:
    figure = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, Alt=f"Picture of {NAME}")
    pdf.Root.StructTreeRoot["/Planted"] = pdf.make_indirect(figure)


def _link(pdf: pikepdf.Pdf) -> None:
    target = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/perpetua-wintergreen")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=target
    )
    page = pdf.pages[0]
    page.obj["/Annots"] = pikepdf.Array([*page.obj.get("/Annots", []), pdf.make_indirect(link)])


def _bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"What {NAME} fears", 0))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, staged: Scene) -> tuple[OpenVault, str, bytes]:
    """A vault open for its lead, a case with an identified victim, and a summary of it without a detail."""
    place = tmp_path_factory.mktemp("guarded")
    shutil.copytree(staged.folder.parent, place, dirs_exist_ok=True)
    vault = open_as_lead(place / staged.folder.name, replace(staged.machine, state=place / "state"))
    return vault, staged.case_id, prepare(vault, staged.case_id, PANEL).pdf


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        (_title, "properties, links and alternatives"),
        (_metadata, "attachment and metadata"),
        (_attachment, "attachment and metadata"),
        (_attachment_name, "properties, links and alternatives"),
        (_alternative, "properties, links and alternatives"),
        (_link, "properties, links and alternatives"),
        (_bookmark, "properties, links and alternatives"),
    ],
)
def test_a_detail_in_any_part_of_the_file_is_found(
    guarded: tuple[OpenVault, str, bytes], plant: Callable[[pikepdf.Pdf], None], where: str
) -> None:
    vault, case_id, clean = guarded
    assert guarding.stopped(vault, case_id, texts(clean)) == ()
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        plant(pdf)
        pdf.save(changed)
    assert f"the PDF's {where}" in guarding.stopped(vault, case_id, texts(changed.getvalue()))


# --- what was seen is what is signed -----------------------------------------------------------------------


def test_what_is_signed_begins_with_exactly_what_was_seen(scene: Scene, out: Path) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        prepared = prepare(vault, scene.case_id, PANEL)
        assert prepared.can_be_signed
        _sign(vault, prepared, out)
        assert out.read_bytes().startswith(prepared.pdf)
        with pytest.raises(NotPrepared):
            _sign(vault, prepared, out.with_name("again.pdf"))
        assert check(vault).findings == ()


def test_two_that_were_prepared_differ_and_each_is_signed_as_it_was_seen(scene: Scene, out: Path) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        first, second = (prepare(vault, scene.case_id, PANEL) for _ in range(2))
        assert first.sha256 != second.sha256
        _sign(vault, first, out)
        assert out.read_bytes().startswith(first.pdf)


def test_a_word_given_for_other_bytes_signs_nothing(scene: Scene, out: Path) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        first, second = (prepare(vault, scene.case_id, PANEL) for _ in range(2))
        confirmed = confirmed_at_unlocking(vault, second.digest)
        with pytest.raises(NotPermitted, match="look at it once more"):
            sign(vault, first.id, confirmed, out)
    assert not list(out.parent.iterdir())


def test_nobody_signs_what_a_colleague_prepared(scene: Scene, out: Path) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        prepared = prepare(vault, scene.case_id, PANEL)
        vault.lock()
    with closing(scene.as_colleague()) as vault, pytest.raises(NotPrepared):
        _sign(vault, prepared, out)
    assert not list(out.parent.iterdir())


# --- something changed in between ------------------------------------------------------------------------


def _superseded(vault: OpenVault, scene: Scene) -> None:
    draft = Records(vault).new_version(_open_record(vault, scene))
    Drafts(vault).save(draft.id, draft.sheet, draft.revision)
    sign_record(vault, draft.id)


def _marked(vault: OpenVault, scene: Scene) -> None:
    mark_in_error(vault, _open_record(vault, scene), "Of somebody else")


def _added(vault: OpenVault, scene: Scene) -> None:
    signed(vault, scene.case_id, words(8))


def _open_record(vault: OpenVault, scene: Scene) -> str:
    newest = Records(vault).read(_records[scene.case_id]).versions
    return newest[0].id


_records: dict[str, str] = {}


def _awareness(vault: OpenVault, scene: Scene) -> None:
    person = CaseFile(vault).open(scene.case_id).case.person_id
    People(vault).correct(person, replace(People(vault).read(person).details, awareness="aware"))


def _stage(vault: OpenVault, scene: Scene) -> None:
    Cases(vault).change(scene.case_id, replace(OPENED, stage="review"), "Held")


def _term(vault: OpenVault, scene: Scene) -> None:
    identity = VictimIdentity(name="Amabel Quist", reason="She changed her name")
    Victims(vault).identify(scene.case_id, scene.code, identity)


def _victim(vault: OpenVault, scene: Scene) -> None:
    Victims(vault).add(scene.case_id, "family")


@pytest.mark.parametrize("change", [_superseded, _marked, _added, _awareness, _stage, _term, _victim])
def test_what_rests_on_something_that_changed_is_not_signed(
    scene: Scene, out: Path, change: Callable[[OpenVault, Scene], None]
) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        _records[scene.case_id] = signed(vault, scene.case_id, words(7))
        prepared = prepare(vault, scene.case_id, PANEL)
        change(vault, scene)
        with pytest.raises(Changed, match="Something this rests on has changed: look again") as refused:
            _sign(vault, prepared, out)
        assert refused.value.exit_code is Exit.CHANGED
        assert not list(out.parent.iterdir())
        _sign(vault, prepare(vault, scene.case_id, PANEL), out)


def test_what_rests_on_another_policy_is_not_signed(
    scene: Scene, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere" / "resources"
    elsewhere.mkdir(parents=True)
    shutil.copytree(paths.resource("audiences"), elsewhere / "audiences")
    for each in paths.resource("audiences").parent.iterdir():
        if each.name != "audiences":
            (elsewhere / each.name).symlink_to(each)
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        prepared = prepare(vault, scene.case_id, PANEL)
        monkeypatch.setattr(paths, "_PACKAGE", elsewhere.parent)
        with (elsewhere / "audiences" / "panel.toml").open("a", encoding="utf-8") as policy:
            policy.write("\n# Agreed anew\n")
        with pytest.raises(Changed):
            _sign(vault, prepared, out)
    assert not list(out.parent.iterdir())


def _lose_right(vault: OpenVault, _: SteppingClock) -> None:
    vault.member = replace(vault.member, grade=Grade.TRAINEE)


def _end_certificate(vault: OpenVault, _: SteppingClock) -> None:
    vault.certified = Coverage(((), ()))


def _let_time_pass(_: OpenVault, clock: SteppingClock) -> None:
    clock.at += timedelta(minutes=30)


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        (_lose_right, NotPermitted, Exit.NOT_PERMITTED),
        (_end_certificate, OutOfForce, Exit.NOT_PERMITTED),
        (_let_time_pass, NotPrepared, Exit.NOT_ACCEPTABLE),
    ],
)
def test_who_may_not_sign_any_more_signs_nothing(
    scene: Scene,
    out: Path,
    change: Callable[[OpenVault, SteppingClock], None],
    error: type[UserError],
    code: Exit,
) -> None:
    clock = SteppingClock()
    with closing(open_as_lead(scene.folder, replace(scene.machine, clock=clock))) as vault:
        prepared = prepare(vault, scene.case_id, PANEL)
        change(vault, clock)
        with pytest.raises(error) as refused:
            _sign(vault, prepared, out)
        assert refused.value.exit_code is code
    assert not list(out.parent.iterdir())


def test_the_name_and_the_folder_are_looked_at_when_it_is_signed(scene: Scene, out: Path) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        prepared = prepare(vault, scene.case_id, PANEL)
        with pytest.raises(Withheld) as stopped:
            _sign(vault, prepared, out.with_name("summary.Wintergreen"))
        assert stopped.value.places == ("the file name",)
    assert not list(out.parent.iterdir())


# --- somebody with a SQL prompt ----------------------------------------------------------------------------

_LONGER = "UPDATE prepared SET until = '2099-01-01T00:00:00.000Z'"


@pytest.mark.parametrize(
    ("sql", "error", "code"),
    [
        ("UPDATE prepared SET sealed = randomblob(length(sealed))", PreparedAltered, Exit.DAMAGED),
        ("UPDATE prepared SET sha256 = randomblob(32)", PreparedAltered, Exit.DAMAGED),
        ("UPDATE prepared SET case_id = (SELECT max(id) FROM casefile)", PreparedAltered, Exit.DAMAGED),
        ("UPDATE prepared SET staff_id = (SELECT max(id) FROM staff)", NotPrepared, Exit.NOT_ACCEPTABLE),
        ("DELETE FROM prepared", NotPrepared, Exit.NOT_ACCEPTABLE),
        ("UPDATE record SET body = CAST(replace(body, 'library', 'station') AS BLOB)", Changed, Exit.CHANGED),
        ("UPDATE casefile SET sealed_guard = randomblob(4129)", Changed, Exit.CHANGED),
    ],
)
def test_what_was_altered_in_between_is_not_signed(
    scene: Scene, out: Path, sql: str, error: type[UserError], code: Exit
) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        signed(vault, scene.case_id, words(2))
        Cases(vault).change(scene.case_id, OPENED)
        add_case(vault, "Vellacott")
        prepared = prepare(vault, scene.case_id, PANEL)
        vault.lock()
    tampered(scene.folder, lambda connection: connection.execute(sql))
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        with pytest.raises(error) as refused:
            _sign(vault, prepared, out)
        assert refused.value.exit_code is code
    assert not list(out.parent.iterdir())


def test_a_row_whose_time_was_lengthened_is_not_signed(scene: Scene, out: Path) -> None:
    clock = SteppingClock()
    machine = replace(scene.machine, clock=clock)
    with closing(open_as_lead(scene.folder, machine)) as vault:
        prepared = prepare(vault, scene.case_id, PANEL)
        vault.lock()
    tampered(scene.folder, lambda connection: connection.execute(_LONGER))
    clock.at += kept.LASTS
    with closing(open_as_lead(scene.folder, machine)) as vault, pytest.raises(NotPrepared):
        _sign(vault, prepared, out)


def test_what_ran_out_is_deleted_at_the_next_unlocking_and_the_next_preparing(scene: Scene) -> None:
    clock = SteppingClock()
    machine = replace(scene.machine, clock=clock)
    with closing(open_as_lead(scene.folder, machine)) as vault:
        prepare(vault, scene.case_id, PANEL)
        clock.at += kept.LASTS
        prepare(vault, scene.case_id, PANEL)
        assert _rows(vault) == 1
        vault.lock()
    clock.at += kept.LASTS
    with closing(open_as_lead(scene.folder, machine)) as vault:
        assert _rows(vault) == 0


def test_what_a_former_secret_sealed_is_forgotten(scene: Scene) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        prepare(vault, scene.case_id, PANEL)
        with vault.database.write() as session:
            forget_prepared(session, vault.member.id)
        assert _rows(vault) == 0


def _rows(vault: OpenVault) -> int:
    with vault.database.connection() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM prepared").scalar_one())


ALTERED: dict[str, str] = {
    "awareness": "UPDATE person SET awareness = 'aware'",
    "details": "UPDATE person SET details = CAST(replace(details, 'unaware', 'aware') AS BLOB)",
    "stage": "UPDATE casefile SET stage = 'closed'",
    "person": "UPDATE casefile SET reference = 'NM-9'",
    "victim's code": "UPDATE victim SET code = 'V7'",
    "victim added": "INSERT INTO victim SELECT 'x', case_id, 'V8', '', NULL, created_at FROM victim LIMIT 1",
    "newest event": "DELETE FROM event WHERE number = (SELECT max(number) FROM event e "
    "WHERE e.subject_id = event.subject_id) AND fact = 'person.awareness'",
    "event forged": "UPDATE event SET signature = randomblob(64) WHERE fact = 'case.stage'",
    "record lost": "DELETE FROM record WHERE compartment = 'clinical'",
}


@pytest.mark.parametrize("what", ALTERED)
def test_of_a_case_with_something_altered_nothing_is_prepared(scene: Scene, out: Path, what: str) -> None:
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        signed(vault, scene.case_id, words(2))
        vault.lock()

    def change(connection: Connection) -> None:
        for table in ("facet", "record_text"):
            connection.execute(f"DELETE FROM {table} WHERE record_id IN (SELECT id FROM record)")
        connection.execute(ALTERED[what])

    tampered(scene.folder, change)
    with closing(open_as_lead(scene.folder, scene.machine)) as vault:
        with pytest.raises(NotGenuine) as refused:
            prepare(vault, scene.case_id, PANEL)
        assert refused.value.exit_code is Exit.NO
        assert _rows(vault) == 0
        assert check(vault).findings
    assert not list(out.parent.iterdir())
