"""The audiences that something can be shared with, each with its policy."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from app.domain.fields.sharing import Audience, audience_from_toml
from app.errors import NotAcceptable, NotFound
from app.paths import resource

PANEL: Final = "panel"
PERSON: Final = "person"
AUDIENCES: Final = (PANEL, "mappa", "police", "probation", "advocate", "gp", "court", PERSON, "evaluator")
"""In the order in which they are listed."""


def audience_of(code: str) -> Audience:
    """The sharing policy of an audience; raises NotFound."""
    return audience_from_toml(_policy(code).read_text("utf-8"))


def offered(code: str) -> Audience:
    """The same for one that a report can be made for. Raises NotFound, NotAcceptable."""
    audience = audience_of(code)
    if audience.code != PANEL:
        raise NotAcceptable("Only the panel's summary can be written so far: use --for panel.")
    return audience


def policy_digest(code: str) -> str:
    """SHA-256 of the audience's policy as it is shipped, in hexadecimal; raises NotFound."""
    return sha256(_policy(code).read_bytes()).hexdigest()


def _policy(code: str) -> Path:
    path = resource("audiences") / f"{code}.toml"
    if not code.isidentifier() or not path.is_file():
        raise NotFound("There is no audience by that name: try panel.")
    return path
