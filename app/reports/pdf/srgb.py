"""The sRGB profile of ICC version 2 that PDF/A-1 asks for: Pillow makes version 4. Made of its figures alone."""

import struct
from functools import cache
from typing import Final

_POINTS: Final = 1024
"""So many points of the curve: no byte of a colour moves by them."""
_WHITE: Final = (0.9642, 1.0, 0.82491)
_PRIMARIES: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""IEC 61966-2-1 as seen under D50, by the Bradford transform."""
_NAME: Final = b"sRGB IEC61966-2.1"
_COPYING: Final = b"No copyright, use freely"
_HEADER, _ENTRY, _LINEAR, _STEEP = 128, 12, 0.04045, 12.92


@cache
def profile() -> bytes:
    """The profile; its header says neither who made it nor when."""
    curve = _curve()
    tags = {
        b"desc": _description(),
        b"cprt": b"text" + bytes(4) + _COPYING + b"\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(value) for name, value in _PRIMARIES.items()},
    }
    begins = _HEADER + 4 + _ENTRY * (len(tags) + 3)
    listed, body = [], b""
    for name, content in tags.items():
        listed.append(name + struct.pack(">II", begins + len(body), len(content)))
        body += content + bytes(-len(content) % 4)
    # One curve serves all three.
    listed += [
        name + struct.pack(">II", begins + len(body), len(curve)) for name in (b"rTRC", b"gTRC", b"bTRC")
    ]
    body += curve + bytes(-len(curve) % 4)
    table = struct.pack(">I", len(listed)) + b"".join(listed)
    return _header(_HEADER + len(table) + len(body)) + table + body


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    rest = head + made + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4) + _numbers(_WHITE)
    return rest.ljust(_HEADER, b"\0")


def _description() -> bytes:
    ascii_name = _NAME + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(ascii_name)) + ascii_name + bytes(8 + 3 + 67)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(value)


def _numbers(values: tuple[float, float, float]) -> bytes:
    return b"".join(struct.pack(">i", round(each * 0x10000)) for each in values)


def _curve() -> bytes:
    points = (_linear(at / (_POINTS - 1)) for at in range(_POINTS))
    return (
        b"curv"
        + bytes(4)
        + struct.pack(">I", _POINTS)
        + b"".join(struct.pack(">H", round(each * 0xFFFF)) for each in points)
    )


def _linear(value: float) -> float:
    return value / _STEEP if value <= _LINEAR else ((value + 0.055) / 1.055) ** 2.4
