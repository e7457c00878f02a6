"""Names the places of the program that have grown large: where to look in a review, and no fault in itself.

A limit that fails a build spreads one thing over several files that reach back into each other; a list that is read
does not.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
MOST_FILES: Final = 24
"""In one room."""
LONGEST_FILE: Final = 300
LONGEST_FUNCTION: Final = 40


def large(program: Path) -> Iterator[str]:
    """A line for each room, file and function that is larger than these, those of a room together."""
    modules = sorted(program.rglob("*.py"))
    for room, files in sorted(Counter(module.parent for module in modules).items()):
        if files > MOST_FILES:
            yield f"{_place(room, program)}/: {files} files"
    for module in modules:
        text = module.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        if lines > LONGEST_FILE:
            yield f"{_place(module, program)}: {lines} lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{_place(module, program)}:{node.lineno}: {node.name} has {length} lines"


def _place(path: Path, program: Path) -> str:
    return path.relative_to(program.parent).as_posix()


if __name__ == "__main__":
    found = list(large(ROOT / "app"))
    if found:
        print("Large, so worth a look:")
    for each in found:
        print(f"  {each}")
