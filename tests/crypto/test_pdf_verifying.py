"""Only a whole, unaltered PDF signed by the site's own staff is genuine; everything else is told apart in words."""

import logging
import re
import time
import zlib
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.crypto import cades, certificates, pdf_signing, pdf_verifying, pki
from app.crypto.pdf_envelope import Envelope, open_envelope
from app.crypto.pdf_verifying import State, Verdict
from app.errors import Exit, NotAcceptable, NotGenuine
from tests.crypto.signed_pdfs import FIELD, PAYLOAD, SUMMARY, WHEN, new_site, stamp, unsigned

SITE = new_site()
ECDSA_WITH_SHA256 = bytes.fromhex("06082A8648CE3D040302")
LATER = WHEN + timedelta(hours=1)


@cache
def signed(pages: int = 1) -> bytes:
    return SITE.sign(unsigned(pages), stamp=stamp())


def judged(data: bytes, *roots: bytes) -> Verdict:
    return pdf_verifying.verify(data, roots or (SITE.root,), now=LATER)


def gap() -> tuple[int, int]:
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", signed())
    assert found is not None
    return int(found[1]), int(found[2])


def flipped(data: bytes, at: int, bit: int = 0) -> bytes:
    return data[:at] + bytes((data[at] ^ (1 << bit),)) + data[at + 1 :]


