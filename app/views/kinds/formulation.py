"""The formulation: its declared order, with the factors as a five-Ps grid."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from app.views.forms.editor import Make
from app.views.forms.form_view import FormView
from app.views.forms.plan import Part, Plan, declared
from app.views.kinds.factor_grid import FactorGrid

_BESIDE = {("helps", "hinders"), ("offer", "readiness")}


class FormulationForm(FormView):
    """The form of a formulation."""

    ems: ClassVar[float] = 72

    def plan(self) -> Plan:
        """The declared sections; what helps stands beside what hinders."""
        plan = declared(self.fields.specs.values())
        return tuple(replace(section, parts=tuple(_paired(section.names()))) for section in plan)

    def special(self) -> Mapping[str, Make]:
        """The grid."""
        return {"factors": FactorGrid}


def _paired(names: tuple[str, ...]) -> list[Part]:
    parts, n = [], 0
    while n < len(names):
        pair = names[n : n + 2]
        parts.append(Part(pair, 2, least=24) if pair in _BESIDE else Part(names[n : n + 1]))
        n += len(parts[-1].names)
    return parts
