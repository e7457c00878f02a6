"""The bytes of documents: sealed in parts with a key of each document's own, which is sealed as its record is.

So the bytes are sealed once, however often what opens them changes hands: from a draft's key to its compartment's at
Sign. Each part is bound to its document, its place in it, how many there are and the digest of the whole: none can be
changed, left out, put elsewhere or taken from another document. The newest of the parts alone is ever in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO, Final

from sqlalchemy import Connection, bindparam, delete, null, select, update

from app.crypto.sealing import seal, unseal
from app.crypto.secret import Secret, random_secret
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import Missing
from app.domain.fields.file import MOST_BYTES, KeptFile, held, holds_files
from app.errors import Damaged, FileChanged, FileGone
from app.models.statements import PreparedStatement
from app.models.tables import Draft, FilePart, FileRow
from app.services.records import draft_keys
from app.services.vault.open_vault import Act, OpenVault

PART: Final = 1024 * 1024
"""Bytes in each part but the last."""
_PURPOSE: Final = "file-part"
_GENERATION: Final = 1
_KEY_BYTES: Final = 32
_BY_ID: Final = PreparedStatement(select(FileRow.__table__).where(FileRow.id == bindparam("file_id")))
_ONE: Final = PreparedStatement(
    select(FilePart.sealed).where(
        FilePart.file_id == bindparam("file_id"), FilePart.number == bindparam("number")
    )
)
_HANDING: Final = select(Draft.handing).where(Draft.id == bindparam("draft_id"))
_ADOPT: Final = PreparedStatement(
    update(FileRow)
    .where(FileRow.id == bindparam("file_id"))
    .values(draft_id=null(), sealed_key=bindparam("sealed"))
)


@dataclass(frozen=True)
class Stored:
    """What the store says of a document."""

    id: str
    case_id: str
    compartment: Compartment
    draft_id: str | None
    digest: bytes
    size: int
    parts: int
    sealed_key: bytes

    def holds(self, kept: KeptFile) -> bool:
        """Whether it is the document that a record names."""
        return (self.digest.hex(), self.size) == (kept.digest, kept.size)


def stored(connection: Connection, file_id: str) -> Stored | None:
    """What the store says of a document; None where it keeps none by that id. Raises Damaged."""
    row = _BY_ID.row(connection, {"file_id": file_id})
    if row is None:
        return None
    said = dict(zip((column.name for column in FileRow.__table__.columns), row, strict=True))
    try:
        return Stored(**said | {"compartment": Compartment(said["compartment"])})
    except ValueError:
        raise Damaged from None


def measured(file: BinaryIO) -> Iterator[tuple[int, bytes, bytes]]:
    """Read a file through once: how far it is, its digest so far, its first part. Nothing is kept of the rest."""
    digest, size, first = sha256(), 0, b""
    while part := file.read(PART):
        first = first or part
        digest.update(part)
        size += len(part)
        yield size, digest.digest(), first
        if size > MOST_BYTES:
            return


def keep(act: Act, row: Stored, key: Secret, file: BinaryIO) -> Iterator[int]:
    """Seal a file's bytes in the caller's transaction, a part a step; yields how many bytes are kept.

    Raises FileChanged where it is not what it was when it was measured.
    """
    facts = {name: getattr(row, name) for name in row.__dataclass_fields__}
    act.insert(FileRow, **facts | {"compartment": row.compartment.value})
    digest, size = sha256(), 0
    for number in range(1, row.parts + 1):
        plain = file.read(PART)
        digest.update(plain)
        size += len(plain)
        with key.lend() as lent:
            sealed = seal(
                lent,
                plain,
                purpose=_PURPOSE,
                table=FilePart.__tablename__,
                row=_place(row, number),
                generation=_GENERATION,
            )
        act.insert(FilePart, file_id=row.id, number=number, sealed=sealed)
        yield size
    if (size, digest.digest()) != (row.size, row.digest) or file.read(1):
        raise FileChanged


def parts_of(size: int) -> int:
    """In how many parts so many bytes are kept."""
    return -(-size // PART)


def new_key() -> Secret:
    """The key of one document."""
    return random_secret(_KEY_BYTES)


def for_draft(vault: OpenVault, row: Stored, handing: bytes | None, key: Secret) -> Stored:
    """A document with its key sealed as its draft is."""
    sealed = _seal_key(vault, (row.compartment, row.id, row.case_id), key)
    return replace(row, sealed_key=draft_keys.sealed(vault, row.draft_id or "", handing, sealed))


def _seal_key(vault: OpenVault, place: tuple[Compartment, str, str], key: Secret) -> bytes:
    compartment, file_id, case_id = place
    with key.lend() as lent:
        return vault.compartments.seal(compartment, bytes(lent), FileRow.__tablename__, file_id, case_id)


def opened_key(vault: OpenVault, row: Stored, handing: bytes | None = None) -> Secret:
    """The key of a document; `handing` is its draft's. Raises NotAdmitted, Damaged."""
    sealed = row.sealed_key
    if row.draft_id is not None:
        sealed = draft_keys.opened(vault, row.draft_id, handing, sealed)
    if row.compartment.is_sealed:
        sealed = vault.compartments.unseal(
            row.compartment, sealed, FileRow.__tablename__, row.id, row.case_id
        )
    if len(sealed) != _KEY_BYTES:
        raise Damaged
    return Secret(bytearray(sealed))


