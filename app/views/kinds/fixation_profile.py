"""The fixation profile: what was assessed, then the judgements one under another, each beside what it was last time."""

from collections.abc import Iterable

from app.domain.fields import forms
from app.domain.fields.declare import SCALE, FieldSpec
from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section


def _plan(specs: Iterable[FieldSpec]) -> Plan:
    """The sections of a profile; any judgement that is asked for has its row in it."""
    judgements = tuple(spec.name for spec in specs if isinstance(spec.form, forms.Judged) and spec.asked)
    return (
        Section(
            "What was assessed",
            (Part(("target", "victim", "named")), Part(("period", "seen"), 2), Part(("sources", "limits"))),
        ),
        Section(
            "Profile",
            (Part(judgements, ruled=True),),
            f"Each is judged for the period above and stands by itself: {SCALE}. Keys 0 to 4 choose, W says why not.",
        ),
        Section(
            "Meaning and course",
            (
                Part(("driver", "driver_confidence"), 2),
                Part(("driver_reasons", "emotions", "functions", "functions_detail")),
                Part(("onset", "trend"), 2),
                Part(("changed",)),
            ),
        ),
        Section("Red flags", (Part(("red_flags",)),)),
    )


FORM = Laid(_plan, ems=66)
