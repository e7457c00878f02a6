"""What is typed of a victim is found in every disguise, and ordinary words are let through.

`victim_check_cases.json` was written by those who found what the earlier check let through, and
`victim_check_own_cases.json` goes through the kinds of detail again. The disguises are made by rule, for details that
neither file knows.
"""

import base64
import json
import urllib.parse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.victim_scan import scan

Text = str | list[str]

_HERE = Path(__file__).parent


def _cases(name: str) -> list[dict[str, Any]]:
    return json.loads((_HERE / name).read_text("utf-8"))


def _name(case: dict[str, Any]) -> str:
    return f"{case['term']}: {case['text']}"


@pytest.mark.parametrize("case", _cases("victim_check_cases.json"), ids=_name)
def test_a_case_of_the_finders(case: dict[str, Any]) -> None:
    found = scan([(case["kind"], case["term"])], case["text"], case.get("own", ()))
    assert bool(found) is case["should_fire"]


@pytest.mark.parametrize("case", _cases("victim_check_own_cases.json"), ids=_name)
def test_a_case_of_our_own(case: dict[str, Any]) -> None:
    found = scan([(case["kind"], case["term"])], case["text"], case.get("own", ()))
    assert bool(found) is case["should_fire"]


def test_the_cases_are_all_there() -> None:
    cases = _cases("victim_check_cases.json")
    assert len(cases) == 229
    assert sum(case["should_fire"] for case in cases) == 163


# -- disguises by rule

_CYRILLIC = str.maketrans("aeopcxyKBMHT", "аеорсхуКВМНТ")
_GREEK = str.maketrans("oKaAEvN", "οΚαΑΕνΝ")
_SMALL_CAPITALS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ", strict=True))
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _moved(text: str, capital: int, small: int) -> str:
    """Letters as they stand elsewhere in Unicode, where their alphabet begins at these places."""
    places = {
        **{chr(65 + at): capital + at for at in range(26)},
        **{chr(97 + at): small + at for at in range(26)},
    }
    return "".join(chr(places[char]) if char in places else char for char in text)


def _letters(text: str) -> str:
    return text.replace(" ", "")


DISGUISES: dict[str, Callable[[str], Text]] = {
    "plain": str,
    "in capitals": str.upper,
    "in a sentence": lambda text: f"He said {text} again.",
    "letter by letter": lambda text: " ".join(_letters(text)),
    "dots between": lambda text: ".".join(_letters(text)),
    "slashes between": lambda text: "/".join(_letters(text)),
    "zero width between": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "struck through": lambda text: "".join(char + "\u0336" for char in text),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "a line a word": lambda text: text.replace(" ", "\n"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "dashes": lambda text: text.replace(" ", "-"),
    "underscores": lambda text: text.replace(" ", "_") + "_notes.pdf",
    "broken at a line's end": lambda text: f"{text[:3]}-\n{text[3:]}",
    "fullwidth": lambda text: "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text
    ),
    "mathematical": lambda text: _moved(text, 0x1D400, 0x1D41A),
    "circled": lambda text: _moved(text, 0x24B6, 0x24D0),
    "squared": lambda text: _moved(text.upper(), 0x1F130, 0x1F130),
    "small capitals": lambda text: "".join(_SMALL_CAPITALS.get(char, char) for char in text.lower()),
    "Cyrillic letters": lambda text: text.translate(_CYRILLIC),
    "Greek letters": lambda text: text.translate(_GREEK),
    "Arabic digits": lambda text: text.translate(_ARABIC),
    "one entity": lambda text: f"&#{ord(text[0])};{text[1:]}",
    "entities": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "in a link": urllib.parse.quote,
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "JSON escape": lambda text: f"\\u{ord(text[0]):04x}{text[1:]}",
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(text.encode())).decode(),
    "hexadecimal": lambda text: (text + ".").encode().hex(),
    "bold inside": lambda text: f"**{text[:2]}**{text[2:]}",
    "a tag inside": lambda text: f"<b>{text[:2]}</b>{text[2:]}",
    "a tag written out": lambda text: f"&lt;b&gt;{text[:2]}&lt;/b&gt;{text[2:]}",
    "a folder": lambda text: f"out/{text}/summary.pdf",
    "over two fields": lambda text: [
        f"call {text[: len(text) // 2].rstrip()}",
        f"{text[len(text) // 2 :].lstrip()} now",
    ],
    "in brackets": lambda text: f"({text})",
    "in quotes": lambda text: f"“{text}”",
    "possessive": lambda text: f"{text}'s door",
    "digits for letters": lambda text: text[0] + text[1:-1].translate(str.maketrans("oie", "013")) + text[-1],
}
DETAILS: Sequence[tuple[str, str, str]] = (
    ("name", "Rowena Penhaligon", "Rowena Penhaligon"),
    ("name", "Rowena Penhaligon", "Penhaligon"),
    ("name", "Siobhán Ní Bhriain", "Siobhan"),
    ("name", "Nguyen Thi Mai", "Nguyen Thi Mai"),
    ("name", "Priya Achterberg-Shah", "Achterberg"),
    ("name", "Faith Hope", "Faith Hope"),
    ("name", "Zoë Müller", "Zoë Müller"),
    ("name", "Callum O'Rourke", "Callum O'Rourke"),
    ("address", "Flat 3, 17 Quayside Mews, Penmarrow, ZZ12 3AB", "17 Quayside Mews"),
    ("address", "Flat 3, 17 Quayside Mews, Penmarrow, ZZ12 3AB", "ZZ12 3AB"),
    ("address", "The Old Rectory, Church Lane, Penmarrow", "The Old Rectory"),
    ("address", "Lives at 41 St Piran's Road, Truro", "41 St Piran's Road"),
    ("phone", "0113 496 0123", "0113 496 0123"),
    ("phone", "tel 01632 960 456 (mum)", "01632 960456"),
    ("email", "kez.p+x@mail.example.com", "kez.p+x@mail.example.com"),
    ("plate", "Silver Golf K123 ABC", "K123 ABC"),
    ("plate", "AXI 4521 (NI)", "AXI 4521"),
    ("handle", "Snap: mia.lou_99", "mia.lou_99"),
    ("employer", "Hobbs & Dean Solicitors", "Hobbs & Dean Solicitors"),
    ("school", "St Brannoc's Infant School", "St Brannoc's Infant School"),
    ("people", "son Jago (8), goes to Trenance Academy", "Trenance Academy"),
)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_hides_no_detail(disguise: str) -> None:
    passed = [
        (line, text)
        for kind, line, detail in DETAILS
        if not scan([(kind, line)], text := DISGUISES[disguise](detail))
    ]
    assert passed == []


@pytest.mark.parametrize("text", ["the old rectory", "faith, hope", "a lane by the church", "41 people"])
def test_words_that_others_use_stay_free(text: str) -> None:
    assert scan([(kind, line) for kind, line, _ in DETAILS], text) == []
