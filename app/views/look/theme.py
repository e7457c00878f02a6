"""Tokens to palette and style sheet: colours by what they are for, sizes from the person's own text size.

A theme is a file in `resources/themes`; the one style sheet, `resources/theme.qss`, is a `string.Template` over its
colours and the sizes below, so that a token missing from either is found when the theme is read and not on a screen.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QPalette

from app.charts.primitives import Role
from app.errors import MissingPart
from app.paths import resource

NAMES: Final = ("light", "dark", "high-contrast")

TEXT_PAIRS: Final = (
    ("text", "ground"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "primary_soft"),
    ("text", "added"),
    ("text", "removed"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("link", "surface"),
    ("link", "ground"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("danger", "ground"),
    ("danger", "surface"),
    ("danger", "danger_soft"),
    ("success", "surface"),
    ("success", "success_soft"),
    ("care", "surface"),
    ("care", "care_soft"),
    ("on_rail", "rail"),
    ("on_rail", "rail_chosen"),
    ("on_mark", "mark"),
)
"""What is read on what: at least 4.5:1 (WCAG 2.2, 1.4.3)."""

PART_PAIRS: Final = (
    ("edge", "surface"),
    ("edge", "ground"),
    ("focus", "surface"),
    ("focus", "ground"),
    ("primary", "surface"),
    ("rail_mark", "rail"),
    ("rail_mark", "rail_chosen"),
)
"""What has to be seen beside what: at least 3:1 (WCAG 2.2, 1.4.11)."""

_ROLES: Final = frozenset(one for pair in (*TEXT_PAIRS, *PART_PAIRS) for one in pair) | {
    "line",
    "focus_inner",
}


@dataclass(frozen=True)
class Theme:
    """One look: its colours by role, for the window and for charts."""

    name: str
    is_dark: bool
    colours: Mapping[str, str]
    chart: Mapping[str, str]

    def colour(self, role: str) -> QColor:
        """The colour of a role; raises KeyError for one that is none."""
        return QColor(self.colours[role])

    def ink(self, role: Role) -> QColor:
        """The colour of a role in a chart."""
        return QColor(self.chart[role.value])


def load(name: str) -> Theme:
    """Read a shipped theme; raises MissingPart when it is not there, or lacks a token."""
    try:
        read = tomllib.loads(resource(f"themes/{name}.toml").read_text(encoding="utf-8"))
        theme = Theme(read["name"], read["dark"], read["colours"], read["chart"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        raise MissingPart from None
    lacking = (_ROLES - theme.colours.keys()) | ({role.value for role in Role} - theme.chart.keys())
    if lacking or not all(
        QColor.isValidColorName(c) for c in (*theme.colours.values(), *theme.chart.values())
    ):
        raise MissingPart
    return theme


@dataclass(frozen=True)
class Sizes:
    """Sizes from the text size: nothing on the screen has a size of its own, so that 200 % text reflows.

    Text in points, all else in pixels at 96 dots an inch.
    """

    text: int

    def points(self, times: float) -> float:
        """A text size as a multiple of the person's own."""
        return round(self.text * times * 2) / 2

    def pixels(self, ems: float) -> int:
        """A length as a multiple of the text size."""
        return round(self.text * 96 / 72 * ems)

    def tokens(self) -> dict[str, str]:
        """What the style sheet calls them."""
        points = {"text_size": 1.0, "h1_size": 1.6, "h2_size": 1.25, "small_size": 0.9}
        pixels = {
            "gap_half": 0.14,
            "gap": 0.27,
            "pad": 0.55,
            "pad_wide": 0.95,
            "control": 1.55,
            "row": 2.4,
            "mark": 1.1,
            "rail_width": 12.5,
            "arrow": 1.1,
            "drop": 1.9,
        }
        lengths = {name: self.pixels(ems) for name, ems in pixels.items()}
        # A wider edge takes its room from the padding: nothing grows, and pushes the rest down, as the keyboard comes.
        for name in ("gap", "pad", "pad_wide"):
            lengths |= {f"{name}_in_2": lengths[name] - 1, f"{name}_in_3": lengths[name] - 2}
        # A radio button is round when its corners are half of it, its border included.
        lengths["mark_round"] = (lengths["mark"] + 4) // 2
        # Qt sets the words of a cell this much further in than those of its title.
        lengths["pad_title"] = lengths["pad"] + 3
        sizes = {name: f"{self.points(times):g}pt" for name, times in points.items()}
        return sizes | {name: f"{length}px" for name, length in lengths.items()}


def style_sheet(theme: Theme, sizes: Sizes) -> str:
    """The style sheet of a theme at a text size; raises MissingPart for a token that it lacks."""
    sheet = Template(resource("theme.qss").read_text(encoding="utf-8"))
    drawn = {"arrow_image": "chevron", "tick_image": "tick", "dot_image": "dot"}
    images = {name: resource(f"themes/{theme.name}-{file}.svg").as_posix() for name, file in drawn.items()}
    try:
        return sheet.substitute({**theme.colours, **sizes.tokens(), **images})
    except (KeyError, ValueError):
        raise MissingPart from None


def palette(theme: Theme) -> QPalette:
    """What Qt draws by itself, in the theme's colours."""
    of, role = theme.colour, QPalette.ColorRole
    made = QPalette()
    for name, roles in {
        "ground": (role.Window,),
        "surface": (role.Base, role.Button, role.Light, role.ToolTipBase),
        "sunken": (role.AlternateBase, role.Midlight),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
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
