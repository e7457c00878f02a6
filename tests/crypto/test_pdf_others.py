"""What another program signed is no forgery, and nothing that gives itself out as ours is taken for another's."""

import zlib
from io import BytesIO

import pikepdf
import pytest

from app.crypto.pdf import verifying as pdf_verifying
from app.crypto.pdf.verdict import State, Verdict
from app.errors import Exit
from tests.crypto.judging import flipped, gap, judged, signed
from tests.crypto.other_programs import KEYS, letter, signed_elsewhere, stamped_elsewhere
from tests.crypto.signed_pdfs import new_site, unsigned

WHOLE = "Signed with other software, and whole: nothing was changed since. Who signed it is not known here."
ALTERED = (
    "Signed with other software, and changed since: what stands in it is not what was signed. Who signed it is not "
    "known here: before you rely on it, ask who sent it for the file as it was signed."
)
ADDED = (
    "Signed with other software, and something was added since that no signature covers. Who signed it is not known "
    "here: before you rely on it, ask who sent it what was added."
)
CUT = "The file is cut short: fetch it again."


def told(verdict: Verdict) -> tuple[State, tuple[str, ...], bool | None, bytes | None]:
    return verdict.state, verdict.reasons, verdict.trusted, verdict.attachment


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("roots", [True, False])
def test_a_sound_signature_of_another_program_cannot_be_told(kind: str, roots: bool) -> None:  # noqa: FBT001
    data = signed_elsewhere(letter(), kind=kind)
    verdict = judged(data) if roots else pdf_verifying.verify(data, [])
    assert told(verdict) == (State.CANNOT_TELL, (WHOLE,), None, None)
    assert (verdict.intact, verdict.whole_file, verdict.state.exit_code) == (True, True, Exit.CANNOT_TELL)


def test_other_ways_to_sign_are_known_too() -> None:
    for data in (
        signed_elsewhere(letter(), pss=True),
        signed_elsewhere(letter(), cades=True),
        stamped_elsewhere(letter()),
    ):
        assert told(judged(data)) == (State.CANNOT_TELL, (WHOLE,), None, None)


def test_several_signatures_in_turn_are_whole_each_for_its_part() -> None:
    data = stamped_elsewhere(signed_elsewhere(signed_elsewhere(letter()), field="B", kind="ecdsa"))
    verdict = judged(data)
    assert verdict.state is State.CANNOT_TELL
    assert verdict.reasons[0].startswith(
        "Signed with other software, several times, and whole: each signature"
    )


