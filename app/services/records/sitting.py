"""A sitting: a person answers on this screen while the vault is locked.

All that is open meanwhile is the public key of the sitting, to which the answers are sealed; they lie beside the store
until the author of the draft comes back. Nothing here opens a vault.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.crypto import canonical
from app.crypto.sitting import seal_answers
from app.domain.measures.declare import Measure
from app.domain.measures.giving import Answers
from app.errors import CannotRead, SittingOver
from app.regular_file import open_regular
from app.whole_file import is_there, replace_file

FORMAT: Final = "casework.answers/1"
_NAME: Final = "handed-over-"
_LONGEST: Final = 1 << 20


@dataclass(frozen=True)
class Sitting:
    """What the window keeps while the person has the screen."""

    folder: Path
    vault_id: str
    case_id: str
    draft_id: str
    id: str
    public: bytes = field(repr=False)
    login: str = field(repr=False)
    """Of the draft's author, whose passphrase alone brings the program back."""
    measure: Measure = field(repr=False)
    answers: Answers = field(repr=False, default=())
    """How far it was answered before."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What the seal is bound to."""
        return self.vault_id, self.draft_id, self.id

    def begin(self) -> None:
        """Lay the file down that the answers go into. Raises DiskFull, CannotWrite."""
        replace_file(path_of(self.folder, self.draft_id), self._sealed(self.answers))

    def keep(self, answers: Answers) -> None:
        """Put all answers so far into the file, sealed, and on the disk.

        Raises SittingOver where they were taken into the draft meanwhile, DiskFull and CannotWrite.
        """
        path = path_of(self.folder, self.draft_id)
        if not is_there(path):
            raise SittingOver
        replace_file(path, self._sealed(answers))

    def _sealed(self, answers: Answers) -> bytes:
        plain = {"format": FORMAT, "asked": self.measure.name, "answers": list(answers)}
        return seal_answers(self.public, canonical.dumps(plain), self.place)


def path_of(folder: Path, draft_id: str) -> Path:
    """Where the answers lie that belong into a draft."""
    return folder / f"{_NAME}{draft_id}"


def waiting(folder: Path) -> Iterator[str]:
    """The drafts that answers lie for, in the order of their beginning. Raises CannotRead."""
    try:
        yield from sorted(file.name.removeprefix(_NAME) for file in folder.glob(f"{_NAME}*"))
    except OSError:
        raise CannotRead from None


def read_sealed(folder: Path, draft_id: str) -> bytes:
    """What lies there for a draft. Raises CannotRead."""
    try:
        with open_regular(path_of(folder, draft_id)) as file:
            return file.read(_LONGEST)
    except OSError:
        raise CannotRead from None
