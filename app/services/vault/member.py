"""A member of staff as their certificate names them."""

from dataclasses import dataclass

from app.domain.fields.rights import Grade


@dataclass(frozen=True)
class Member:
    """A member of staff as records and reports name them: all but the login is what the authority certified."""

    id: str
    login: str
    name: str
    role: str
    registration: str
    grade: Grade

    @property
    def is_lead(self) -> bool:
        """Whether they lead the service."""
        return self.grade is Grade.LEAD
