"""The site's time zone, and what is said where the machine knows none."""

from zoneinfo import ZoneInfo

from app.errors import MissingPart, NotAcceptable

ALWAYS = "Europe/London"
"""A zone that is there wherever any is."""


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name. Raises NotAcceptable when there is none, MissingPart where no zone is known at all."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        if name != ALWAYS:
            zone_of(ALWAYS)
            raise NotAcceptable("That is not a time zone: write it like Europe/London.") from None
        raise MissingPart(
            "Time zone data is missing from this machine: install Casework again. No vault is affected."
        ) from None
