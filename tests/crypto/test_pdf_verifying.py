"""Genuine, or nothing to be told: what a file untouched or unknown is called, and in which words."""

import logging
import time
import zlib
from datetime import timedelta, timezone
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.crypto import certificates
from app.crypto.pdf import cades
from app.crypto.pdf import signing as pdf_signing
from app.crypto.pdf import verifying as pdf_verifying
from app.crypto.pdf.envelope import Envelope, open_envelope
from app.crypto.pdf.verdict import State
from app.errors import Exit
from tests.crypto.judging import LATER, SITE, appended, flipped, gap, judged, signed
from tests.crypto.signed_pdfs import FIELD, PASSPHRASE, PAYLOAD, WHEN, new_site, unsigned


def test_an_untouched_file_is_genuine_and_says_who_signed_it_and_when() -> None:
    verdict = judged(signed())
    assert verdict.state is State.GENUINE
    assert (verdict.intact, verdict.whole_file, verdict.certified, verdict.trusted) == (True,) * 4
    assert (verdict.signer, verdict.registration) == ("Dr Siân Llŷr", "HCPC PYL00001")
    assert (verdict.organisation, verdict.signed_at) == ("Example Forensic Service", WHEN)
    assert verdict.attachment == PAYLOAD
    assert verdict.ca_fingerprint == certificates.fingerprint(SITE.root)
    assert verdict.reasons == (
        (
            "Genuine and unaltered: signed by Dr Siân Llŷr, Forensic psychologist, HCPC PYL00001, "
            "Example Forensic Service on 14-Aug-2026 09:30 UTC by the signer's clock, and whole."
        ),
    )


def test_the_time_is_told_at_the_offset_that_the_page_prints() -> None:
    """Signatures of earlier versions have it in UTC; the summary that is attached knows."""
    told = b'{"created":"2026-08-14T10:30:00.250000+01:00"}'
    here = WHEN.astimezone(timezone(timedelta(hours=1)))
    for data in (SITE.sign(unsigned(1, payload=told)), SITE.sign(unsigned(1), when=here)):
        verdict = judged(data)
        assert " on 14-Aug-2026 10:30 UTC+01:00 (09:30 UTC) by" in verdict.reasons[0]
        assert verdict.signed_at == WHEN
    for other in (b'{"created":"2026-08-14T11:30:00+01:00"}', b'{"created":7}', b"[]", b"no JSON"):
        assert " on 14-Aug-2026 09:30 UTC by" in judged(SITE.sign(unsigned(1, payload=other))).reasons[0]


def test_a_bundle_may_hold_other_authorities_too() -> None:
    assert judged(signed(), new_site("Another Service").root, SITE.root).state is State.GENUINE


def test_a_file_without_the_attachment_is_genuine_and_yields_none() -> None:
    verdict = pdf_verifying.verify(signed(), [SITE.root], attachments=("other.json",), now=LATER)
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


def test_without_an_authority_the_signer_is_only_a_claim() -> None:
    verdict = pdf_verifying.verify(signed(), [], now=LATER)
    assert (verdict.state, verdict.intact, verdict.trusted) == (State.CANNOT_TELL, True, None)
    assert (verdict.signer, verdict.attachment) == ("Dr Siân Llŷr", None)
    assert verdict.ca_fingerprint == certificates.fingerprint(SITE.root)
    assert pdf_verifying.verify(flipped(signed(), 99), []).state is State.NOT_GENUINE


def test_a_protected_file_takes_its_passphrase() -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(unsigned(1))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user=PASSPHRASE, owner="battery staple", R=6))
    data = pdf_signing.sign(
        locked.getvalue(),
        SITE.key,
        SITE.certificate,
        [SITE.root],
        field=FIELD,
        when=WHEN,
        passphrase=PASSPHRASE,
    )
    for passphrase in (None, "wrong"):
        verdict = pdf_verifying.verify(data, [SITE.root], passphrase=passphrase, now=LATER)
        assert (verdict.state, verdict.attachment) == (State.CANNOT_TELL, None)
        assert "passphrase" in verdict.reasons[0]
    opened = pdf_verifying.verify(data, [SITE.root], passphrase=PASSPHRASE, now=LATER)
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
