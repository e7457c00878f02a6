"""Widths of words without a font."""


def wide(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape charts ask for
    """Measure as a monospaced face would."""
    return len(text) * size * (0.6 if bold else 0.55)
