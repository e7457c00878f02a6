"""Names for what no face can print: a sign by its Unicode name, letters of another script by how many there are.

Names and counts are what an English reader of a signed page can be given: the characters themselves go with them, for
whoever copies the text or has it read out.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import category, decimal, name, normalize

Named = tuple[str, str]
"""Characters, and what is printed for them."""

_SIGN = r"[^\x00-\xa8\w\s]"
_CHOSEN = "[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"
SEQUENCE = re.compile(
    "(?P<one>"
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag: two letters
    "|[0-9#*]\ufe0f?\u20e3"  # a key
    "|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # a flag of a part of a country
    f"|{_SIGN}{_CHOSEN}*(?:\u200d{_SIGN}{_CHOSEN}*)+"  # several joined to one
    f"|{_SIGN}\ufe0f?[\U0001f3fb-\U0001f3ff]"  # with a colour of skin
    "|.[\ufe00-\ufe0f]+"  # drawn in a chosen way
    "|\N{CHECK MARK}"
    ")(?P=one)*"
)
"""What is one sign to whoever sent it, and several characters (or is drawn as another); as often as it stands there."""
SELECTORS = re.compile("[\ufe00-\ufe0f]")
_TONES = {
    "\U0001f3fb": "light",
    "\U0001f3fc": "medium-light",
    "\U0001f3fd": "medium",
    "\U0001f3fe": "medium-dark",
    "\U0001f3ff": "dark",
}
_FLAG_LETTER, _TAG = 0x1F1E6 - ord("A"), 0xE0000
_NOT_THE_SCRIPT = re.compile(
    " (?:LETTER|SYLLABLES?|SYLLABICS|CHARACTER|IDEOGRAPH|HIEROGLYPH|VOWEL|SIGN|SMALL|CAPITAL|UNIFIED|COMPATIBILITY|"
    "DIGIT|JUNGSEONG|CHOSEONG|JONGSEONG|LIGATURE|RADICAL|SYMBOL|PHONETIC|FINAL|LOGOGRAM|NUMERIC)\\b"
)
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH KATAKANA"})
_MOST_LISTED = 3


def times(said: str, number: int) -> str:
    """Say how often something stands side by side."""
    return said if number == 1 else f"{said}, {number:,} times"


def of_sequence(signs: str) -> str:
    """Name a sequence that stands for one sign."""
    if len(signs) == 2 and ord(signs[0]) - _FLAG_LETTER in range(ord("A"), ord("Z") + 1):  # noqa: PLR2004 - a pair
        return f"flag {''.join(chr(ord(one) - _FLAG_LETTER) for one in signs)}"
    if signs[-1] == "\u20e3":
        return f"keycap {signs[0]}"
    if ord(signs[-1]) >= _TAG:
        return f"flag {''.join(chr(ord(one) - _TAG) for one in signs[1:-1]).upper()}"
    return " + ".join(_toned(one) for one in SELECTORS.sub("", signs).split("\u200d"))


def _toned(signs: str) -> str:
    tones = [f"{_TONES[one]} skin tone" for one in signs[1:]]
    return ", ".join([of_sign(signs[0]), *tones])


def of_sign(sign: str) -> str:
    """Name one character."""
    kind = {"Cc": "control character", "Co": "private sign"}.get(category(sign), "sign")
    return name(sign, "").lower() or f"{kind} U+{ord(sign):04X}"


def of_signs(run: str) -> Iterator[Named]:
    """Name signs that stand side by side: each, or the first and how many there are when nobody would read them all."""
    groups = ["".join(group) for _, group in groupby(run)]
    if len(groups) > _MOST_LISTED:
        yield run, f"{of_sign(run[0])} and {len(run) - 1:,} other signs"
        return
    for group in groups:
        yield group, times(of_sign(group[0]), len(group))


def of_letters(run: str) -> Iterator[Named]:
    """Name words of other scripts, with their marks and punctuation, by script and number of letters.

    A space between two scripts has no name.
    """
    groups: list[tuple[str, str]] = []
    for sign in run:
        script = _script(sign) if category(sign)[0] == "L" else ""
        same = "CJK" if script in _EAST_ASIAN else script
        if groups and same in {"", groups[-1][0]}:
            groups[-1] = (groups[-1][0], groups[-1][1] + sign)
        else:
            groups.append((same, sign))
    for script, words in groups:
        yield words.rstrip(" "), _counted(script, words)
        if words.endswith(" "):
            yield " ", ""


def of_digits(run: str) -> Iterator[Named]:
    """Name digits of another script by the digits they are."""
    for script, group in groupby(run, _script):
        digits = "".join(group)
        yield digits, f"{script.title()} digits {''.join(str(decimal(one)) for one in digits)}"


def kind(sign: str) -> str:
    """One letter for how it is named: l letters, d digits, k marks that combine, p punctuation, s any other sign."""
    return {"Nd": "d"}.get(category(sign)) or {"L": "l", "M": "k", "P": "p"}.get(category(sign)[0], "s")


def plain(sign: str) -> str:
    """The ordinary characters that a sign is a form of (a letter in script, in a circle); empty for any other."""
    found = normalize("NFKC", sign).strip()
    return "" if found == sign else found


def _counted(script: str, words: str) -> str:
    letters = sum(category(sign)[0] == "L" for sign in words)
    unit = "character" if script == "CJK" else "letter"
    number = f"{letters} {unit}" if letters == 1 else f"{letters:,} {unit}s"
    apart = len(words.split())
    return f"{_known_as(script, words)}: {f'{apart:,} words, ' if apart > 1 else ''}{number}"


def _known_as(script: str, words: str) -> str:
    if script == "CJK":
        kana = any(_script(sign) not in {"CJK", ""} for sign in words if category(sign)[0] == "L")
        return "Japanese" if kana else "Chinese or Japanese"
    return {"HANGUL": "Korean"}.get(script, script.title())


def _script(sign: str) -> str:
    """The words of its name before what kind of letter it is: "OLD PERSIAN", "ARABIC-INDIC"; else the first of them."""
    full = name(sign, "UNKNOWN")
    found = _NOT_THE_SCRIPT.search(full)
    return full[: found.start()] if found else full.split(" ")[0].split("-")[0]
