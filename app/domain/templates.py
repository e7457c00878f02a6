"""Templates: headings and openings offered for an empty long text, so that nobody begins at a blank box."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """One offer for a text field: what it is called, and the text with its {{...}} still to be filled in."""

    title: str
    text: str
