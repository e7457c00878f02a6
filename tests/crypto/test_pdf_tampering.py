"""Whatever was altered, added, exchanged or signed by a stranger is not genuine."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from app.crypto import pki
from app.crypto.pdf import cades
from app.crypto.pdf import signing as pdf_signing
from app.crypto.pdf import verifying as pdf_verifying
from app.crypto.pdf.verdict import State
from app.errors import NotGenuine
from tests.crypto.judging import SITE, appended, flipped, gap, judged, signed
from tests.crypto.other_programs import signed_elsewhere
from tests.crypto.signed_pdfs import FIELD, PAYLOAD, SUMMARY, WHEN, new_site, stamp, unsigned

ECDSA_WITH_SHA256 = bytes.fromhex("06082A8648CE3D040302")


def test_any_flip_in_two_hundred_places_of_the_signed_ranges_is_refused() -> None:
    end, start = gap()
    places = [*range(end), *range(start, len(signed()))]
    for at in places[:: len(places) // 200]:
        assert judged(flipped(signed(), at, at % 8)).state is State.NOT_GENUINE, at


def test_any_flip_in_the_signature_itself_is_refused() -> None:
    end, start = gap()
    for at in range(end, start, 9):
        for bit in (0, 5):  # 5 turns a capital digit into a small one
            assert judged(flipped(signed(), at, bit)).state is State.NOT_GENUINE, (at, bit)


@pytest.mark.slow
def test_any_one_bit_anywhere_is_refused() -> None:
    for at in range(len(signed())):
        for bit in range(8):
            assert judged(flipped(signed(), at, bit)).state is State.NOT_GENUINE, (at, bit)


@pytest.mark.parametrize("tail", [b" ", b"\n", b"\0", b"% a comment\n", b"%%EOF\n"])
def test_appended_bytes_are_refused(tail: bytes) -> None:
    verdict = judged(signed() + tail)
    assert (verdict.state, verdict.whole_file, verdict.attachment) == (State.NOT_GENUINE, False, None)


def test_bytes_put_in_front_are_refused() -> None:
    assert judged(b"\n" + signed()).state is State.NOT_GENUINE


def test_a_file_cut_short_is_not_accepted() -> None:
    for missing in (1, 7, 400):
        assert judged(signed()[:-missing]).state is State.CANNOT_TELL


def test_incremental_updates_are_refused() -> None:
    for what, altered in appended(signed()):
        assert judged(altered).state is State.NOT_GENUINE, what


OF_ITSELF = "what the file says of itself"
NAMED = {
    "page": f"{OF_ITSELF}, the words of page 1",
    "info": OF_ITSELF,
    "attachment": f"{OF_ITSELF}, the attached file",
    "annotation": f"{OF_ITSELF}, page 1",
    "catalog": OF_ITSELF,
}


def test_what_was_added_afterwards_is_named() -> None:
    for what, altered in appended(signed()):
        reasons = judged(altered).reasons
        assert reasons[0] == "It is not the whole of what was signed: something was added or cut off since."
        named = (
            f"What Dr Siân Llŷr signed stands in it still, and this was added or changed afterwards: {NAMED[what]}. Do "
            "not rely on it: ask them for the file as they signed it."
        )
        assert reasons[1:] == (named,), what
    assert "afterwards: bytes that are no part of a PDF." in judged(signed() + b"% a comment\n").reasons[1]
    assert "another signature" in judged(signed_elsewhere(signed(), field="B")).reasons[1]
    # Of a stranger's file nothing of the kind is said.
    assert len(judged(new_site().sign(unsigned(1)) + b"\n").reasons) == 1


def _saved_anew() -> bytes:
    saved = BytesIO()
    with pikepdf.open(BytesIO(signed())) as pdf:
        pdf.save(saved)
    return saved.getvalue()


REFUSED = {
    "a byte turned over": (
        lambda: flipped(signed(), 900),
        "It was altered after it was signed, or somebody else signed it in the name of this service.",
    ),
    "saved anew": (
        _saved_anew,
        "It was signed, but its signature is damaged. Ask for it again, and do not rely on this one.",
    ),
    "a stranger of the same name": (
        lambda: new_site().sign(unsigned(1)),
        "Nobody of the service whose certificate you gave signed it, whatever name it bears: do not rely on it.",
    ),
    "a second signature": (
        lambda: signed_elsewhere(signed(), field="B"),
        "It carries more than one signature: something was added after it was signed.",
    ),
    "out of force": (
        lambda: SITE.sign(unsigned(1), when=WHEN - timedelta(days=366)),
        (
            "On the day that its signature states, the signer's certificate, or the service's own, was not valid: "
            "somebody may have signed it who may not sign any more."
        ),
    ),
}


@pytest.mark.parametrize("attack", REFUSED)
def test_each_refusal_is_in_words_that_an_officer_reads(attack: str) -> None:
    made, sentence = REFUSED[attack]
    verdict = judged(made())
    assert (verdict.state, verdict.reasons[0]) == (State.NOT_GENUINE, sentence)
    jargon = re.compile(
        r"\b(byte|hash|digest|CMS|DocMDP|revision|object|incremental|container|encoding|trust)", re.IGNORECASE
    )
    assert not jargon.search(" ".join(verdict.reasons))


def test_a_file_saved_anew_with_another_attachment_is_refused() -> None:
    saved = BytesIO()
    with pikepdf.open(BytesIO(signed())) as pdf:
        pdf.attachments[SUMMARY].obj.EF.F.write(b"{}")
        pdf.save(saved)
    verdict = judged(saved.getvalue())
    assert (verdict.state, verdict.attachment) == (State.NOT_GENUINE, None)


def test_a_second_signature_is_refused() -> None:
    second = re.sub(rb"/ByteRange \[0 .*?\]", b"/ByteRange [0 1 2 3]", signed())
    assert judged(second).state is State.NOT_GENUINE
    verdict = judged(signed() + signed()[gap()[0] - 1 :])
    assert verdict.state is State.NOT_GENUINE


def test_the_signature_of_one_file_does_not_serve_another() -> None:
    end, start = gap()
    other = SITE.sign(unsigned(1, payload=PAYLOAD.replace(b"0001", b"0002")), stamp=stamp())
    assert len(other) == len(signed())
    assert judged(other).state is State.GENUINE
    assert judged(other[:end] + signed()[end:start] + other[start:]).state is State.NOT_GENUINE


def test_an_update_in_a_shadow_of_the_range_is_refused() -> None:
    """The shadow attack: the range is rewritten so that forged objects lie in the gap (CVE-2018-18688)."""
    end, start = gap()
    forged = signed()[: start - 1] + b">" + b"\n9 0 obj\n<< >>\nendobj\n<00>" + signed()[start:]
    assert judged(forged).state is State.NOT_GENUINE
    wider = b"/ByteRange [0 %d %d %d]" % (end, start + 27, len(signed()) - start)
    assert judged(re.sub(rb"/ByteRange \[0 .*?\]", wider, forged)).state is State.NOT_GENUINE


def test_the_other_value_of_s_is_refused() -> None:
    """(r, n - s) is as valid as (r, s) to any ECDSA library, so a stranger can make it without the key."""
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    digest = hashes.Hash(hashes.SHA256())
    digest.update(b"content")
    hashed = digest.finalize()
    container = cades.sign(hashed, SITE.key, SITE.certificate, [SITE.root])
    signature = container[container.rindex(ECDSA_WITH_SHA256) + len(ECDSA_WITH_SHA256) + 2 :]
    r, s = decode_dss_signature(signature)
    other = cades.assemble(hashed, SITE.certificate, [SITE.root], encode_dss_signature(r, order - s))
    assert cades.check(container, hashed).certificate == SITE.certificate
    with pytest.raises(NotGenuine):
        cades.check(other, hashed)


def test_another_site_of_the_same_name_is_not_trusted() -> None:
    verdict = judged(new_site().sign(unsigned(1)))
    assert (verdict.state, verdict.intact, verdict.trusted) == (State.NOT_GENUINE, True, False)
    assert verdict.attachment is None


def test_staff_cannot_certify_staff() -> None:
    subject = pki.Subject("Dr A", "Nurse")
    other = pki.Authority(SITE.key, SITE.certificate)
    forged = pki.issue(other, pki.Purpose.DOCUMENTS, SITE.key.public_key(), subject, WHEN)
    data = pdf_signing.sign(unsigned(1), SITE.key, forged, [SITE.certificate], field=FIELD, when=WHEN)
    assert judged(data).state is State.NOT_GENUINE
    assert judged(data, SITE.certificate).state is State.NOT_GENUINE


@pytest.mark.parametrize("years", [-1, 4])
def test_a_time_outside_the_certificate_is_refused(years: int) -> None:
    data = SITE.sign(unsigned(1), when=WHEN + timedelta(days=366 * years))
    verdict = pdf_verifying.verify(data, [SITE.root], now=WHEN + timedelta(days=3660))
    assert (verdict.state, verdict.trusted) == (State.NOT_GENUINE, False)


def test_two_attachments_of_one_name_are_refused() -> None:
    doubled = BytesIO()
    with pikepdf.open(BytesIO(unsigned(1))) as pdf:
        names = pdf.Root.Names.EmbeddedFiles
        again = pikepdf.AttachedFileSpec(
            pdf, b"{}", filename=SUMMARY, mime_type="", description="", creation_date="", mod_date=""
        )
        names.Names.append(pikepdf.String("zz"))
        names.Names.append(again.obj)
        pdf.save(doubled)
    verdict = judged(SITE.sign(doubled.getvalue()))
    assert (verdict.state, verdict.attachment) == (State.NOT_GENUINE, None)
