"""Colours of the printed page: few, dark enough to stay on a photocopy, and one accent for the frame and for today."""

from reportlab.lib.colors import Color, HexColor

from app.charts.roles import Role

INK = HexColor("#1c232b")
MUTED = HexColor("#2f3840")
RULE = HexColor("#56616c")
TINT = HexColor("#eff2f4")
ACCENT = HexColor("#1f4f98")

ROLES: dict[Role, Color] = {
    Role.PAPER: HexColor("#ffffff"),
    Role.INK: INK,
    Role.MUTED: MUTED,
    Role.GRID: HexColor("#b9c0c7"),
    Role.TODAY: HexColor("#1f4f98"),
    Role.BAND: TINT,
    Role.ORDER: HexColor("#d5dde8"),
    Role.CUSTODY: HexColor("#44525c"),
    Role.THREAD: HexColor("#7a5200"),
    Role.CARE: HexColor("#7d4a12"),
    Role.SERIES_1: ACCENT,
    Role.SERIES_2: HexColor("#6b3f6e"),
    Role.SERIES_3: HexColor("#24614a"),
    Role.SERIES_4: HexColor("#7d4a12"),
}
