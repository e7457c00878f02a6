"""What other people's programs say of a PDF signed here."""

import re
from io import BytesIO
from pathlib import Path
from subprocess import PIPE, STDOUT, run

import pikepdf
import pytest

from app.crypto import certificates
from app.crypto.pdf import signing as pdf_signing
from app.crypto.pdf.envelope import Envelope, open_envelope
from app.crypto.pdf.protecting import opened, protected
from app.errors import NotAcceptable
from tests.crypto.signed_pdfs import (
    FIELD,
    PASSPHRASE,
    PAYLOAD,
    SUMMARY,
    WHEN,
    XMP,
    Site,
    new_site,
    stamp,
    unsigned,
)
from tests.outside import tool


@pytest.fixture(scope="module")
def site() -> Site:
    return new_site()


@pytest.fixture(scope="module")
def signed(site: Site) -> bytes:
    return site.sign(unsigned(2), stamp=stamp())


def said(command: list[str], folder: Path) -> str:
    return run(command, cwd=folder, check=False, stdout=PIPE, stderr=STDOUT, text=True).stdout


def test_pdfsig_trusts_it_and_finds_the_total_document_signed(
    site: Site, signed: bytes, tmp_path: Path
) -> None:
    (tmp_path / "ca.pem").write_bytes(certificates.to_pem([site.root]))
    (tmp_path / "signed.pdf").write_bytes(signed)
    (tmp_path / "nss").mkdir()
    certutil = [tool("certutil"), "-d", "sql:nss"]
    run([*certutil, "-N", "--empty-password"], cwd=tmp_path, check=True)
    run([*certutil, "-A", "-n", "site", "-t", "C,C,C", "-i", "ca.pem"], cwd=tmp_path, check=True)
    report = said([tool("pdfsig"), "-nssdir", "sql:nss", "signed.pdf"], tmp_path)
    for sentence in (
        "Signature is Valid",
        "Certificate is Trusted",
        "Total document signed",
        "Signer Certificate Common Name: Dr Siân Llŷr",
        "Signature Type: ETSI.CAdES.detached",
    ):
        assert sentence in report


def test_openssl_verifies_the_container_as_cades(site: Site, signed: bytes, tmp_path: Path) -> None:
    gap = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", signed)
    assert gap is not None
    end, start = int(gap[1]), int(gap[2])
    (tmp_path / "content").write_bytes(signed[:end] + signed[start:])
    (tmp_path / "container").write_bytes(bytes.fromhex(signed[end + 1 : start - 1].decode()))
    (tmp_path / "ca.pem").write_bytes(certificates.to_pem([site.root]))
    command = [tool("openssl"), "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "container"]
    command += ["-content", "content", "-CAfile", "ca.pem", "-out", "out", "-purpose", "any"]
    report = said([*command, "-attime", str(int(WHEN.timestamp()))], tmp_path)
    assert "CAdES Verification successful" in report


def test_qpdf_and_mutool_find_the_file_sound(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed)
    run([tool("qpdf"), "--check", "signed.pdf"], cwd=tmp_path, check=True, capture_output=True)
    report = said([tool("mutool"), "sign", "-v", "signed.pdf"], tmp_path)
    assert "The document is unchanged since signing" in report


def test_the_stamp_shows_on_the_page(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed)
    report = said([tool("mutool"), "draw", "-F", "text", "signed.pdf", "2"], tmp_path)
    assert "Signed by Dr Sian Llyr" in report


def test_the_file_handed_in_is_kept_to_the_byte(signed: bytes) -> None:
    assert signed.startswith(unsigned(2))


def test_the_xmp_and_the_attachment_are_kept_to_the_byte(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf:
        assert pdf.Root.Metadata.read_bytes() == XMP
        assert pdf.attachments[SUMMARY].get_file().read_bytes() == PAYLOAD
    assert b"/Metadata " not in signed[len(unsigned(2)) :].replace(b"/Metadata 5 0 R", b"")


def test_the_field_that_waits_is_the_one_that_is_signed(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf:
        (field,) = list(pdf.Root.AcroForm.Fields)
        assert str(field.T) == FIELD
        assert [int(side) for side in field.Rect] == [72, 60, 312, 120]
        assert field.V.Reference[0].TransformParams.P == 1
        assert str(field.V.Reason) == "Panel summary"
        assert pdf.Root.Perms.DocMDP.objgen == field.V.objgen
        assert "/Name" not in field.V


def test_adds_an_invisible_field_where_none_waits(site: Site) -> None:
    with pikepdf.open(BytesIO(site.sign(unsigned(1), field="Another"))) as pdf:
        added = pdf.Root.AcroForm.Fields[1]
        assert str(added.T) == "Another"
        assert all(side == 0 for side in added.Rect)


def test_the_same_input_gives_the_same_file(site: Site, signed: bytes) -> None:
    assert site.sign(unsigned(2), stamp=stamp()) == signed


def test_refuses_to_sign_twice(site: Site, signed: bytes) -> None:
    with pytest.raises(NotAcceptable):
        site.sign(signed, field="Another")


def test_refuses_a_time_without_a_zone(site: Site) -> None:
    with pytest.raises(ValueError, match="time zone"):
        site.sign(unsigned(1), when=WHEN.replace(tzinfo=None))


def test_signs_what_was_encrypted_first(site: Site, tmp_path: Path) -> None:
    signed = pdf_signing.sign(
        protected(unsigned(1), PASSPHRASE),
        site.key,
        site.certificate,
        [site.root],
        field=FIELD,
        when=WHEN,
        passphrase=PASSPHRASE,
    )
    assert isinstance(open_envelope(signed), Envelope)
    (tmp_path / "signed.pdf").write_bytes(signed)
    command = [tool("qpdf"), "--check", f"--password={PASSPHRASE}", "signed.pdf"]
    run(command, cwd=tmp_path, check=True, capture_output=True)
    # pdfsig takes no more than 32 signs of a passphrase.
    seen = run(
        [tool("pdfsig"), "-nocert", "-upw", PASSPHRASE, "signed.pdf"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert b"Signature is Valid" in seen.stdout
    assert b"Total document signed" in seen.stdout
    assert run([tool("pdfsig"), "signed.pdf"], cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_what_is_protected_is_the_same_once_it_is_opened_and_never_twice_the_same() -> None:
    made = [protected(unsigned(1), PASSPHRASE) for _ in range(2)]
    assert made[0] != made[1]
    assert {opened(each, PASSPHRASE) for each in made} == {opened(unsigned(1))}
    assert all(PAYLOAD not in each and XMP not in each for each in made)
    with pytest.raises(pikepdf.PasswordError):
        opened(made[0], "another")
