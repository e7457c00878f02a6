"""Words of one line, each run of them bold or plain, as light markup."""

from typing import Final

from app.domain.values import markup

_MARK: Final = "**"
Runs = list[tuple[str, bool]]


def without(runs: Runs, first: int) -> Runs:
    """The runs without so many letters at their head."""
    left = []
    for text, bold in runs:
        left.append((text[first:], bold))
        first = max(0, first - len(text))
    return left


def marked(runs: Runs) -> str:
    """One line of words, with marks round the bold ones where these would be read as marks."""
    joined = _joined(runs)
    if any(_MARK in text for text, _ in joined):
        return "".join(text for text, _ in joined).strip()
    line = ""
    for n, (text, bold) in enumerate(joined):
        words = text.strip()
        if not bold or not words:
            line += text
            continue
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        outside = (after or (joined[n + 1][0] if n + 1 < len(joined) else ""))[:1]
        line += before
        if _stands(words, line[-1:], outside):
            words = f"{_MARK}{words}{_MARK}"
        line += words + after
    return line.strip()


def _stands(words: str, before: str, after: str) -> bool:
    return (
        "*" not in {words[0], words[-1], before, after}
        and markup.at_edge(inside=words[0], outside=before)
        and markup.at_edge(inside=words[-1], outside=after)
    )


def _joined(runs: Runs) -> Runs:
    """Runs of one weight as one, with single blanks where two of them meet."""
    out: Runs = []
    for text, bold in runs:
        if out and out[-1][0].endswith(" "):
            text = text.lstrip(" ")  # noqa: PLW2901
        if out and (out[-1][1] == bold or not text.strip()):
            out[-1] = out[-1][0] + text, out[-1][1]
        elif text:
            out.append((text, bold))
    return out
