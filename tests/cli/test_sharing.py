"""Exporting and verifying: what a partner gets, what they can tell of it, and what is never handed over."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.errors import Exit
from app.reports.pdf.contents import texts
from app.services.cases.cases import Cases
from app.whole_file import name_beside
from tests.attacks.ground import raw_sql
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, signed
from tests.cli.desk import (
    ASKED,
    CASE,
    GUARDED,
    LEAKING,
    SOLO_PASSPHRASE,
    VICTIM,
    Ended,
    as_lead,
    assert_clean,
    casework,
    environment,
    unlocked,
)
from tests.foreign_files import docx, pdf, run
from tests.hostile_files import picture_of

SITE_FILES = ("site-ca.pem", "site-status.json", "site-ca.crl")


def _verify(*typed: object, ca: Path | None) -> tuple[int, str]:
    ended = casework("verify", *typed, *(("--ca", ca) if ca else ()))
    return ended.code, ended.out


def test_a_summary_is_genuine_to_who_has_the_certificate(desk: Path) -> None:
    code, told = _verify(desk / "summary.pdf", ca=desk / "site-ca.pem")
    assert code == Exit.DONE
    assert told.startswith("summary.pdf: genuine\n")


def _flip(pdf: bytes) -> bytes:
    middle = len(pdf) // 3
    return pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]


@pytest.mark.parametrize("change", [_flip, lambda pdf: pdf + b"\n%%EOF\n"])
def test_a_changed_summary_is_not_relied_on(desk: Path, change: Callable[[bytes], bytes]) -> None:
    (desk / "changed.pdf").write_bytes(change((desk / "summary.pdf").read_bytes()))
    code, told = _verify(desk / "changed.pdf", ca=desk / "site-ca.pem")
    assert code == Exit.NO
    assert told.startswith("changed.pdf: NOT genuine\n")


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 0.9, 0.9999])
def test_a_download_that_broke_off_is_said_to_be_one(desk: Path, share: float) -> None:
    content = (desk / "summary.pdf").read_bytes()
    (desk / "cut.pdf").write_bytes(content[: int(len(content) * share)])
    assert _verify(desk / "cut.pdf", ca=desk / "site-ca.pem") == (
        Exit.CANNOT_TELL,
        "cut.pdf: cannot tell\n  The file is cut short: fetch it again.\n",
    )


def test_a_summary_of_another_service_is_not_relied_on(desk: Path) -> None:
    assert _verify(desk / "summary.pdf", ca=desk / "elsewhere" / "site-ca.pem")[0] == Exit.NO


def test_without_a_certificate_nobody_can_tell(desk: Path) -> None:
    code, told = _verify(desk / "summary.pdf", ca=None)
    assert code == Exit.CANNOT_TELL
    assert "cannot tell" in told


@pytest.mark.parametrize(
    "content", [b"", b"a letter", b"%PDF-1.7\n", b"\0" * 4096, b"%PDF-1.7\n" + b"((" * 9999]
)
def test_what_is_no_signed_pdf_cannot_be_told(desk: Path, content: bytes) -> None:
    (desk / "letter.pdf").write_bytes(content)
    assert _verify(desk / "letter.pdf", ca=desk / "site-ca.pem")[0] == Exit.CANNOT_TELL


def test_what_is_not_there_cannot_be_told(desk: Path) -> None:
    code, told = _verify(desk / "no.pdf", ca=desk / "site-ca.pem")
    assert (code, told) == (Exit.CANNOT_TELL, "no.pdf: cannot tell\n  There is no file of that name.\n")
    assert _verify(desk / "team.vault", ca=desk / "site-ca.pem")[0] == Exit.CANNOT_TELL
    assert casework("verify", desk / "summary.pdf", "--ca", desk / "no.pem").code == Exit.CANNOT_TELL
    assert casework("verify", desk / "summary.pdf", "--ca", desk / "summary.pdf").code == Exit.NOT_ACCEPTABLE


def test_the_worst_of_several_counts(desk: Path) -> None:
    good, ca = desk / "summary.pdf", desk / "site-ca.pem"
    (desk / "letter.pdf").write_bytes(b"a letter")
    (desk / "changed.pdf").write_bytes(_flip(good.read_bytes()))
    assert _verify(good, good, ca=ca)[0] == Exit.DONE
    assert _verify(good, desk / "letter.pdf", ca=ca)[0] == Exit.CANNOT_TELL
    assert _verify(desk / "letter.pdf", desk / "changed.pdf", good, ca=ca)[0] == Exit.NO


def test_facts_for_a_program(desk: Path) -> None:
    ended = casework("verify", desk / "summary.pdf", desk / "no.pdf", "--ca", desk / "site-ca.pem", "--json")
    facts = json.loads(ended.out)
    assert [(each["file"], each["state"]) for each in facts] == [
        ("summary.pdf", "genuine"),
        ("no.pdf", "cannot_tell"),
    ]
    assert facts[0]["signer"] == "Dr Rowan Ashdown"
    assert ended.code == Exit.CANNOT_TELL


def test_a_file_name_cannot_speak_for_another_file_or_steer_the_terminal(desk: Path) -> None:
    name = desk / "letter\x1b[2J\nsummary.pdf: genuine\udcff"
    name.write_bytes(b"a letter")
    code, told = _verify(name, ca=desk / "site-ca.pem")
    assert code == Exit.CANNOT_TELL
    assert "\x1b" not in told
    assert not any(line.startswith("summary.pdf: genuine") for line in told.splitlines())
    told.encode()


# --- export ----------------------------------------------------------------------------------------


def test_an_export_is_signed_with_the_certificate_beside_it(desk: Path) -> None:
    (desk / "out").mkdir()
    ended = as_lead(
        "export", desk / "team.vault", CASE, *ASKED, "--for", "panel", "--out", desk / "out" / "s.pdf"
    )
    nothing = "There was nothing to look for.\nNo victim is kept in this case.\n"
    assert (ended.code, ended.out) == (Exit.DONE, f"{nothing}Signed and saved: s.pdf\n")
    assert sorted(path.name for path in (desk / "out").iterdir()) == [
        "s.pdf",
        "site-ca.crl",
        "site-ca.pem",
        "site-status.json",
    ]
    assert _verify(desk / "out" / "s.pdf", ca=desk / "site-ca.pem")[0] == Exit.DONE
    assert_clean(desk / "team.vault")


def test_an_archive_copy_and_a_protected_one_go_with_it_and_verify(desk: Path) -> None:
    out, ca = desk / "out", desk / "site-ca.pem"
    out.mkdir()
    others = ("--archive", out / "a.pdf", "--protected", out / "p.pdf")
    ended = as_lead("export", desk / "team.vault", CASE, *ASKED, "--out", out / "s.pdf", *others)
    *_, plain, archive, protected, told, by_telephone = ended.out.splitlines()
    assert (plain, archive, protected) == tuple(f"Signed and saved: {name}.pdf" for name in "sap")
    before, words = told.split(": ")
    assert (before, len(words.split())) == ("Its passphrase, shown this once and kept nowhere", 7)
    assert by_telephone == "Tell it by telephone, never in the message that the file goes with."
    assert _verify(out / "a.pdf", ca=ca)[0] == Exit.DONE
    code, said = _verify(out / "p.pdf", ca=ca)
    assert (code, said.splitlines()[0]) == (Exit.CANNOT_TELL, "p.pdf: cannot tell")
    typed = "verify", out / "p.pdf", out / "a.pdf", "--ca", ca, "--passphrase-stdin"
    assert casework(*typed, stdin=f"{words}\n").code == Exit.DONE
    wrong = casework(*typed, "--json", stdin=f"{words} more\n")
    assert [each["state"] for each in json.loads(wrong.out)] == ["cannot_tell", "genuine"]
    assert_clean(desk / "team.vault")


def test_a_report_is_countersigned_by_the_colleague_whom_it_names(desk: Path) -> None:
    out, ca, vault = desk / "out", desk / "site-ca.pem", desk / "team.vault"
    out.mkdir()
    nobody = as_lead("export", vault, CASE, *ASKED, "--countersigner", "nobody", "--out", out / "s.pdf")
    assert (nobody.code, nobody.out) == (Exit.NOT_ACCEPTABLE, "")
    asked = (*ASKED, "--countersigner", COLLEAGUE.login)
    assert as_lead("export", vault, CASE, *asked, "--out", out / "s.pdf").code == Exit.DONE
    code, said = _verify(out / "s.pdf", ca=ca)
    assert code == Exit.DONE
    assert "nobody has countersigned it yet" in said
    assert as_lead("countersign", vault, out / "s.pdf", "--out", out / "c.pdf").code == Exit.NOT_PERMITTED
    by_colleague = ("--as", COLLEAGUE.login, "--passphrase-stdin")
    word = f"{COLLEAGUE_PASSPHRASE}\n"
    signed_too = casework(
        "countersign", vault, out / "s.pdf", "--out", out / "c.pdf", *by_colleague, stdin=word
    )
    assert signed_too.out == "Countersigned and saved: c.pdf\n"
    code, said = _verify(out / "c.pdf", ca=ca)
    assert code == Exit.DONE
    assert f"Countersigned by {COLLEAGUE.name}" in said
    facts = json.loads(casework("verify", out / "c.pdf", "--ca", ca, "--json").out)[0]
    assert (facts["countersigner"], facts["awaits_second"]) == (COLLEAGUE.name, False)
    again = casework("countersign", vault, out / "s.pdf", "--out", out / "d.pdf", *by_colleague, stdin=word)
    assert (again.code, again.err) == (Exit.NOT_ACCEPTABLE, "It has been countersigned already.\n")
    assert_clean(vault)


@pytest.mark.parametrize(
    ("case", "more", "code"),
    [
        (CASE, ("--for", "newspaper"), Exit.NOT_ACCEPTABLE),
        (CASE, ("--for", "../panel"), Exit.NOT_ACCEPTABLE),
        ("NM-9999", (), Exit.NOT_ACCEPTABLE),
        (GUARDED, ("--recipient", f"Sister of {VICTIM}"), Exit.WITHHELD),
        (GUARDED, ("--purpose", f"{VICTIM.upper()} moved"), Exit.WITHHELD),
        (LEAKING, (), Exit.WITHHELD),
    ],
)
def test_an_export_that_is_refused_writes_nothing(
    desk: Path, case: str, more: tuple[str, ...], code: Exit
) -> None:
    (desk / "out").mkdir()
    ended = as_lead("export", desk / "team.vault", case, *ASKED, *more, "--out", desk / "out" / "s.pdf")
    assert (ended.code, ended.out) == (code, ""), ended
    assert list((desk / "out").iterdir()) == []
    assert_clean(desk / "team.vault")


def test_which_report_is_for_whom_is_said_in_one_sentence(desk: Path) -> None:
    """Another recipient than the panel is never made up, and a question for a report that takes none is not dropped."""
    said = {
        (
            "--report",
            "gp_letter",
        ): "The letter to the practice is not for that audience: for them there is panel_summary, ",
        ("--for", "gp"): "A letter to the practice takes no question, answer or scenario: ",
        ("--for", "evaluator"): "The treatment progress cannot be made for that audience yet.",
        ("--for", "police"): "It is not complete yet. Still missing: Recipient, Purpose.",
        (
            "--include",
            "therapy",
        ): "The policy of that audience does not ask about therapy: it asks about diagnosis",
        ("--report", "consultation_note"): "A consultation note takes no question, answer or scenario: ",
    }
    for more, sentence in said.items():
        ended = as_lead("prepare", desk / "team.vault", CASE, *ASKED, *more)
        assert (ended.code, ended.out) == (Exit.NOT_ACCEPTABLE, "")
        assert ended.err.startswith(sentence)
        assert ended.err.count("\n") == 1
    who = (
        "--for",
        "police",
        "--recipient",
        "DS Marlowe",
        "--purpose",
        "Policing",
        "--include",
        "formulation",
    )
    ended = as_lead("prepare", desk / "team.vault", CASE, *ASKED, *who)
    assert ended.code == Exit.DONE
    assessment = as_lead("prepare", desk / "team.vault", CASE, *who, "--report", "assessment")
    assert (assessment.code, assessment.out) == (Exit.NOT_ACCEPTABLE, "")
    assert assessment.err.startswith(
        "That report goes to that audience part by part, and none was let in. Its parts: in_short (In short); asks "
    )
    parts = ("--report", "assessment", "--part", "plan", "--part", "basis", "--pdf", desk / "parts.pdf")
    ended = as_lead("prepare", desk / "team.vault", CASE, *who, *parts)
    assert ended.code == Exit.DONE
    words = " ".join(" ".join(texts((desk / "parts.pdf").read_bytes()).values()).split())
    assert "These parts alone, as their author let them in Basis; Plan offered." in words.replace(
        "\N{NO-BREAK SPACE}", ""
    )
    assert "Typology" not in words


def test_a_paper_for_a_court_a_practice_or_the_person_says_what_it_lacks_in_one_sentence(desk: Path) -> None:
    """And is not made at all while the person does not know of their case."""
    unaware = "The person does not know of this case: for them, a practice or a court nothing is made but "
    treating = ("--standing", "treating", "--report", "court_chronology")
    said: tuple[tuple[tuple[str, ...], str], ...] = (
        (("court", *treating), unaware),
        (("gp", "--text", "asks=Mood: review it.", "--text", "how=Better."), unaware),
        (("person",), unaware),
        (("court",), "A paper for a court says in which standing its author writes: "),
        (
            ("court", "--standing", "treating"),
            "It is not complete yet. Still missing: Question, The condition, ",
        ),
        (
            ("court", *treating, "--text", "mood=Low."),
            "That report has no text by the name of mood: it takes none.",
        ),
        (
            ("court", "--standing", "expert", "--instructed-by", "The court"),
            "An instructed expert signs nothing for a court without the service’s declaration",
        ),
        (
            ("police", "--standing", "treating"),
            "In which standing its author writes is said in a paper for a court",
        ),
    )
    who = ("--recipient", "The reader", "--purpose", "As asked")
    for (audience, *more), sentence in said:
        asked = ("--report", "consultation_note") if audience == "police" else ()
        ended = as_lead("prepare", desk / "team.vault", CASE, "--for", audience, *who, *asked, *more)
        assert (ended.code, ended.out) == (Exit.NOT_ACCEPTABLE, "")
        assert ended.err.startswith(sentence)
        assert ended.err.count("\n") == 1
    ended = as_lead("prepare", desk / "team.vault", CASE, "--for", "gp", *who, "--text", "how")
    assert ended.code == Exit.CANNOT_TELL


def test_what_is_withheld_says_where_and_never_what(desk: Path) -> None:
    ended = as_lead("export", desk / "team.vault", LEAKING, *ASKED, "--out", desk / "s.pdf")
    assert ended.err.startswith(
        "Nothing was written: the summary would have carried a protected victim detail."
    )
    assert "Look at: " in ended.err
    named = as_lead("export", desk / "team.vault", GUARDED, *ASKED, "--out", desk / "Ottoline-Varnish.pdf")
    assert named.code == Exit.WITHHELD
    assert "the file name" in named.err


def test_an_export_replaces_nothing(desk: Path) -> None:
    before = (desk / "summary.pdf").read_bytes()
    ended = as_lead("export", desk / "team.vault", CASE, *ASKED, "--out", desk / "summary.pdf")
    assert ended.code == Exit.STORAGE
    assert (desk / "summary.pdf").read_bytes() == before
    assert (
        as_lead("export", desk / "team.vault", CASE, *ASKED, "--out", desk / "no" / "s.pdf").code
        == Exit.STORAGE
    )
    assert_clean(desk / "team.vault")


def _files_of_another(folder: Path, *names: str) -> dict[str, bytes]:
    """Put another service's genuine files into a folder; with names those alone."""
    desk = folder.parent
    folder.mkdir()
    solo = ("--as", "wren", "--passphrase-stdin")
    ended = casework("site-status", desk / "solo.vault", "--out", folder, *solo, stdin=f"{SOLO_PASSPHRASE}\n")
    assert (ended.code, ended.out) == (Exit.DONE, f"Saved: {', '.join(SITE_FILES)}\n")
    for name in set(SITE_FILES) - set(names or SITE_FILES):
        (folder / name).unlink()
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.parametrize("names", [SITE_FILES, *((each,) for each in SITE_FILES)])
def test_an_export_beside_another_service_s_files_says_what_does_not_lie_beside_it(
    desk: Path, names: tuple[str, ...]
) -> None:
    as_lead("check", desk / "team.vault")
    before = _files_of_another(desk / "theirs", *names)
    ended = as_lead("export", desk / "team.vault", CASE, *ASKED, "--out", desk / "theirs" / "s.pdf")
    assert ended.code == Exit.DONE
    *_, saved, said = ended.out.splitlines()
    assert saved == "Signed and saved: s.pdf"
    assert said.startswith(f"Not put beside it: {', '.join(each for each in SITE_FILES if each in names)}. ")
    assert "move it to another folder" in said
    assert {name: (desk / "theirs" / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("content", [b"", b"somebody's notes", b"-----BEGIN CERTIFICATE-----\n"])
@pytest.mark.parametrize("name", SITE_FILES)
def test_nor_is_anybody_s_file_overwritten_that_is_none(desk: Path, name: str, content: bytes) -> None:
    as_lead("check", desk / "team.vault")
    (desk / "theirs").mkdir()
    (desk / "theirs" / name).write_bytes(content)
    ended = as_lead("site-status", desk / "team.vault", "--out", desk / "theirs")
    assert ended.code == Exit.STORAGE
    assert f"Not written: {name}. What has that name there is not this service's" in ended.err
    assert (desk / "theirs" / name).read_bytes() == content


def test_site_status_says_what_it_wrote_and_what_it_did_not(desk: Path) -> None:
    as_lead("check", desk / "team.vault")
    before = _files_of_another(desk / "theirs")
    ended = as_lead("site-status", desk / "team.vault", "--out", desk / "theirs")
    assert (ended.code, ended.out) == (Exit.STORAGE, "")
    assert ended.err.startswith(f"Not written: {', '.join(SITE_FILES)}. ")
    assert "choose another folder" in ended.err
    assert {name: (desk / "theirs" / name).read_bytes() for name in before} == before
    (desk / "ours").mkdir()
    first = as_lead("site-status", desk / "team.vault", "--out", desk / "ours")
    assert (first.code, first.out) == (Exit.DONE, f"Saved: {', '.join(SITE_FILES)}\n")
    again = as_lead("site-status", desk / "team.vault", "--out", desk / "ours")
    assert (again.code, again.out) == (
        Exit.DONE,
        "Saved: site-status.json, site-ca.crl\nThere already, as new or newer: site-ca.pem\n",
    )


def test_what_is_signed_stays_signed_where_nothing_can_be_put_beside_it(desk: Path) -> None:
    (desk / "out").mkdir()
    # As on a disk that takes no more: the name under which it is written first cannot be had.
    (name_beside(desk / "out" / "site-ca.pem") / "in the way").mkdir(parents=True)
    ended = as_lead("export", desk / "team.vault", CASE, *ASKED, "--out", desk / "out" / "s.pdf")
    assert ended.code == Exit.DONE
    said = "Signed and saved: s.pdf\nThis service's site-ca.pem could not be put beside it. It could not be saved"
    assert said in ended.out
    assert _verify(desk / "out" / "s.pdf", ca=desk / "site-ca.pem")[0] == Exit.DONE


_HEAVY = ("aiohttp.client", "sqlalchemy", "reportlab", "pikepdf", "PySide6", "app.models")


@pytest.mark.parametrize(
    ("name", "more"), [("summary.pdf", ()), ("altered.pdf", ("pyhanko", "lxml", "asyncio"))]
)
def test_a_check_loads_what_it_needs_and_no_more(desk: Path, name: str, more: tuple[str, ...]) -> None:
    """What is loaded is most of what a check takes; nothing that fetches is loaded at all."""
    (desk / "altered.pdf").write_bytes(_flip((desk / "summary.pdf").read_bytes()))
    typed = ["verify", str(desk / name), "--ca", str(desk / "site-ca.pem")]
    asked = (
        f"import sys; from app.bootstrap import run; run({typed!r}); "
        f"print([each for each in {_HEAVY + more!r} if each in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True, env=environment()
    )
    assert done.stdout.splitlines()[-1] == "[]"


# --- prepare, export what was prepared, release ------------------------------------------------------------


def _prepared(told: str) -> str:
    return told.splitlines()[0].removeprefix("Prepared: ")


def test_what_was_prepared_is_signed_as_it_was_seen(desk: Path) -> None:
    (desk / "out").mkdir()
    vault, seen, out = desk / "team.vault", desk / "out" / "look.pdf", desk / "out" / "s.pdf"
    ended = as_lead("prepare", vault, CASE, *ASKED, "--pdf", seen)
    assert ended.code == Exit.DONE
    assert f"SHA-256: {sha256(seen.read_bytes()).hexdigest()}\n" in ended.out
    prepared = _prepared(ended.out)
    assert as_lead("export", vault, "--prepared", prepared, "--out", out).code == Exit.DONE
    assert out.read_bytes().startswith(seen.read_bytes())
    assert _verify(out, ca=desk / "site-ca.pem")[0] == Exit.DONE
    again = as_lead("export", vault, "--prepared", prepared, "--out", desk / "out" / "2.pdf")
    assert (again.code, again.out) == (Exit.NOT_ACCEPTABLE, "")
    assert_clean(vault)


def test_what_rests_on_something_that_changed_is_not_exported(desk: Path) -> None:
    (desk / "out").mkdir()
    vault = desk / "team.vault"
    prepared = _prepared(as_lead("prepare", vault, CASE, *ASKED).out)
    with closing(unlocked(desk)) as opened:
        signed(opened, Cases(opened).find(CASE), "Something new", "consultation")
        opened.lock()
    ended = as_lead("export", vault, "--prepared", prepared, "--out", desk / "out" / "s.pdf")
    assert (ended.code, ended.err) == (
        Exit.CHANGED,
        "Something this rests on has changed: look again.\n",
    )
    assert not list((desk / "out").iterdir())


def test_what_was_prepared_with_a_detail_in_it_says_where_and_is_not_signed(desk: Path) -> None:
    (desk / "out").mkdir()
    vault = desk / "team.vault"
    ended = as_lead("prepare", vault, LEAKING, *ASKED, "--pdf", desk / "out" / "look.pdf")
    assert ended.code == Exit.WITHHELD
    assert "A protected victim detail stands in: " in ended.out
    signing = as_lead("export", vault, "--prepared", _prepared(ended.out), "--out", desk / "out" / "s.pdf")
    assert signing.code == Exit.WITHHELD
    assert not list((desk / "out").iterdir())


def test_what_was_looked_for_is_said_with_it(desk: Path) -> None:
    told = as_lead("prepare", desk / "team.vault", GUARDED, *ASKED).out
    assert "No protected victim detail was found.\nLooked for " in told
    assert "details of V1 in " in told
    assert VICTIM.split()[0] not in told


def test_one_says_a_case_or_what_was_prepared(desk: Path) -> None:
    out = desk / "s.pdf"
    assert as_lead("export", desk / "team.vault", "--out", out).code == Exit.CANNOT_TELL
    both = as_lead("export", desk / "team.vault", CASE, "--prepared", "x", "--out", out)
    assert both.code == Exit.CANNOT_TELL


def _as_colleague(command: str, vault: Path, *arguments: object) -> Ended:
    typed = f"{COLLEAGUE_PASSPHRASE}\n"
    return casework(command, vault, *arguments, "--as", COLLEAGUE.login, "--passphrase-stdin", stdin=typed)


def test_what_a_colleague_prepares_who_cannot_look_waits_for_release(desk: Path) -> None:
    (desk / "out").mkdir()
    vault = desk / "team.vault"
    _take_check(vault)
    ended = _as_colleague("prepare", vault, CASE, *ASKED)
    assert ended.code == Exit.NOT_PERMITTED
    assert "It needs release" in ended.out
    prepared = _prepared(ended.out)
    out = desk / "out" / f"{CASE} {datetime.now(ZoneInfo('Europe/London')):%Y-%m-%d}.pdf"
    waits = _as_colleague("export", vault, "--prepared", prepared, "--out", out)
    assert (waits.code, waits.out) == (Exit.NOT_PERMITTED, "")
    assert prepared in as_lead("release", vault).out
    released = as_lead("release", vault, prepared)
    assert (released.code, released.err) == (Exit.DONE, "")
    assert as_lead("release", vault).out == "Nothing waits for release.\n"
    done = _as_colleague("export", vault, "--prepared", prepared, "--out", out)
    assert (done.code, done.err) == (Exit.DONE, "")
    assert _verify(out, ca=desk / "site-ca.pem")[0] == Exit.DONE
    # Nothing else is wrong than the admission that was taken away here.
    checked = as_lead("check", vault)
    assert next(line for line in checked.out.splitlines() if "“Victim check”" not in line).startswith(
        "Looked at"
    )


def test_what_names_a_victim_is_not_released(desk: Path) -> None:
    vault = desk / "team.vault"
    _take_check(vault)
    prepared = _prepared(_as_colleague("prepare", vault, LEAKING, *ASKED).out)
    ended = as_lead("release", vault, prepared)
    assert ended.code == Exit.WITHHELD
    assert ended.err.startswith("It was not released: a protected victim detail stands in it.")


def _take_check(vault: Path) -> None:
    """The colleague was not admitted to the victim check."""
    grant = "DELETE FROM compartment_grant WHERE compartment = 'victim_check' AND staff_id = "
    with raw_sql(vault) as connection:
        connection.execute(f"{grant}(SELECT id FROM staff WHERE login = ?)", [COLLEAGUE.login])


def test_without_a_question_and_an_answer_nothing_is_made_and_both_are_named(desk: Path) -> None:
    ended = as_lead("export", desk / "team.vault", CASE, "--out", desk / "none.pdf")
    assert ended.code == Exit.NOT_ACCEPTABLE
    assert ended.err.strip() == "It is not complete yet. Still missing: Question to health, Answer."
    assert not (desk / "none.pdf").exists()


def test_an_answer_of_too_many_words_is_refused_with_how_many(desk: Path) -> None:
    long = "--question", "What next?", "--answer", "word " * 91
    ended = as_lead("export", desk / "team.vault", CASE, *long, "--out", desk / "long.pdf")
    assert (ended.code, ended.err.strip()) == (Exit.NOT_ACCEPTABLE, "The answer has 91 words: 90 at most.")


def test_a_scenario_that_does_not_stand_is_refused_with_those_that_do(desk: Path) -> None:
    ended = as_lead("export", desk / "team.vault", CASE, *ASKED, "--scenario", "S9", "--out", desk / "s9.pdf")
    assert ended.code == Exit.NOT_ACCEPTABLE
    assert ended.err.startswith("No scenario by that code stands in this case: there is")


def test_an_answer_is_read_from_a_file_and_stands_on_the_page(desk: Path) -> None:
    """Where a shell would keep it in its history."""
    (desk / "answer.txt").write_text("Not before the hearing, if the plan is kept.\n", "utf-8")
    out = desk / "answered.pdf"
    typed = "--question", "What next?", "--answer", f"@{desk / 'answer.txt'}"
    assert as_lead("export", desk / "team.vault", CASE, *typed, "--out", out).code == Exit.DONE
    page = " ".join(texts(out.read_bytes())["page 1 of the PDF"].split())
    assert "Question to health What next?" in page
    assert "Answer Not before the hearing, if the plan is kept." in page
    typed = "--question", "What next?", "--answer", f"@{desk / 'nothing.txt'}"
    assert as_lead("export", desk / "team.vault", CASE, *typed, "--out", desk / "n.pdf").code == Exit.STORAGE


# --- scan ------------------------------------------------------------------------------------------


def test_a_file_that_was_not_made_here_is_looked_through_before_it_is_sent(desk: Path) -> None:
    """Found, not read, and clean, in one call: what was found outweighs the rest, and all of it is said."""
    (desk / "letter.pdf").write_bytes(pdf("white", VICTIM))
    (desk / "scan.pdf").write_bytes(picture_of("PNG", 60, 60))
    (desk / "clean.pdf").write_bytes(docx(run("Nothing is said here.")))
    files = [desk / name for name in ("letter.pdf", "scan.pdf", "clean.pdf")]
    ended = as_lead("scan", desk / "team.vault", GUARDED, *files)
    assert (ended.code, ended.err) == (Exit.NO, "")
    looked = (
        "  Looked for 2 details of V1 in all that could be read. It finds what it was told of and no more, and never "
        "what stands in a picture: read the file yourself before you send it.\n"
    )
    assert ended.out == (
        "letter.pdf: 1 place holds a detail of V1 that must not leave.\n"
        "  Page 1, line 2: V1, name\n"
        "scan.pdf: It could not be read, so nobody can tell.\n"
        "  The file is a picture and could not be read: look at it yourself.\n"
        "clean.pdf: No protected victim detail was found.\n"
        f"{looked}"
    )
    assert as_lead("scan", desk / "team.vault", GUARDED, *files[1:]).code == Exit.CANNOT_TELL
    (desk / VICTIM).with_suffix(".pdf").write_bytes(b"Nothing")
    named = as_lead("scan", desk / "team.vault", GUARDED, (desk / VICTIM).with_suffix(".pdf"), files[2])
    assert named.out.startswith(
        "File 1: 1 place holds a detail of V1 that must not leave.\n  The file name: V1, name\n"
    )
    ours = as_lead("scan", desk / "team.vault", GUARDED, desk / "summary.pdf")
    assert ours.out.startswith("summary.pdf: No protected victim detail was found.\n  Looked for ")
    assert ours.code == Exit.DONE
    clean = as_lead("scan", desk / "team.vault", CASE, files[0])
    assert (clean.code, clean.out.splitlines()[0]) == (
        Exit.DONE,
        "letter.pdf: There was nothing to look for.",
    )
    gone = as_lead("scan", desk / "team.vault", CASE, desk / "gone.pdf")
    assert (gone.code, gone.out.splitlines()[-1]) == (Exit.CANNOT_TELL, "  The file is not there.")
    assert as_lead("scan", desk / "team.vault", "NM-9999", files[0]).code == Exit.NOT_ACCEPTABLE
    assert as_lead("scan", desk / "team.vault", CASE).code == Exit.CANNOT_TELL
    (desk / VICTIM).with_suffix(".pdf").unlink()
    assert_clean(desk / "team.vault")
