"""Signatures that another program made: whether each holds for the bytes it names, and nothing about who made it.

Judged on the bytes, like our own outer form, so that no PDF parser sees a file from a stranger: asn1crypto reads the
container, and pyHanko does its mathematics over the ranges that the signature names.
"""

import enum
import hashlib
import re
import zlib
from collections.abc import Sequence
from typing import Any

from app.crypto.pdf.loading import load_validation

Span = tuple[int, int, int]
"""Where a signature's gap begins, where it ends, and how many bytes after it are signed."""

_LARGEST_CONTAINER = 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_MOST_STREAMS = 5000
_MOST_OF_STREAM = 1024 * 1024
_MOST_UNPACKED = 64 * 1024 * 1024


class Other(enum.Enum):
    """What can be said of a file that Casework did not make."""

    WHOLE = "whole"
    CONTRADICTED = "contradicted"
    UNCHECKED = "unchecked"


def judge(data: bytes, found: Sequence[Span]) -> Other:
    """Judge the signatures found: each must hold, and the last of them for the whole file. Raises MissingPart."""
    if not found:
        return Other.UNCHECKED
    if max(start + length for _, start, length in found) != len(data):
        return Other.CONTRADICTED
    load_validation()
    held = [_holds(data, span) for span in found]
    if False in held:
        return Other.CONTRADICTED
    return Other.WHOLE if all(held) else Other.UNCHECKED


def holds_any(data: bytes, marks: Sequence[bytes]) -> bool:
    """Whether any of the marks stands in the file, packed or not; looking has an end, whatever a stream unpacks to."""
    if any(mark in data for mark in marks):
        return True
    unpacked = 0
    for number, found in enumerate(_STREAM.finditer(data)):
        if number == _MOST_STREAMS or unpacked > _MOST_UNPACKED:
            break
        try:
            # The end of a stream need not be known: what follows it is left over.
            packed = memoryview(data)[found.end() : found.end() + _MOST_OF_STREAM]
            content = zlib.decompressobj().decompress(packed, _MOST_OF_STREAM)
        except zlib.error:
            continue
        unpacked += len(content)
        if any(mark in content for mark in marks):
            return True
    return False


def _holds(data: bytes, span: Span) -> bool | None:
    """Whether a signature holds; None where it is made in a way that is not known here."""
    try:
        return _checked(data, span)
    except Exception:  # noqa: BLE001 - the boundary to hostile input: whatever it makes a library raise, it is not known
        return None


def _checked(data: bytes, span: Span) -> bool | None:
    from asn1crypto.cms import ContentInfo  # noqa: PLC0415 - seldom needed, and slow to load
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity  # noqa: PLC0415

    end, start, _ = span
    if start - end > 2 * _LARGEST_CONTAINER:
        return None
    outer: Any = ContentInfo.load(bytes.fromhex(data[end + 1 : start - 1].decode("ascii")))
    signed = outer["content"]
    (signer,) = signed["signer_infos"]
    content, kind = (
        signed["encap_content_info"]["content"],
        signed["encap_content_info"]["content_type"].native,
    )
    algorithm = signer["digest_algorithm"]["algorithm"].native
    digest = _digest(data, span, algorithm)
    if kind == "tst_info":
        # A time stamp over the document (ISO 32000-2, 12.8.5) signs a statement that holds the digest.
        imprint = content.parsed["message_imprint"]
        stamped = _digest(data, span, imprint["hash_algorithm"]["algorithm"].native)
        if stamped != imprint["hashed_message"].native:
            return False
        digest = hashlib.new(algorithm, bytes(content)).digest()
    elif kind != "data" or content.native is not None:
        return None
    intact, valid = validate_sig_integrity(signer, _certificate(signed, signer), kind, digest)
    return intact and valid


def _digest(data: bytes, span: Span, algorithm: str) -> bytes:
    end, start, length = span
    digest = hashlib.new(algorithm, memoryview(data)[:end])
    digest.update(memoryview(data)[start : start + length])
    return digest.digest()


def _certificate(signed: Any, signer: Any) -> Any:
    """The certificate that the signature says it was made under."""
    wanted = signer["sid"].chosen
    for choice in signed["certificates"]:
        one = choice.chosen
        if signer["sid"].name == "subject_key_identifier":
            if one.key_identifier == wanted.native:
                return one
        elif (one.issuer, one.serial_number) == (wanted["issuer"], wanted["serial_number"].native):
            return one
    raise ValueError("the certificate is not there")
