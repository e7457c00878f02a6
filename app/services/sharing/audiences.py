"""The audiences that something can be shared with, each with its policy."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from app.domain.fields.sharing import Audience, audience_from_toml
from app.domain.reports.offered import AUDIENCES, OF_THE_PROGRAMME
from app.errors import NotFound
from app.paths import resource

__all__ = ["AUDIENCES", "OF_THE_PROGRAMME", "PANEL", "PERSON", "audience_of", "policy_digest"]

PANEL: Final = "panel"
PERSON: Final = "person"


def audience_of(code: str) -> Audience:
    """The sharing policy of an audience; raises NotFound."""
    return audience_from_toml(_policy(code).read_text("utf-8"))


def policy_digest(code: str) -> str:
    """SHA-256 of the audience's policy as it is shipped, in hexadecimal; raises NotFound."""
    return sha256(_policy(code).read_bytes()).hexdigest()


def _policy(code: str) -> Path:
    path = resource("audiences") / f"{code}.toml"
    if not code.isidentifier() or not path.is_file():
        raise NotFound(f"There is no audience by that name: there is {', '.join(AUDIENCES)}.")
    return path
