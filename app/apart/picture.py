"""A picture, unpacked once its size is known, and no larger than it is shown."""

import io
from contextlib import suppress

from PIL import Image, ImageOps, UnidentifiedImageError

from app.apart.drawn import DAMAGED, MOST_IN_SOURCE, TOO_LARGE, Drawn, NotDrawn, scaled
from app.apart.page import Page

_FORMATS = ("PNG", "JPEG")
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError)
"""What Pillow raises for a picture that it cannot read."""


class Picture(Drawn):
    """A document of one page that is a picture."""

    def __init__(self, begun: bytes) -> None:
        Image.MAX_IMAGE_PIXELS = MOST_IN_SOURCE
        self._bytes = begun
        try:
            with self._opened() as image:
                wide, high = image.size
        except _BROKEN:
            raise NotDrawn(DAMAGED) from None
        if wide * high > MOST_IN_SOURCE:
            raise NotDrawn(TOO_LARGE)
        self._shape = high / wide if wide else 1.0

    @property
    def shapes(self) -> tuple[float, ...]:
        """Of its one page."""
        return (self._shape,)

    def page(self, number: int, width: int) -> Page:  # noqa: ARG002 - it has one page
        """The picture, upright as its camera says."""
        try:
            with self._opened() as image:
                scale = scaled(*image.size, width)
                size = max(1, round(image.size[0] * scale)), max(1, round(image.size[1] * scale))
                # A JPEG can be unpacked smaller than it is.
                image.draft("RGB", size)
                shown = ImageOps.exif_transpose(image).convert("RGB").resize(size)
        except _BROKEN:
            raise NotDrawn(DAMAGED) from None
        return Page(1, 1, shown.width, shown.height, 3 * shown.width, shown.tobytes(), "")

    def _opened(self) -> Image.Image:
        with suppress(Image.DecompressionBombError):
            return Image.open(io.BytesIO(self._bytes), formats=_FORMATS)
        raise NotDrawn(TOO_LARGE)
