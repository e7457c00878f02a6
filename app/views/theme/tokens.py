"""Tokens to palette and style sheet: colours by what they are for, sizes from the person's own text size.

A theme is a file in `resources/themes`, and docs/screens.md says what each colour is for. It is JSON, as the settings
are: a reader of another format would be loaded for it alone before the first page. The one style sheet,
`resources/theme.qss`, is a `string.Template` over its colours and the sizes below, so that a token missing from either
is found when the theme is read and not on a screen.
"""

import json
from collections.abc import Mapping
from string import Template
from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QPalette

from app.charts.roles import SERIES_ROLES, Role
from app.errors import MissingPart
from app.paths import resource

NAMES: Final = ("light", "dark", "high-contrast")

_PAPERS: Final = ("ground", "surface", "sunken", "hover", "primary_soft")
_INKS: Final = ("text", "muted", "link", "danger", "success", "care")

TEXT_PAIRS: Final = (
    *((ink, paper) for ink in _INKS for paper in _PAPERS),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("danger", "danger_soft"),
    ("text", "danger_soft"),
    ("muted", "danger_soft"),
    ("care", "danger_soft"),
    ("link", "danger_soft"),
    ("success", "success_soft"),
    ("text", "success_soft"),
    ("care", "care_soft"),
    ("text", "care_soft"),
    ("muted", "care_soft"),
    ("link", "care_soft"),
    ("on_rail", "rail"),
    ("on_rail", "rail_chosen"),
    ("rail_muted", "rail"),
    ("rail_muted", "rail_chosen"),
    ("on_mark", "mark"),
    ("text", "added"),
    ("text", "removed"),
    ("thread", "ground"),
    ("thread", "sunken"),
)
"""What is read on what: at least 4.5:1 (WCAG 2.2, 1.4.3)."""

PART_PAIRS: Final = (
    *((part, paper) for part in ("edge", "focus", "primary") for paper in _PAPERS),
    ("focus", "rail"),
    ("focus", "rail_chosen"),
    ("focus", "danger_soft"),
    ("focus", "care_soft"),
    ("focus", "focus_inner"),
    ("rail_mark", "rail"),
    ("rail_mark", "rail_chosen"),
    ("danger", "danger_soft"),
    ("care", "care_soft"),
    ("success", "success_soft"),
)
"""What has to be seen beside what: at least 3:1 (WCAG 2.2, 1.4.11)."""

CHART_TEXT_PAIRS: Final = (
    *((ink, paper) for ink in ("ink", "muted") for paper in ("paper", "band")),
    ("care", "paper"),
)
CHART_PART_PAIRS: Final = tuple(
    (part, paper)
    for part in (role.value for role in (*SERIES_ROLES, Role.ORDER, Role.CUSTODY, Role.TODAY, Role.THREAD))
    for paper in ("paper", "band")
)

_ROLES: Final = frozenset(one for pair in (*TEXT_PAIRS, *PART_PAIRS) for one in pair) | {"line", "scrim"}
_CHART: Final = frozenset(one for pair in (*CHART_TEXT_PAIRS, *CHART_PART_PAIRS) for one in pair)


class Tokens(NamedTuple):
    """One look: its colours by role, for the window and for charts."""

    name: str
    is_dark: bool
    colours: Mapping[str, str]
    chart: Mapping[str, str]

    @property
    def is_strong(self) -> bool:
        """Whether edges are drawn wide, as nothing may be said by a tint alone."""
        return self.name == "high-contrast"

    def colour(self, role: str) -> QColor:
        """The colour of a role; raises KeyError for one that is none."""
        return QColor(self.colours[role])

    def ink(self, role: Role) -> QColor:
        """The colour of a role in a chart."""
        return QColor(self.chart[role.value])


def load(name: str) -> Tokens:
    """Read a shipped theme; raises MissingPart when it is not there, or lacks a token."""
    try:
        read = json.loads(resource(f"themes/{name}.json").read_text(encoding="utf-8"))
        tokens = Tokens(read["name"], read["dark"], read["colours"], read["chart"])
    except (OSError, KeyError, ValueError):
        raise MissingPart from None
    lacking = (_ROLES - tokens.colours.keys()) | ((_CHART | set(Role)) - tokens.chart.keys())
    if lacking or not all(
        QColor.isValidColorName(c) for c in (*tokens.colours.values(), *tokens.chart.values())
    ):
        raise MissingPart
    return tokens


