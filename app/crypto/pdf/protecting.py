"""Encrypts a PDF before it is signed: AES-256 in the form of ISO 32000-2 (revision 6), names and metadata with it.

PDF signs what is encrypted, so this comes first: a file that is encrypted afterwards has no signature that holds.
"""

import secrets
from io import BytesIO

from pikepdf import Encryption, ObjectStreamMode, Pdf, StreamDecodeLevel


def protected(pdf: bytes, passphrase: str) -> bytes:
    """The PDF, opened by the passphrase alone. What would lift its limits is drawn and forgotten: there are none.

    No two are alike, since the key and what it begins with are drawn by chance.
    """
    out = BytesIO()
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.save(
            out,
            encryption=Encryption(user=passphrase, owner=secrets.token_urlsafe(32), R=6),
            object_stream_mode=ObjectStreamMode.disable,
        )
    return out.getvalue()


def opened(pdf: bytes, passphrase: str = "") -> bytes:
    """The same without its encryption, written in one way: equal for what is protected and for what it was made of."""
    out = BytesIO()
    with Pdf.open(BytesIO(pdf), password=passphrase) as read:
        if "/Extensions" in read.Root:
            # That of the encryption: what is protected is not signed yet, and has no other.
            del read.Root.Extensions
        read.save(
            out,
            encryption=False,
            force_version="1.7",
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.generalized,
            object_stream_mode=ObjectStreamMode.disable,
        )
    return out.getvalue()
