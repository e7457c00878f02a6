"""What is missing from a content on the day on which tests take place."""

from datetime import date
from typing import Final

from app.domain.fields import content as declared
from app.domain.fields.content import Missing

TODAY: Final = date(2026, 11, 23)


def missing(content: object) -> tuple[Missing, ...]:
    """What still has to be answered to sign."""
    return declared.missing(content, TODAY)
