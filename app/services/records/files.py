"""Documents: added to a draft part by part, and given back to be shown. Nothing of them is ever a file of ours."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import Connection

from app.apart.viewer import Viewer
from app.domain.fields.compartments import Compartment
from app.domain.fields.file import MOST_BYTES, OTHER, KeptFile, held, holds_files, media_of, named, text_of
from app.domain.fields.rights import Right
from app.domain.kinds.registry import kind
from app.domain.values.ids import new_id
from app.domain.values.text import clean
from app.errors import CannotRead, Damaged, FileEmpty, FileTooLarge, NotAcceptable, NotFound
from app.regular_file import open_regular
from app.services.records import drafts, file_parts
from app.services.records.blind import insist_on_reading
from app.services.records.drafts import KeptDraft
from app.services.records.file_parts import Stored
from app.services.records.signed import load, parsed, signed_bytes
from app.services.vault.open_vault import Act, OpenVault

MOST_SHOWN: Final = 50_000
"""Characters of a plain text that are shown: more would keep a window waiting."""
_LOOKED_AT: Final = 4096
"""Bytes by which it is told what a document is."""


class Progress(NamedTuple):
    """How far a document is read and sealed, in bytes of twice its size: it is read two times."""

    done: int
    total: int


@dataclass(frozen=True)
class Shown:
    """What there is to be looked at of a document: pages, or a text, or neither, where its type is not drawn."""

    viewer: Viewer | None = None
    text: str = field(default="", repr=False)
    is_cut: bool = False
    """Whether the text goes on."""


@dataclass(frozen=True)
class Files:
    """What can be done with documents."""

    vault: OpenVault

    def add(self, draft_id: str, path: Path) -> Generator[Progress | KeptFile]:
        """Add a file to a draft of one's own: steps, and at the end what a record says of it.

        It is read twice: once for its digest, to which each part is then bound. All is one transaction: whoever stops
        between two steps has added nothing.

        Raises NotFound, FileTooLarge, FileEmpty, FileChanged, CannotRead, DiskFull.
        """
        self.vault.insist_on_writing()
        with self.vault.reading(Right.WRITE) as act:
            _insist_on_place(drafts.own(act, self.vault, draft_id))
        try:
            with open_regular(path) as file:
                yield from self._added(draft_id, path.name, file)
        except OSError:
            raise CannotRead from None

    def show_record(self, record_id: str, kept: KeptFile) -> "Shown":
        """A signed record's document, to be looked at in memory alone. Raises as `of_record`."""
        return _shown(kept, self.of_record(record_id, kept.id))

    def show_draft(self, draft_id: str, kept: KeptFile) -> "Shown":
        """A document of one's own draft, to be looked at. Raises as `of_draft`."""
        return _shown(kept, self.of_draft(draft_id, kept.id))

    def remove(self, draft_id: str, file_id: str) -> None:
        """Delete a document that was added to a draft; one that is signed already stays with its record."""
        with self.vault.acting(Right.WRITE) as act:
            draft = drafts.own(act, self.vault, draft_id)
            file_parts.forget(act.connection, draft_id, file_id)
            act.note("file.remove", "draft", draft_id, case=draft.case_id, file=file_id)

    def of_record(self, record_id: str, file_id: str) -> Generator[bytes]:
        """The bytes of a signed record's document, a part a step; one row notes that it was read.

        Raises NotFound, NotAdmitted, and Damaged as soon as a part is not as it was sealed.
        """
        with self.vault.acting(Right.READ, durable=False) as act:
            row = load(act.session, record_id)
            insist_on_reading(self.vault, act, row)
            reading, _ = parsed(signed_bytes(self.vault, row))
            kept = _named(reading.sheet.content if reading.is_whole else None, file_id)
            found = _found(act.connection, kept, (Compartment(row.compartment), row.case_id), None)
            act.note("file.read", "record", record_id, case=row.case_id, file=file_id)
        yield from self._bytes(found, None)

    def of_draft(self, draft_id: str, file_id: str) -> Generator[bytes]:
        """The bytes of a document of one's own draft. Raises as `of_record`."""
        with self.vault.reading(Right.WRITE) as act:
            draft = drafts.own(act, self.vault, draft_id)
            view = drafts.view(self.vault, act.session, draft)
            kept = _named(view.sheet.content, file_id)
            found = _found(act.connection, kept, (view.compartment, view.case_id), draft_id)
        yield from self._bytes(found, draft.handing)

    def _added(self, draft_id: str, name: str, file: BinaryIO) -> Iterator[Progress | KeptFile]:
        if (whole := file.seek(0, 2)) > MOST_BYTES:
            raise FileTooLarge
        file.seek(0)
        size, digest, first = 0, b"", b""
        for size, digest, first in file_parts.measured(file):  # noqa: B007 - the last of them is what it is
            yield Progress(size, 2 * max(whole, size))
        if size > MOST_BYTES:
            raise FileTooLarge
        if not size:
            raise FileEmpty
        file.seek(0)
        with self.vault.acting(Right.WRITE) as act:
            row = self._begun(act, draft_id, (digest, size))
            for done in self._kept(act, drafts.own(act, self.vault, draft_id), row, file):
                yield Progress(size + done, 2 * size)
            act.note("file.add", "draft", draft_id, case=row.case_id, file=row.id)
        yield KeptFile(
            id=row.id, digest=digest.hex(), name=named(name), media=media_of(first[:_LOOKED_AT]), size=size
        )

    def _begun(self, act: Act, draft_id: str, measured: tuple[bytes, int]) -> Stored:
        """A document of that digest and size, as the store will keep it; its key is not sealed yet."""
        draft = drafts.own(act, self.vault, draft_id)
        _insist_on_place(draft)
        digest, size = measured
        return Stored(
            id=new_id(act.at),
            case_id=draft.case_id,
            compartment=Compartment(draft.compartment),
            draft_id=draft_id,
            digest=digest,
            size=size,
            parts=file_parts.parts_of(size),
            sealed_key=b"",
        )

    def _kept(self, act: Act, draft: KeptDraft, row: Stored, file: BinaryIO) -> Iterator[int]:
        key = file_parts.new_key()
        try:
            yield from file_parts.keep(
                act, file_parts.for_draft(self.vault, row, draft.handing, key), key, file
            )
        finally:
            key.wipe()

    def _bytes(self, row: Stored, handing: bytes | None) -> Generator[bytes]:
        key = file_parts.opened_key(self.vault, row, handing)
        try:
            # Whether they may was decided, and noted, before the first byte.
            with self.vault.reading(Right.BANNER) as act:
                yield from file_parts.bytes_of(act.connection, row, key)
        finally:
            key.wipe()


def _shown(kept: KeptFile, document: Generator[bytes]) -> Shown:
    if kept.media == OTHER:
        return Shown()
    if kept.media == "text/plain":
        begins = next(document, b"")
        document.close()
        text = text_of(begins)
        return Shown(text=clean(text[:MOST_SHOWN]), is_cut=len(text) > MOST_SHOWN or kept.size > len(begins))
    viewer = Viewer(kept.media, kept.size)
    viewer.hand(document)
    return Shown(viewer)


def _found(
    connection: Connection, kept: KeptFile, place: tuple[Compartment, str], draft_id: str | None
) -> Stored:
    """What the store keeps by that name. Raises Damaged where it is not what the record names."""
    row = file_parts.stored(connection, kept.id)
    if row is None or not file_parts.stands(row, kept, place, draft_id):
        raise Damaged
    return row


def _named(content: object, file_id: str) -> KeptFile:
    """What a content says of one of its documents. Raises NotFound."""
    for each in held(content) if content is not None else ():
        if each.file.id == file_id:
            return each.file
    raise NotFound("That record has no such document.")


def _insist_on_place(draft: KeptDraft) -> None:
    if not holds_files(kind(draft.kind).content):
        raise NotAcceptable("A record of that kind has no place for a document.")
