"""The check-in: four answers by one key each, and what is asked besides under them."""

from functools import partial
from typing import Final

from app.domain.kinds.check_in.content import ALONE, FOUR, MORE
from app.views.forms.choice_editors import KeyedEditor
from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Section

_SILENT: Final = {"d": "declined", "-": "not_asked"}
_SCALE: Final = {**{str(n): str(n) for n in range(10)}, "x": "10", **_SILENT}
_ACTED: Final = {"n": "no", "0": "no", "y": "yes", "1": "yes", **_SILENT}
_SCALED: Final = ("time", "urge", "confidence", "distress")

# One section without a title: with the person beside the screen, nothing says that there could be more.
FORM = Laid(
    lambda _: (Section("", (Part(FOUR), Part(MORE), Part(ALONE))),),
    {
        **{name: partial(KeyedEditor, keys=_SCALE) for name in _SCALED},
        "acted": partial(KeyedEditor, keys=_ACTED),
    },
    ems=56,
)
