"""Pages of a PDF as pictures and as text, made in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """One page as rows of RGB bytes (Qt: QImage.Format_RGB888), with its text for a screen reader."""

    number: int
    count: int
    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)
    text: str = field(repr=False)


def pages(pdf: bytes, width: int) -> Iterator[Page]:
    """Give the pages one by one, each `width` pixels wide. Raises CannotTell for what is no PDF."""
    raise NotImplementedError