def places(data: bytes, number: int) -> range:
    return range(0, len(data), max(1, len(data) // number))


def test_what_contradicts_its_own_signature_is_said_to_be_changed_and_nobodys_forgery() -> None:
    once = signed_elsewhere(letter())
    twice = signed_elsewhere(once, field="B")
    for data in (once, twice):
        begins, ends = contents(data)
        for at in places(data, 60):
            if not begins <= at <= ends:
                # A byte of the range itself may leave no signature that could be read at all.
                assert judged(flipped(data, at)).state is not State.GENUINE
                assert WHOLE not in judged(flipped(data, at)).reasons
        middle = data.index(b"/MediaBox")
        verdict = judged(flipped(data, middle + 12))
        assert told(verdict) == (State.CANNOT_TELL, (ALTERED,), None, None)
        assert (verdict.intact, verdict.whole_file, verdict.of_another_program) == (False, True, True)


@pytest.mark.parametrize(
    "tail", [b"\n", b"% a comment\n", b"\0", b"\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"]
)
def test_what_was_added_after_another_programs_signature_is_said_to_be_added(tail: bytes) -> None:
    verdict = judged(signed_elsewhere(letter()) + tail)
    assert told(verdict) == (State.CANNOT_TELL, (ADDED,), None, None)
    assert (verdict.intact, verdict.whole_file, verdict.state.exit_code) == (False, False, Exit.CANNOT_TELL)


def contents(data: bytes) -> tuple[int, int]:
    begins = data.rindex(b"/Contents <") + len(b"/Contents ")
    return begins, data.index(b">", begins) + 1


def test_a_signature_over_another_file_does_not_hold() -> None:
    one, other = signed_elsewhere(letter()), signed_elsewhere(letter(), field="B")
    (begins, ends), (first, last) = contents(one), contents(other)
    assert ends - begins == last - first
    verdict = judged(one[:begins] + other[first:last] + one[ends:])
    assert told(verdict) == (State.CANNOT_TELL, (ALTERED,), None, None)


def altered_copy() -> bytes:
    """A summary of ours with other words, its signature gone, packed so that no name in it can be read in the bytes."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(signed())) as pdf:
        pdf.pages[0].contents_add(b"BT ET")
        del pdf.Root.AcroForm, pdf.Root.Perms
        del pdf.pages[-1].Annots
        pdf.remove_unreferenced_resources()
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert b"panel-summary.json" not in saved.getvalue()
    return saved.getvalue()


def test_an_altered_copy_of_ours_that_another_program_signed_is_not_genuine() -> None:
    for pdf in (altered_copy(), unsigned(1)):
        verdict = judged(signed_elsewhere(pdf))
        assert (verdict.state, verdict.attachment) == (State.NOT_GENUINE, None)


def test_a_signature_that_another_program_added_to_ours_is_not_genuine() -> None:
    for data in (signed(), new_site().sign(unsigned(1)), flipped(signed(), 900)):
        writer_made = signed_elsewhere(data, field="B")
        assert judged(writer_made).state is State.NOT_GENUINE
        assert pdf_verifying.verify(writer_made, []).state is State.NOT_GENUINE


def test_our_container_in_another_programs_file_is_not_genuine() -> None:
    end, start = gap()
    data = signed_elsewhere(letter())
    begins, ends = contents(data)
    ours = signed()[end : start - 1].ljust(ends - begins - 1, b"0") + b">"
    assert judged(data[:begins] + ours + data[ends:]).state is State.NOT_GENUINE


@pytest.mark.parametrize(
    "claim", [{"/Creator": "MASIP Casework"}, {"/Producer": "MASIP Casework"}], ids=["creator", "producer"]
)
def test_what_says_that_it_is_ours_and_is_not_is_not_genuine(claim: dict[str, str]) -> None:
    saved = BytesIO()
    with pikepdf.open(BytesIO(letter())) as pdf:
        for key, value in claim.items():
            pdf.docinfo[key] = value
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert judged(signed_elsewhere(saved.getvalue())).state is State.NOT_GENUINE


def test_a_form_that_waits_for_a_signature_is_not_called_forged() -> None:
    pdf = letter().replace(b"%%EOF", b"% /SubFilter [/adbe.pkcs7.detached]\n%%EOF")
    verdict = judged(pdf)
    assert verdict.state is State.CANNOT_TELL
    assert verdict.reasons == (
        "Nothing in this file says that Casework made it, and no signature in it can be checked here.",
    )
    assert judged(b"the words /ByteRange in a letter").reasons == ("The file is not a PDF.",)


def test_streams_that_unpack_without_end_are_looked_at_for_a_while() -> None:
    """A bomb costs what it is let cost: looking stops at the limit, and the verdict comes."""
    bomb = b"stream\n" + zlib.compress(bytes(30_000_000)) + b"\nendstream\n"
    data = b"%PDF-1.7\n% /ByteRange\n" + bomb * 300 + b"%%EOF\n"
    assert judged(data).state is State.CANNOT_TELL


def cut_points(data: bytes) -> list[int]:
    return [*range(20, len(data), 97), *range(len(data) - 600, len(data))]


@pytest.mark.parametrize("made", ["ours", "once", "twice", "unsigned"])
def test_a_file_cut_short_anywhere_is_said_to_be_cut_short(made: str) -> None:
    once = signed_elsewhere(letter())
    data = {
        "ours": signed(),
        "once": once,
        "twice": signed_elsewhere(once, field="B"),
        "unsigned": unsigned(1),
    }[made]
    for at in cut_points(data):
        cut = data[:at]
        if cut.rstrip().endswith(b"%%EOF") and at < len(data) - 2:
            continue  # an earlier state of the file, whole by itself
        if made != "ours" and cut.rstrip().endswith(b"%%EOF"):
            continue
        assert told(judged(cut))[:2] == (State.CANNOT_TELL, (CUT,)), at


def test_what_is_no_pdf_is_not_said_to_be_cut_short() -> None:
    for data in (b"", b"PK\x03\x04" + bytes(100), b"Dear colleague,\n"):
        assert judged(data).reasons == ("The file is not a PDF.",)


def test_an_addition_without_an_end_is_not_taken_for_a_broken_download() -> None:
    assert judged(signed() + b"words that were added").state is State.NOT_GENUINE