def bytes_of(connection: Connection, row: Stored, key: Secret) -> Iterator[bytes]:
    """The bytes of a document, a part at a time. Raises Damaged at the first that is not as it was sealed.

    What was read until then is the beginning of the document; that it is whole is known at the end alone.
    """
    digest, size = sha256(), 0
    for number in range(1, row.parts + 1):
        sealed = _ONE.scalar(connection, {"file_id": row.id, "number": number})
        if not isinstance(sealed, bytes):
            raise Damaged
        with key.lend() as lent:
            plain = unseal(
                lent, sealed, purpose=_PURPOSE, table=FilePart.__tablename__, row=_place(row, number)
            )
        digest.update(plain)
        size += len(plain)
        yield plain
    if (size, digest.digest()) != (row.size, row.digest):
        raise Damaged


def adopt(vault: OpenVault, act: Act, draft_id: str, place: tuple[Compartment, str], content: object) -> str:
    """Make a draft's documents the record's, those that its content names, and keep no other; give their ids.

    `place` is the record's, its compartment and case. Raises FileGone for one that is not kept there.
    """
    if not holds_files(type(content)):
        return ""
    named = {each.file.id: each.file for each in held(content)}
    handing = act.connection.scalar(_HANDING, {"draft_id": draft_id})
    for file_id, kept in named.items():
        row = stored(act.connection, file_id)
        if row is None or not stands(row, kept, place, draft_id):
            raise FileGone
        if row.draft_id is not None:
            key = opened_key(vault, row, handing)
            try:
                sealed = _seal_key(vault, (row.compartment, row.id, row.case_id), key)
            finally:
                key.wipe()
            _ADOPT.write(act.connection, {"file_id": file_id, "sealed": sealed})
    forget(act.connection, draft_id)
    return " ".join(named)


def gone(
    connection: Connection, content: object, place: tuple[Compartment, str], draft_id: str
) -> Iterator[Missing]:
    """The documents that a draft names and that are not kept where its record will stand."""
    if not holds_files(type(content)):
        return
    for each in held(content):
        row = stored(connection, each.file.id)
        if row is None or not stands(row, each.file, place, draft_id):
            yield Missing(each.path, each.label, FileGone.sentence.rstrip("."))


def stands(row: Stored, kept: KeptFile, place: tuple[Compartment, str], draft_id: str | None) -> bool:
    """Whether a document may stand in a record of that place: its draft's own, or one that was signed there."""
    return row.holds(kept) and (row.compartment, row.case_id) == place and row.draft_id in {None, draft_id}


def forget(connection: Connection, draft_id: str, file_id: str | None = None) -> None:
    """Delete what a draft's documents kept, or one of them: what it had is overwritten (`secure_delete`)."""
    theirs = select(FileRow.id).where(FileRow.draft_id == draft_id)
    if file_id is not None:
        theirs = theirs.where(FileRow.id == file_id)
    found = list(connection.execute(theirs).scalars())
    if found:
        connection.execute(delete(FilePart).where(FilePart.file_id.in_(found)))
        connection.execute(delete(FileRow).where(FileRow.id.in_(found)))


def _place(row: Stored, number: int) -> str:
    """Where a part belongs: in which document, at which place of how many, and in which whole."""
    return f"{row.id} {number}/{row.parts} {row.digest.hex()}"
