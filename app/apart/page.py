"""A page as a picture, whoever drew it."""

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
