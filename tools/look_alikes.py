"""Makes resources/terms/look-alikes.txt, the letters and digits that are easily taken for plain ones.

Its facts are Unicode's confusables.txt (UTS 39), read from the JSON of the package confusable-homoglyphs, which is
wanted for this alone and is no dependency: install it in an environment of its own and run

    python -m tools.look_alikes PATH/confusable_homoglyphs/confusables.json > resources/terms/look-alikes.txt
"""

import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_HEAD: Final = """\
# Characters that are easily taken for a plain letter or digit: the plain one, then theirs in hexadecimal.
# Made by tools/look_alikes.py from confusables.txt of the Unicode Character Database (UTS 39), single characters to
# ASCII only. Copyright (C) Unicode, Inc.; Unicode License v3, see https://www.unicode.org/license.txt
"""
# Not in the table, since a typeface decides it, but the way such letters are used.
_BY_HAND: Final = {"η": "n", "ω": "w", "π": "n", "ł": "l"}
_SMALL_CAPITAL: Final = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])")


def main() -> None:
    """Print the table."""
    table = look_alikes(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    print(_HEAD, end="")
    for plain in sorted(set(table.values())):
        print(plain, *(f"{ord(char):04X}" for char in sorted(table) if table[char] == plain))


def look_alikes(confusables: Mapping[str, list[Mapping[str, str]]]) -> dict[str, str]:
    """Each single character that stands for one ASCII letter or digit, and that letter in small."""
    table = dict(_BY_HAND)
    for char, alike in confusables.items():
        if len(char) == 1 and not unicodedata.normalize("NFKD", char).isascii():
            for each in alike:
                if plain := _plain(each["c"]):
                    table.setdefault(char, plain)
    for char in map(chr, range(0x250, 0x20000)):
        # A small letter of which only the capital is a look-alike, as the Cyrillic letter that reads "b".
        if char not in table and char.upper() != char and (plain := table.get(char.upper(), "")).isalpha():
            table[char] = plain
    for char in [each for each, plain in table.items() if plain == "l" and table.get(each.lower()) == "i"]:
        table[char] = "i"
    return table


def _plain(char: str) -> str:
    if len(char) != 1:
        return ""
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    named = _SMALL_CAPITAL.fullmatch(unicodedata.name(char, ""))
    return named[1].lower() if named else ""


if __name__ == "__main__":
    main()
