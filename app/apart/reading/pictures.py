"""Tells a picture by its first bytes, and whether it is large enough for words to stand in it."""

import io
from typing import Final

_BEGINS: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\xd7\xcd\xc6\x9a",  # WMF
    b"\0\0\1\0",  # ICO
    b"\0\0\0\x0cjP  ",
)
_ENDINGS: Final = frozenset(
    (
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".emf",
        ".wmf",
        ".emz",
        ".wmz",
        ".webp",
        ".heic",
        ".ico",
    )
)
_INSIDE: Final = (
    (b"BM", 6, b"\0\0\0\0"),
    (b"\x01\0\0\0", 40, b" EMF"),
    (b"RIFF", 8, b"WEBP"),
    *((b"\0\0\0", 4, b"ftyp" + kind) for kind in (b"heic", b"heix", b"mif1", b"avif")),
)
"""How it begins, and what stands further on."""
_LEAST: Final = 48
"""Pixels of a side: a smaller picture is a sign or a line, and has no room for words."""


def is_picture(content: bytes, ending: str) -> bool:
    """Whether it is one."""
    inside = any(
        content.startswith(first) and content[at : at + len(sign)] == sign for first, at, sign in _INSIDE
    )
    return inside or content.startswith(_BEGINS) or (ending in _ENDINGS and bool(content))


def shows_words(content: bytes) -> bool:
    """Whether words could stand in it; of one whose size is not known they could."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - most documents have no picture

    try:
        with Image.open(io.BytesIO(content)) as image:
            return min(image.size) >= _LEAST
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError):
        return True
