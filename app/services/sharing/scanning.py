"""The victim check over a file that was not made here, before somebody sends it.

The file is read by a process of its own that knows of no victim (`app.apart.reader`); what is looked for is compared
with what came back in this one. Nothing of the file is kept: the ledger has how many places there were.
"""

import errno
import re
from bisect import bisect_left
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select

from app.apart.reader import Progress, Read, read_document
from app.apart.reading.packed import ending
from app.apart.reading.sink import FIELD, Passage, Unread
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.errors import CannotLook, NotFound
from app.models.tables import Case, Victim
from app.regular_file import open_regular
from app.services.cases.guards import may_check
from app.services.cases.victim_check import Detail, VictimCheck
from app.services.sharing.file_words import (
    MOST_FOUND,
    NAME,
    NO_FILE,
    NOT_OPENED,
    NOT_THERE,
    Checked,
    Found,
    said,
)
from app.services.sharing.looked import looked_for_in_file
from app.services.sharing.verifying import shown
from app.services.vault.open_vault import Act, OpenVault

BAR: Final = "█████"
"""Over what was found, always as long."""
_WINDOW: Final = 500_000
"""Characters that are looked at in one go."""
_OVERLAP: Final = 400
_AROUND: Final = 120
"""Characters that are shown at most before and after what was found."""
_ENDS: Final = frozenset(f"\n\f\v{FIELD}")
_NOT_OPENED: Final[Mapping[int, str]] = {
    errno.ENOENT: NOT_THERE,
    errno.ENOTDIR: NOT_THERE,
    errno.EISDIR: NO_FILE,
    errno.ENXIO: NO_FILE,
}


@dataclass(frozen=True)
class FileRead:
    """A file as it was read: its name, as it would go with it, and its passages."""

    name: str
    read: Read


def read_file(path: Path) -> Generator[Progress | FileRead]:
    """Read a file: steps, and at the end what came of it. It needs no vault; whoever stops ends the reading."""
    try:
        with open_regular(path) as file:
            for step in read_document(file, ending(path.name)):
                yield FileRead(shown(path), step) if isinstance(step, Read) else step
    except OSError as failure:
        why = _NOT_OPENED.get(failure.errno or 0, NOT_OPENED)
        yield FileRead(shown(path), Read(unread=[Unread("", why)]))


@dataclass(frozen=True)
class Scanning:
    """What can be done with a file from elsewhere."""

    vault: OpenVault

    def offer(self, case_id: str) -> bool:
        """Whether the member may see what is under a bar, where they may look at all.

        Raises NotFound, CannotLook for who does not hold the victim check, Unguarded.
        """
        with self.vault.reading(Right.PREPARE) as act:
            act.of_kind(administrative=True)
            self._insist(act, case_id)
            looked_for_in_file(self.vault, act, case_id)
        return self._may_show()

    def check(self, case_id: str, file: FileRead) -> Generator[Progress | Checked]:
        """Look through a file that was read: steps, and at the end what came of it, which is noted before it is told.

        Raises NotFound, CannotLook for who does not hold the victim check, Unguarded.
        """
        passages = (Passage(NAME, file.name), *file.read.passages)
        with self.vault.reading(Right.PREPARE) as act:
            act.of_kind(administrative=True)
            self._insist(act, case_id)
            looked = looked_for_in_file(self.vault, act, case_id)
            check = VictimCheck.of(self.vault, act.session, case_id)
            found: list[Found] = []
            for step in _found_in(check, passages, clear=self._may_show()):
                if isinstance(step, Progress):
                    yield step
                else:
                    found.append(step)
        unread = tuple(map(said, file.read.unread))
        with self.vault.acting(Right.PREPARE, case=case_id, durable=False) as act:
            act.of_kind(administrative=True)
            act.note("file.scan", "casefile", case_id, case=case_id, places=len(found), unread=len(unread))
        yield Checked(
            name="" if any(each.place == NAME for each in found) else file.name,
            found=tuple(found),
            unread=unread,
            looked=looked,
            is_read=bool(file.read.passages),
        )

    def check_file(self, case_id: str, path: Path) -> Checked:
        """Read a file and look through it, for who waits for all of it. Raises as `check`, before the file is read."""
        self.offer(case_id)
        *_, read = read_file(path)
        if not isinstance(read, FileRead):
            raise TypeError(read)
        *_, checked = self.check(case_id, read)
        if not isinstance(checked, Checked):
            raise TypeError(checked)
        return checked

    def show(self, case_id: str, found: Found) -> str:
        """The sentence without its bars; that it was looked at is noted first. Raises NotAdmitted, NotFound."""
        with self.vault.acting(Right.VICTIM_IDENTIFY, case=case_id, compartment=Compartment.VICTIM) as act:
            self._insist(act, case_id)
            of_code = select(Victim.id).where(Victim.case_id == case_id, Victim.code == found.code)
            victim = act.session.scalar(of_code)
            subject = ("victim", victim) if victim else ("casefile", case_id)
            act.note("victim.reveal", *subject, case=case_id)
        return found.clear

    def _insist(self, act: Act, case_id: str) -> None:
        if act.session.get(Case, case_id) is None:
            raise NotFound
        if not may_check(self.vault, act.session):
            raise CannotLook

    def _may_show(self) -> bool:
        return self.vault.compartments.admits(Compartment.VICTIM)


