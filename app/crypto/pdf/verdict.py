"""What is said of a PDF that was checked."""

import enum
from dataclasses import dataclass
from datetime import datetime

from app.errors import Exit


class State(enum.StrEnum):
    """The answer, and the exit code of a command that gives it."""

    GENUINE = "genuine"
    NOT_GENUINE = "not_genuine"
    CANNOT_TELL = "cannot_tell"

    @property
    def exit_code(self) -> Exit:
        """0 for genuine, 1 for not, 2 for cannot tell."""
        codes = {State.GENUINE: Exit.DONE, State.NOT_GENUINE: Exit.NO, State.CANNOT_TELL: Exit.CANNOT_TELL}
        return codes[self]


@dataclass(frozen=True)
class Second:
    """Who signed beside the author, in the place that was prepared for it, by their clock; `certificate` as SHA-256."""

    name: str
    role: str
    registration: str
    signed_at: datetime
    certificate: str


@dataclass(frozen=True)
class Verdict:
    """What the check found. None means that it did not get so far as to know.

    `signer` to `organisation` are claims unless `trusted`. `signed_at` is the signer's
    clock, UTC. `attachment` is only there if the file is genuine. `ca_fingerprint` is that of the authority's
    certificate the signature leads to, to be compared with the one the site publishes. `certificate` is the SHA-256
    of the signer's, and `signed_sha256` that of the file as they signed it, which is the whole of it unless somebody
    countersigned: `second`, or `awaits_second` where that is still to come. `locked`: it takes its passphrase.
    `withdrawn` and `status_made_at` are what `withdrawals` adds from the site's status. `reasons` are sentences, the
    weightiest first.
    """

    state: State
    reasons: tuple[str, ...]
    sha256: str
    intact: bool | None = None
    whole_file: bool | None = None
    certified: bool | None = None
    trusted: bool | None = None
    signer: str = ""
    role: str = ""
    registration: str = ""
    organisation: str = ""
    signed_at: datetime | None = None
    ca_fingerprint: str = ""
    certificate: str = ""
    of_another_program: bool = False
    locked: bool = False
    signed_sha256: str = ""
    second: Second | None = None
    awaits_second: bool = False
    withdrawn: bool | None = None
    status_made_at: datetime | None = None
    attachment: bytes | None = None
