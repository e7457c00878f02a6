"""A document kept in the store: what of it stands in a record, and the form of a field that holds one."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from app.domain.fields.plain import string, whole
from app.domain.fields.spec import FieldSpec, Form, specs
from app.domain.values import text as clean_text

MOST_BYTES: Final = 200 * 1024 * 1024
"""The largest document that is kept."""
OTHER: Final = "application/octet-stream"
MEDIA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/pdf": "PDF",
        "image/png": "PNG picture",
        "image/jpeg": "JPEG picture",
        "text/plain": "plain text",
        OTHER: "another type",
    }
)
"""What a document can be, by its own bytes, and what that is called. Of another type it is kept and not shown."""
_ID: Final = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_DIGEST: Final = r"[0-9a-f]{64}"
_KILO: Final = 1024
_MOST_PLAIN: Final = 10


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """What a record says of a document: which one the store keeps, its SHA-256, its name, what it is, its bytes.

    The name is whatever its sender called it: it may name anybody, and is treated as text of the record.
    """

    id: str
    digest: str
    name: str
    media: str
    size: int

    @property
    def told(self) -> str:
        """What it is and how large: "PDF, 1.4 MB"."""
        return f"{MEDIA.get(self.media, self.media)}, {measured(self.size)}"


class File(Form[KeptFile | None]):
    """A document, whose bytes the sealed store keeps beside the record."""

    code = "file"
    asks = "Choose"
    empty = None
    has_words = searched = True

    def read(self, spec: FieldSpec, plain: Any) -> KeptFile | None:  # noqa: ARG002 - the shape of every form
        """An object with the five facts of a document, or nothing."""
        if plain is None:
            return None
        kept = KeptFile(**plain)
        for said in (kept.id, kept.digest, kept.name, kept.media):
            string(said)
        if whole(kept.size) is None:
            raise TypeError
        return kept

    def check(self, spec: FieldSpec, value: KeptFile | None) -> KeptFile | None:  # noqa: ARG002
        """An identity, a digest, a size that is kept, a type there is, and a name of one clean line."""
        if value is None:
            return None
        if not isinstance(value, KeptFile) or value.media not in MEDIA:
            raise TypeError
        if not re.fullmatch(_ID, string(value.id)) or not re.fullmatch(_DIGEST, string(value.digest)):
            raise ValueError
        if not 0 < (whole(value.size) or 0) <= MOST_BYTES:
            raise ValueError
        return replace(value, name=named(string(value.name)))

    def plain(self, value: KeptFile | None) -> Any:
        """An object."""
        return asdict(value) if value else None

    def words(self, spec: FieldSpec, value: KeptFile | None) -> str:  # noqa: ARG002
        """Its name, what it is and how large it is."""
        return f"{value.name} ({value.told})" if value else ""

    def schema(self, spec: FieldSpec) -> dict[str, Any]:  # noqa: ARG002
        """An object with its five facts."""
        return {
            "type": ["object", "null"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string", "pattern": f"^{_ID}$"},
                "digest": {"type": "string", "pattern": f"^{_DIGEST}$"},
                "name": {"type": "string", "maxLength": clean_text.MOST_IN_LINE},
                "media": {"enum": list(MEDIA)},
                "size": {"type": "integer", "minimum": 1, "maximum": MOST_BYTES},
            },
            "required": ["id", "digest", "name", "media", "size"],
        }


@dataclass(frozen=True)
class Held:
    """A document that a content holds: where, and what the form calls the place."""

    path: str
    label: str
    file: KeptFile


def held(content: object) -> Iterator[Held]:
    """The documents of a content and of its rows."""
    for spec in specs(type(content)):
        value = getattr(content, spec.name)
        if isinstance(value, KeptFile):
            yield Held(spec.name, spec.label, value)
        elif spec.row is not None:
            for n, row in enumerate(value):
                yield from (replace(one, path=f"{spec.name}.{n}.{one.path}") for one in held(row))


def holds_files(cls: type) -> bool:
    """Whether contents of a class have a place for a document."""
    return _holds_files(cls)


@cache
def _holds_files(cls: type) -> bool:
    return any(
        isinstance(spec.form, File) or (spec.row is not None and holds_files(spec.row)) for spec in specs(cls)
    )


def named(name: str) -> str:
    """A file's name as a record keeps it: one clean line, shortened before its ending where it is too long."""
    line = clean_text.line(name, clean_text.MOST_CHARACTERS) or "Document"
    too_many = len(line) - clean_text.MOST_IN_LINE
    if too_many <= 0:
        return line
    stem, dot, ending = line.rpartition(".")
    if not dot or len(ending) > _MOST_PLAIN:
        return line[: clean_text.MOST_IN_LINE]
    return f"{stem[: len(stem) - too_many]}.{ending}"


def measured(size: int) -> str:
    """A number of bytes in words: "820 bytes", "12 KB", "1.4 MB"."""
    if size < _KILO:
        return f"{size} bytes" if size != 1 else "1 byte"
    kilo = size / _KILO
    if kilo < _KILO:
        return f"{kilo:.0f} KB"
    mega = kilo / _KILO
    return f"{mega:.1f} MB" if mega < _MOST_PLAIN else f"{mega:.0f} MB"


def media_of(begins: bytes) -> str:
    """What a document is by its first bytes, whatever its name says."""
    for magic, media in _MAGIC:
        if begins.startswith(magic):
            return media
    # PDF readers look for it further on, and so do senders' programs that put something before it.
    if b"%PDF-" in begins[:_KILO]:
        return "application/pdf"
    return "text/plain" if _is_text(begins) else OTHER


_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_CONTROL: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f")


def _is_text(begins: bytes) -> bool:
    """Whether it holds no byte that no text has; of which alphabet it is, whoever reads it finds out."""
    return begins.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _CONTROL.isdisjoint(begins)


def text_of(begins: bytes) -> str:
    """The characters of a plain text, as its own mark says, else UTF-8, else as Windows writes them here."""
    if begins.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return begins.decode("utf-16", "replace")
    try:
        # A letter may be cut off at the end of what was read.
        return codecs.getincrementaldecoder("utf-8-sig")().decode(begins)
    except UnicodeDecodeError:
        return begins.decode("cp1252", "replace")