def appended(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Incremental updates of the kinds a forger would try."""
    for what in ("page", "info", "attachment", "annotation", "catalog"):
        writer = IncrementalPdfFileWriter(BytesIO(data))
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        if what == "page":
            page["/Contents"].get_object()._data = b"BT ET"  # noqa: SLF001
            writer.update_container(page["/Contents"].get_object())
        elif what == "attachment":
            names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
            names[1]["/EF"]["/F"]._data = b"{}"  # noqa: SLF001
            writer.update_container(names[1]["/EF"]["/F"])
        elif what == "annotation":
            page["/Annots"].append(writer.add_object(pdf_string("a note")))
            writer.update_container(page["/Annots"])
        else:
            writer.root[pdf_name("/Forged")] = pdf_string(what)
            writer.update_root()
        output = BytesIO()
        writer.write(output)
        yield what, output.getvalue()


# --- genuine --------------------------------------------------------------------------------------


def test_an_untouched_file_is_genuine_and_says_who_signed_it_and_when() -> None:
    verdict = judged(signed())
    assert verdict.state is State.GENUINE
    assert (verdict.intact, verdict.whole_file, verdict.certified, verdict.trusted) == (True,) * 4
    assert (verdict.signer, verdict.registration) == ("Dr Siân Llŷr", "HCPC PYL00001")
    assert (verdict.organisation, verdict.signed_at) == ("Example Forensic Service", WHEN)
    assert verdict.attachment == PAYLOAD
    assert verdict.ca_fingerprint == certificates.fingerprint(SITE.root)
    assert verdict.reasons == (
        "Genuine and unaltered: signed by Dr Siân Llŷr, Forensic psychologist, HCPC PYL00001, Example Forensic "
        "Service on 14-Aug-2026 at 09:30 UTC by the signer's clock, and whole.",
    )


def test_a_bundle_may_hold_other_authorities_too() -> None:
    assert judged(signed(), new_site("Another Service").root, SITE.root).state is State.GENUINE


def test_a_file_without_the_attachment_is_genuine_and_yields_none() -> None:
    verdict = pdf_verifying.verify(signed(), [SITE.root], attachment="other.json", now=LATER)
    assert (verdict.state, verdict.attachment) == (State.GENUINE, None)


def test_a_signature_outlives_its_certificate_and_the_authority() -> None:
    for years, remarks in ((2, 0), (4, 1), (40, 1)):
        verdict = pdf_verifying.verify(signed(), [SITE.root], now=WHEN + timedelta(days=365 * years))
        assert verdict.state is State.GENUINE
        assert len(verdict.reasons) == 1 + remarks


def test_a_time_still_to_come_is_remarked_upon() -> None:
    verdict = pdf_verifying.verify(signed(), [SITE.root], now=WHEN - timedelta(days=2))
    assert verdict.state is State.GENUINE
    assert "still to come" in " ".join(verdict.reasons)


def test_exit_codes_are_nought_one_and_two() -> None:
    assert [state.exit_code for state in State] == [Exit.DONE, Exit.NO, Exit.CANNOT_TELL]


# --- not genuine ----------------------------------------------------------------------------------


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


def test_a_file_cut_short_is_refused() -> None:
    for missing in (1, 7, 400):
        assert judged(signed()[:-missing]).state is State.NOT_GENUINE


def test_incremental_updates_are_refused() -> None:
    for what, altered in appended(signed()):
        assert judged(altered).state is State.NOT_GENUINE, what


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


def test_a_withdrawn_certificate_is_refused() -> None:
    withdrawn = pki.make_crl(SITE.authority, [(SITE.certificate, LATER)], LATER)
    nobody = pki.make_crl(SITE.authority, [], LATER)
    assert pdf_verifying.verify(signed(), [SITE.root], crls=[nobody], now=LATER).state is State.GENUINE
    verdict = pdf_verifying.verify(signed(), [SITE.root], crls=[nobody, withdrawn], now=LATER)
    assert (verdict.state, verdict.trusted) == (State.NOT_GENUINE, False)
    stranger = pki.make_crl(new_site().authority, [], LATER)
    with pytest.raises(NotAcceptable):
        pdf_verifying.verify(signed(), [SITE.root], crls=[stranger], now=LATER)


def test_two_attachments_of_one_name_are_refused() -> None:
    doubled = BytesIO()
    with pikepdf.open(BytesIO(unsigned(1))) as pdf:
        names = pdf.Root.Names.EmbeddedFiles
        again = pikepdf.AttachedFileSpec(
            pdf, b"{}", filename=SUMMARY, description="", creation_date="", mod_date=""
        )
        names.Names.append(pikepdf.String("zz"))
        names.Names.append(again.obj)
        pdf.save(doubled)
    verdict = judged(SITE.sign(doubled.getvalue()))
    assert (verdict.state, verdict.attachment) == (State.NOT_GENUINE, None)


# --- cannot tell ----------------------------------------------------------------------------------


def test_without_an_authority_the_signer_is_only_a_claim() -> None:
    verdict = pdf_verifying.verify(signed(), [], now=LATER)
    assert (verdict.state, verdict.intact, verdict.trusted) == (State.CANNOT_TELL, True, None)
    assert (verdict.signer, verdict.attachment) == ("Dr Siân Llŷr", None)
    assert verdict.ca_fingerprint == certificates.fingerprint(SITE.root)
    assert pdf_verifying.verify(flipped(signed(), 99), []).state is State.NOT_GENUINE


def test_a_protected_file_takes_its_passphrase() -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(unsigned(1))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="correct horse", owner="battery staple", R=6))
    data = pdf_signing.sign(
        locked.getvalue(), SITE.key, SITE.certificate, [SITE.root], field=FIELD, when=WHEN, passphrase="correct horse"
    )
    for passphrase in (None, "wrong"):
        verdict = pdf_verifying.verify(data, [SITE.root], passphrase=passphrase, now=LATER)
        assert (verdict.state, verdict.attachment) == (State.CANNOT_TELL, None)
        assert "passphrase" in verdict.reasons[0]
    opened = pdf_verifying.verify(data, [SITE.root], passphrase="correct horse", now=LATER)
    assert (opened.state, opened.attachment) == (State.GENUINE, PAYLOAD)
    assert judged(flipped(data, 500)).state is State.NOT_GENUINE


def hostile() -> dict[str, bytes]:
    nested = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\nstartxref\n9\n%%EOF"
    bomb = zlib.compress(bytes(20_000_000))
    return {
        "empty": b"",
        "text": b"Dear colleague,\n",
        "zip": b"PK\x03\x04" + bytes(100),
        "unsigned": unsigned(1),
        "cut before the signature": signed()[:2000],
        "nested": nested,
        "huge xref": b"%PDF-1.7\nxref\n0 999999999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF",
        "xref in a circle": b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF",
        "bomb": b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n" + bomb + b"\nendstream\nendobj",
    }


@pytest.mark.parametrize("what", hostile())
def test_nothing_can_be_told_of_what_carries_no_signature(what: str) -> None:
    started = time.monotonic()
    verdict = judged(hostile()[what])
    assert verdict.state is State.CANNOT_TELL
    assert len(verdict.reasons) == 1
    assert verdict.reasons[0].endswith(".")
    assert time.monotonic() - started < 2


def test_a_file_beyond_the_limit_is_not_examined() -> None:
    assert judged(bytes(pdf_verifying.LARGEST + 1)).state is State.CANNOT_TELL


@pytest.mark.parametrize("filling", [b"00", b"30", b"3080", b"30FFFFFF", b"A0", b"ZZ", b"31"])
def test_junk_in_place_of_a_signature_is_refused(filling: bytes) -> None:
    end, start = gap()
    junk = (filling * (start - end))[: start - end - 2]
    assert judged(signed()[:end] + b"<" + junk + b">" + signed()[start:]).state is State.NOT_GENUINE


def test_a_bomb_signed_by_a_member_of_staff_cannot_be_told() -> None:
    """Only staff can get a file as far as the parser, and even theirs may not bring it down."""
    body = b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\n"
    dictionary = b"2 0 obj\n<< /ByteRange [0 %010d %010d %010d] /Contents "
    tail = b" >>\nendobj\nstartxref\n9\n%%EOF"
    room = 2 * len(cades.assemble(bytes(32), SITE.certificate, [SITE.root], bytes(72)))
    end = len(body) + len(dictionary % (0, 0, 0))
    head = body + dictionary % (end, end + room + 2, len(tail))
    digest = hashes.Hash(hashes.SHA256())
    digest.update(head + tail)
    container = cades.sign(digest.finalize(), SITE.key, SITE.certificate, [SITE.root])
    data = head + b"<" + container.hex().upper().encode().ljust(room, b"0") + b">" + tail
    assert isinstance(open_envelope(data), Envelope)
    verdict = judged(data)
    assert (verdict.state, verdict.intact, verdict.attachment) == (State.CANNOT_TELL, True, None)


def test_logs_nothing_of_what_it_reads(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for data in (signed(), *(altered for _, altered in appended(signed()))):
            judged(data)
    assert not [record for record in caplog.records if record.levelno >= logging.INFO]


def test_the_certificate_names_nobody_but_the_signer_and_the_site() -> None:
    subject = x509.load_der_x509_certificate(SITE.certificate).subject.rfc4514_string()
    assert subject.count("=") == 5

