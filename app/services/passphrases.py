"""How good a passphrase is, in words, and which are refused."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess: 0 to 4, one line of advice or praise, and whether it would be refused."""

    score: int
    words: str
    refused: bool


def judge(passphrase: str, related: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase as it is typed. `related`: login, name, service. The first call is slow: in a worker."""
    raise NotImplementedError


def require(passphrase: str, related: tuple[str, ...] = ()) -> None:
    """Raise WeakSecret for one that is too short, CommonSecret for one that is easily guessed, NotAcceptable for one
    that cannot be stored.
    """
    raise NotImplementedError
