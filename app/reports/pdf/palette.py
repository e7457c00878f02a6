"""Colours of the printed page: few, dark enough for text at 4.5 to 1 (WCAG 2.2, 1.4.3), and apart in grey."""

from reportlab.lib.colors import Color, HexColor

from app.charts.roles import Role

INK = HexColor("#1c2730")
MUTED = HexColor("#4c5f6b")
RULE = HexColor("#c9d1d6")
TINT = HexColor("#eff2f4")
ACCENT = HexColor("#1d3f63")
ALERT = HexColor("#8f1d14")

ROLES: dict[Role, Color] = {
    Role.PAPER: HexColor("#ffffff"),
    Role.INK: INK,
    Role.MUTED: MUTED,
    Role.GRID: HexColor("#d7dde1"),
    Role.TODAY: HexColor("#1f4f98"),
    Role.BAND: TINT,
    Role.ORDER: HexColor("#9db4c8"),
    Role.CUSTODY: HexColor("#44525c"),
    Role.SERIES_1: ACCENT,
    Role.SERIES_2: HexColor("#6b3f6e"),
    Role.SERIES_3: HexColor("#24614a"),
    Role.SERIES_4: HexColor("#7d4a12"),
}