class Sizes(NamedTuple):
    """Sizes from the text size, in per cent of the usual: nothing on the screen has its own, so that all reflows.

    Lengths are pixels at 96 dots an inch; `px` takes what a length is at 100 %.
    """

    percent: int

    def px(self, at_100: float) -> int:
        """A length that is this long at 100 %."""
        return round(at_100 * self.percent / 100)

    def pixels(self, ems: float) -> int:
        """A length as a multiple of the text size."""
        return self.px(TEXT * ems)

    def tokens(self, *, strong: bool) -> dict[str, str]:
        """What the style sheet calls them."""
        lengths = {name: self.px(length) for name, length in _LENGTHS.items()}
        # With a radius of more than half its height Qt draws no round corner at all.
        edge = 2 if strong else 1
        lengths["chip_round"] = (self.px(24) + 2 * edge) // 2
        lengths["mark_round"] = (lengths["mark"] + 4) // 2
        lengths["scroll_round"] = (lengths["scroll"] - 6) // 2
        # Qt sets the words of a cell this much further in than those of its title.
        lengths["pad_title"] = lengths["gap_small"] + 3
        lengths["gap_cell"] = lengths["gap_small"] - 3
        lengths |= _STRONG if strong else _FINE
        # The edge under what is chosen is wider than the others: so much less is left for the words.
        lengths["inner_chosen"] = lengths["inner"] - (lengths["chosen_line"] - lengths["hair"])
        return {name: f"{length}px" for name, length in lengths.items()}


TEXT: Final = 14
"""The usual size of a text, in pixels."""
SMALL: Final = 12
"""The size of hints, counts and heads of columns, in pixels."""
_LENGTHS: Final = {
    "small_size": SMALL,
    "section_size": 15,
    "name_size": 17,
    "title_size": 20,
    "product_size": 26,
    "large_size": 18,
    "question_size": 28,
    "answer_inner": 54,
    "answer_pad": 20,
    "hair_gap": 2,
    "gap_half": 4,
    "gap_small": 8,
    "gap": 10,
    "pad": 12,
    "inner": 30,
    "target": 24,
    "chip_inner": 24,
    "mark": 15,
    "drop": 26,
    "scroller": 52,
    "scroll": 13,
    "round": 6,
    "round_small": 5,
    "round_large": 10,
}
_FINE: Final = {"hair": 1, "chosen_hair": 1, "chosen_line": 2, "bar_line": 3}
_STRONG: Final = {"hair": 2, "chosen_hair": 3, "chosen_line": 5, "bar_line": 6}


def style_sheet(tokens: Tokens, sizes: Sizes) -> str:
    """The style sheet of a theme at a text size; raises MissingPart for a token that it lacks."""
    sheet = Template(resource("theme.qss").read_text(encoding="utf-8"))
    drawn = {
        "arrow_image": "chevron",
        "up_image": "chevron-up",
        "left_image": "chevron-left",
        "right_image": "chevron-right",
        "tick_image": "tick",
        "dot_image": "dot",
    }
    images = {name: resource(f"themes/{tokens.name}-{file}.svg").as_posix() for name, file in drawn.items()}
    try:
        return sheet.substitute({**tokens.colours, **sizes.tokens(strong=tokens.is_strong), **images})
    except (KeyError, ValueError):
        raise MissingPart from None


def palette(tokens: Tokens) -> QPalette:
    """What Qt draws by itself, in the theme's colours."""
    of, role = tokens.colour, QPalette.ColorRole
    made = QPalette()
    for name, roles in {
        "ground": (role.Window, role.ToolTipText),
        "surface": (role.Base, role.Button, role.Light),
        "sunken": (role.AlternateBase, role.Midlight),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipBase),
        "primary": (role.Highlight, role.Accent),
        "on_primary": (role.HighlightedText,),
        "link": (role.Link, role.LinkVisited),
        "danger": (role.BrightText,),
        "muted": (role.PlaceholderText,),
        "line": (role.Mid,),
        "edge": (role.Dark, role.Shadow),
    }.items():
        for each in roles:
            made.setColor(each, of(name))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, of("muted"))
    return made


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    seen = QColor(colour)
    parts = (seen.redF(), seen.greenF(), seen.blueF())
    return sum(w * _linear(part) for w, part in zip(weights, parts, strict=True))


def _linear(part: float) -> float:
    threshold, slope = 0.04045, 12.92
    return part / slope if part <= threshold else ((part + 0.055) / 1.055) ** 2.4
