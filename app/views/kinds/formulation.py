"""The formulation: its declared order, with the factors as a five-Ps grid."""

from typing import Final

from app.views.forms.form_view import Laid
from app.views.forms.plan import beside, declared
from app.views.kinds.factor_grid import FactorGrid

_BESIDE: Final = (("helps", "hinders"), ("offer", "readiness"))


FORM = Laid(lambda specs: beside(declared(specs), _BESIDE), {"factors": FactorGrid}, ems=72)
