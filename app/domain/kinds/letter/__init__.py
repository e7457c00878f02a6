"""Letter: what was written to somebody outside, word for word. What is signed to be sent leaves by Sharing."""

from app.domain.kinds.letter.content import Letter, gate, is_administrative, title, to_person
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="letter",
    title="Letter",
    version=1,
    order=172,
    section="documents",
    content=Letter,
    event_label="Date of letter",
    title_of=title,
    note="The words of a letter, kept as they were written. An administrator signs one that is administrative.",
    administrative_if=is_administrative,
    to_person=to_person,
    gate=gate,
    layout=Layout(beside=(("template", "audience"),)),
)
