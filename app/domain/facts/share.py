"""The facts of what is shared: looked at by a colleague and let go, signed and sent, and written once more."""

from dataclasses import dataclass
from typing import Final

from app.domain.facts.fact import Fact
from app.domain.fields.declare import Target, line, reference, text
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share

SUBJECT: Final = "disclosure"
"""The output, by the id that it keeps once it is signed; until then no table shows it. Times are RFC 3339, UTC."""


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


@dataclass(frozen=True, kw_only=True)
class ShareSending:
    """What was sent of a case, to whom and why. `prepared` is the SHA-256 of what was seen before it was signed.

    Of a countersigned report that is the report as its author signed it; `countersigner` is who is asked to.
    """

    case: str = reference("Case", Target.CASE, share=Share.INTERNAL, needed=True)
    staff: str = reference("Signed by", Target.STAFF, share=Share.INTERNAL, needed=True)
    sent: str = line("Sent at", share=Share.INTERNAL, needed=True)
    audience: str = line("Audience", share=Share.INTERNAL, needed=True)
    recipient: str = line("Recipient", share=Share.INTERNAL, needed=True)
    purpose: str = text("Purpose", share=Share.INTERNAL, needed=True)
    withheld: str = line("Left out", share=Share.INTERNAL)
    sha256: str = line("Fingerprint (SHA-256)", share=Share.INTERNAL, needed=True)
    prepared: str = line("Fingerprint before the signature", share=Share.INTERNAL)
    countersigner: str = line("To be countersigned by", share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class ShareCopy:
    """That what was sent was written once more."""

    copied: str = line("Written at", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class ShareForm:
    """That its author signed what was sent once more, in another form: the file's SHA-256, and their certificate's."""

    written: str = line("Written at", share=Share.INTERNAL, needed=True)
    sha256: str = line("Fingerprint (SHA-256)", share=Share.INTERNAL, needed=True)
    certificate: str = line("Certificate (SHA-256)", share=Share.INTERNAL, needed=True)


SENT: Final = Fact(
    code="share.sent",
    title="Summary sent",
    subject=SUBJECT,
    values=ShareSending,
    right=Right.SHARE,
)
COPIED: Final = Fact(
    code="share.copied",
    title="Copy of a summary written",
    subject=SUBJECT,
    values=ShareCopy,
    right=Right.COPY,
)
ARCHIVED: Final = Fact(
    code="share.archived",
    title="Archive copy of a report signed",
    subject=SUBJECT,
    values=ShareForm,
    right=Right.SHARE,
)
PROTECTED: Final = Fact(
    code="share.protected",
    title="Protected copy of a report signed",
    subject=SUBJECT,
    values=ShareForm,
    right=Right.SHARE,
)
FORMS: Final = (ARCHIVED, PROTECTED)
RELEASED: Final = Fact(
    code="share.released",
    title="Released to be signed",
    subject=SUBJECT,
    values=ShareRelease,
    right=Right.RELEASE,
)
