"""The formulation: its declared order, with the factors as a five-Ps grid."""

from collections.abc import Mapping
from typing import ClassVar, Final

from app.views.forms.editor import Make
from app.views.forms.form_view import FormView
from app.views.forms.plan import Plan, beside, declared
from app.views.kinds.factor_grid import FactorGrid

_BESIDE: Final = (("helps", "hinders"), ("offer", "readiness"))


class FormulationForm(FormView):
    """The form of a formulation."""

    ems: ClassVar[float] = 72

    def plan(self) -> Plan:
        """The declared sections; what helps stands beside what hinders."""
        return beside(declared(self.fields.specs.values()), _BESIDE)

    def special(self) -> Mapping[str, Make]:
        """The grid."""
        return {"factors": FactorGrid}


FORM = FormulationForm
