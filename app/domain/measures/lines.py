"""Finds the line on which each key of a TOML text stands, which `tomllib` does not tell."""

import re
from collections.abc import Iterator
from typing import Final

Path = tuple[str | int, ...]
Lines = dict[Path, int]

_STRING: Final = re.compile(
    r'"""(?:\\.|.)*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)
_TABLE: Final = re.compile(r"\s*\[(?!\[)([^\[\]]+)\]")
_ROW: Final = re.compile(r"\s*\[\[([^\[\]]+)\]\]")
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_.\"'@ -]+?)\s*=")


def lines_of(text: str) -> Lines:
    """The line, from 1, of each table and key of a text that `tomllib` reads."""
    found: Lines = {}
    table: Path = ()
    rows: dict[Path, int] = {}
    for number, line in _beginnings(text):
        if row := _ROW.match(line):
            path = _parts(row[1])
            rows[path] = rows.get(path, -1) + 1
            table = (*path, rows[path])
            found.setdefault(path, number)
            found[table] = number
        elif header := _TABLE.match(line):
            table = _parts(header[1])
            found[table] = number
        elif key := _KEY.match(line):
            found[(*table, *_parts(key[1]))] = number
    return found


def line_of(lines: Lines, path: Path) -> int:
    """The line of a path, or of the nearest that holds it; 1 where nothing does."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _beginnings(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin something: none that goes on with a list or a text."""
    shown = text.split("\n")
    depth = 0
    # What stands in texts and comments is blotted out, line for line, so that its brackets do not count.
    for number, line in enumerate(_STRING.sub(_blot, text).split("\n"), 1):
        is_header = depth == 0 and line.lstrip().startswith("[")
        if depth == 0 and line.strip():
            yield number, shown[number - 1]
        if not is_header:
            depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")


def _blot(found: re.Match[str]) -> str:
    return '""' + "\n" * found[0].count("\n") if not found[0].startswith("#") else ""


def _parts(name: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in name.split("."))
