"""PDFs that another program signed, with another site's certificates: the kinds that a partner sends."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore

KEYS = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "ecdsa": lambda: ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


@cache
def _held(kind: str) -> tuple[bytes, bytes]:
    """A key and its certificate by the borough's own authority, PEM."""
    key: Any = KEYS[kind]()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Borough Records Office")])
    authority, above = _authority()
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(above.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(1))
        .not_valid_after(now + timedelta(365))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    )
    signed = made.sign(authority, hashes.SHA256())
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private, signed.public_bytes(pem)


@cache
def _authority() -> tuple[Any, x509.Certificate]:
    """The borough's certificate authority, which nobody here knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Borough Certificate Authority")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(2)).not_valid_after(now + timedelta(3650))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return key, made.sign(key, hashes.SHA256())


@cache
def letter() -> bytes:
    """A PDF that says nothing of us."""
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(saved)
    return saved.getvalue()


class _Writer(IncrementalPdfFileWriter):
    """Leaves the metadata alone."""

    def _update_meta(self) -> None:
        pass


class _Unconcerned(signers.PdfSigner):
    """A program that does not ask whether an earlier signature forbids another."""

    def _enforce_certification_constraints(self, reader: object) -> None:
        pass


def signed_elsewhere(
    pdf: bytes, *, field: str = "A", kind: str = "rsa", pss: bool = False, cades: bool = False
) -> bytes:
    """Sign as another program does, as an incremental update."""
    above = load_certs_from_pemder_data(_authority()[1].public_bytes(serialization.Encoding.PEM))
    registry = SimpleCertificateStore.from_certs(list(above))
    signer = signers.SimpleSigner(*_loaded(kind), cert_registry=registry, prefer_pss=pss)
    about = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES if cades else fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        md_algorithm="sha512" if kind == "ed25519" else "sha256",
    )
    output = _Unconcerned(about, signer=signer).sign_pdf(_Writer(BytesIO(pdf)))
    return bytes(output.getvalue())


def stamped_elsewhere(pdf: bytes) -> bytes:
    """Put a time stamp over the document."""
    certificate, key = _loaded("rsa")
    stamper = timestamps.DummyTimeStamper(tsa_cert=certificate, tsa_key=key)
    output = signers.PdfTimeStamper(stamper, field_name="Time").timestamp_pdf(_Writer(BytesIO(pdf)), "sha256")
    return bytes(output.getvalue())


def _loaded(kind: str) -> tuple[Any, Any]:
    key, certificate = _held(kind)
    return next(iter(load_certs_from_pemder_data(certificate))), load_private_key_from_pemder_data(key, None)