# --- looking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a passage: which, from where on, and its text."""

    passage: int
    start: int
    text: str


def _found_in(check: VictimCheck, passages: Sequence[Passage], *, clear: bool) -> Iterator[Found | Progress]:
    """Each place, in order; words that were found already are not told again of passages that repeat them."""
    total = sum(len(each.text) for each in passages)
    known: set[tuple[str, str, str]] = set()
    number = done = 0
    # What stands where two windows overlap is found twice.
    by_passage: dict[int, dict[Detail, None]] = {}
    for window in _windows(passages):
        for each in _details(check, window):
            by_passage.setdefault(each.passage, {})[each] = None
        done += sum(len(piece.text) for piece in window)
        yield Progress(min(done, total), total)
    for index in sorted(by_passage, key=lambda each: (passages[each].again, each)):
        told = _Told(passages[index], tuple(by_passage[index]))
        for detail in told.details:
            words = (detail.code, detail.kind, told.words(detail).casefold())
            if told.passage.again and words in known:
                continue
            known.add(words)
            number += 1
            if number > MOST_FOUND:
                return
            yield told.found(detail, clear=clear)
    yield from _by_fingerprints(check, passages)


def _windows(passages: Sequence[Passage]) -> Iterator[list[_Piece]]:
    """The passages in their order, so many characters at a time; the end of one stands before the next again."""
    window: list[_Piece] = []
    length = 0
    for index, passage in enumerate(passages):
        for start in range(0, len(passage.text), _WINDOW - _OVERLAP):
            piece = _Piece(index, start, passage.text[start : start + _WINDOW])
            if start and len(piece.text) <= _OVERLAP:
                break
            if window and length + len(piece.text) > _WINDOW:
                yield window
                window = [_end_of(window[-1])] if window[-1].passage != index else []
                length = sum(len(each.text) for each in window)
            window.append(piece)
            length += len(piece.text)
    if window:
        yield window


def _end_of(piece: _Piece) -> _Piece:
    cut = max(0, len(piece.text) - _OVERLAP)
    # Not in the middle of a word: half of one may be a name.
    while cut and cut < len(piece.text) and not piece.text[cut - 1].isspace():
        cut += 1
    return _Piece(piece.passage, piece.start + cut, piece.text[cut:])


def _details(check: VictimCheck, window: Sequence[_Piece]) -> Iterator[Detail]:
    for each in check.details([piece.text for piece in window]):
        piece = window[each.passage]
        yield Detail(piece.passage, piece.start + each.start, each.length, each.kind, each.code)


def _by_fingerprints(check: VictimCheck, passages: Sequence[Passage]) -> Iterator[Found]:
    """What an earlier version's fingerprints find, by passage alone."""
    if check.by_fingerprints:
        texts = {str(number): each.text for number, each in enumerate(passages)}
        for number in check.places(texts):
            yield Found(passages[int(number)].place, "", "")


# --- telling ------------------------------------------------------------------------------------------


class _Told:
    """A passage with all that was found in it."""

    def __init__(self, passage: Passage, details: tuple[Detail, ...]) -> None:
        self.passage, self.details = passage, details
        self._in_order = sorted(details, key=lambda each: each.start)
        self._ends = [found.start() for found in re.finditer("\n", passage.text)] if passage.unit else []

    def words(self, detail: Detail) -> str:
        """What was found, as it stands there."""
        return self.passage.text[detail.start : detail.start + detail.length]

    def found(self, detail: Detail, *, clear: bool) -> Found:
        """One place, with its sentence."""
        text = self.passage.text
        start, end = _sentence(text, detail)
        plain = _on_one_line(text[start:end]) if clear else ""
        return Found(self._place(detail.start), detail.code, detail.kind, self._barred(start, end), plain)

    def _barred(self, start: int, end: int) -> str:
        """A stretch with a bar over whatever was found in it, by whichever line of whomever."""
        text, sentence, at = self.passage.text, "", start
        for each in self._in_order:
            first, last = max(each.start, start), min(each.start + each.length, end)
            if first < last and last > at:
                sentence += text[at : max(first, at)] + BAR
                at = last
        return _on_one_line(sentence + text[at:end])

    def _place(self, at: int) -> str:
        passage = self.passage
        if not passage.unit:
            return passage.place
        unit = f"{passage.unit} {passage.first + bisect_left(self._ends, at):,}"
        return f"{passage.place}, {unit}" if passage.place else unit


def _sentence(text: str, detail: Detail) -> tuple[int, int]:
    """Where the sentence begins and ends that a detail stands in, no further off than is shown."""
    start, end = detail.start, detail.start + detail.length
    furthest, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while start > furthest and text[start - 1] not in _ENDS and not _is_stop(text, start - 1):
        start -= 1
    while (
        end < last
        and text[end] not in _ENDS
        and not (_is_stop(text, end - 1) and end > detail.start + detail.length)
    ):
        end += 1
    return start, end


def _is_stop(text: str, at: int) -> bool:
    return text[at] in ".!?" and text[at + 1 : at + 2].isspace()


def _on_one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
