"""The formulation: its declared order, with the factors as a five-Ps grid and the self-check in one look."""

from typing import Final

from app.views.forms.form_view import Laid
from app.views.forms.plan import beside, declared
from app.views.kinds.factor_grid import FactorGrid
from app.views.kinds.self_check import SelfCheck

_BESIDE: Final = (("helps", "hinders"), ("offer", "readiness"))


FORM = Laid(
    lambda specs: beside(declared(specs), _BESIDE), {"factors": FactorGrid, "qualities": SelfCheck}, ems=72
)
