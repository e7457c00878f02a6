"""The facts of what is shared: a colleague looked at exactly these bytes, and let them go."""

from dataclasses import dataclass
from typing import Final

from app.domain.facts.fact import Fact
from app.domain.fields.declare import Target, line, reference, text
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share

SUBJECT: Final = "disclosure"
"""The output, by the id that it keeps once it is signed; until then no table shows it."""


@dataclass(frozen=True, kw_only=True)
class ShareRelease:
    """Which bytes were looked at. `passed` are places, one a line, where what was found is no victim's detail."""

    case: str = reference("Case", Target.CASE, share=Share.INTERNAL, needed=True)
    sha256: str = line("Fingerprint (SHA-256)", share=Share.INTERNAL, needed=True)
    passed: str = text("Places that may stand", share=Share.INTERNAL)

    @property
    def places(self) -> tuple[str, ...]:
        """The places that may stand."""
        return tuple(self.passed.splitlines())


RELEASED: Final = Fact(
    code="share.released",
    title="Released to be signed",
    subject=SUBJECT,
    values=ShareRelease,
    right=Right.RELEASE,
)
