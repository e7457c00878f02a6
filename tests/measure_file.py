"""A measure's file of our own that has every part, for tests to spoil."""

from pathlib import Path
from typing import Final

from app.domain.measures.making import Making

LICENCES: Final = frozenset({"invented.txt"})
NAME: Final = "site-invented@1.toml"
TEXT: Final = """\
format = 1
id = "site-invented"
version = 1
title = "Invented scale"
short = "INVENTED"
edition = "Invented scale, 2026"
population = "adults"
period = "the last week"
completed_by = "person"
direction = "lower"
tracked = ["total"]

[licence]
holder = "Nobody"
terms = "Invented."
file = "invented.txt"
wording = "not_shipped"
source = "Invented"

[options.often]
values = [0, 1, 2, 3]

[options.work]
values = [0, 1, "n/a"]
keys = ["0", "1", "x"]

[[items]]
id = "1"
options = "often"

[[items]]
id = "2"
options = "often"
reversed = true
keys = ["3", "2", "1", "0"]

[[items]]
id = "3"
options = "work"

[[skips]]
when = [["1", 0]]
items = ["2"]

[[scores]]
id = "total"
method = "mean"
times = 10
decimals = 2
items = ["1", "2"]
missing_allowed = 1
missing_source = "Invented"

[[scores]]
id = "raw"
method = "sum"
items = ["1", "3"]

[[scores]]
id = "looked_up"
method = "table"
of = "raw"
first = 0
table = [0, 1.5, 2.5, 4, 5.25]
decimals = 2

[[bands]]
score = "total"
id = "low"
label = "low"
from = 0
below = 6
source = "Invented"

[[bands]]
score = "total"
id = "high"
label = "high"
from = 6
source = "Invented"

[[cuts]]
id = "cut"
score = "total"
at = 6
clinical = "at_or_above"
label = "clinical range"
source = "Invented"

[[change]]
id = "rc"
score = "total"
by = 5
confidence = 90
source = "Invented"

[[critical]]
id = "speaks"
items = ["1"]
at_least = 3
message = "Item 1: as much as can be."
source = "Invented"

[[findings]]
id = "one"
label = "answers fit one"
all = [["raw", "at_least", 2]]
source = "Invented"

[[findings]]
id = "other"
label = "answers fit the other"
needs = ["one"]
all = [["total", "below", 20]]
source = "Invented"
"""

CIRCLE: Final = '\n[[scores]]\nid = "{}"\nmethod = "table"\nof = "{}"\nfirst = 0\ntable = [1]\n'
"""A score that is made from another."""
WORDED: Final = (
    TEXT.replace('wording = "not_shipped"', 'wording = "shipped"')
    .replace(
        "values = [0, 1, 2, 3]", 'values = [0, 1, 2, 3]\nlabels = ["Never", "Seldom", "Often", "Always"]'
    )
    .replace('keys = ["0", "1", "x"]', 'keys = ["0", "1", "x"]\nlabels = ["No", "Yes", "I have none"]')
    .replace('[[items]]\nid = "1"', '[[items]]\ntext = "I watched herons?"\nid = "1"')
    .replace('[[items]]\nid = "2"', '[[items]]\ntext = "I left herons alone?"\nid = "2"')
    .replace('[[items]]\nid = "3"', '[[items]]\ntext = "I told my keeper of herons?"\nid = "3"')
)
"""The same with wording of our own, so that it can be handed over and printed."""
MADE: Final = Making(
    title="How calm the week was",
    short="CALM",
    edition="Our own form, 2026",
    population="adults",
    period="the last week",
    completed_by="person",
    direction="higher",
    holder="Northmoor",
    terms="Written here: may be copied.",
    wording="shipped",
    answers="0 Never\n1 Sometimes\n2 Mostly\nn/a I had no telephone",
    items="I slept through the night\nI thought of nothing else\nI left my telephone alone",
    reversed="2",
    method="sum",
    bands="0 restless\n4 calm",
    bands_source="Agreed in the team, 2026",
    deviation="1.5",
    reliability="0.90",
    confidence="90",
    change_source="Our pilot, 2026",
)
"""One that is made in the form."""
LICENCE: Final = "Invented for tests: may be used by anybody.\n"


def written(folder: Path, text: str = TEXT, name: str = NAME) -> Path:
    """Write the file and the text of its licence beside it; gives its path."""
    (folder / "invented.txt").write_text(LICENCE, "utf-8")
    file = folder / name
    file.write_text(text, "utf-8")
    return file
