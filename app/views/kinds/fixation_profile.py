"""The fixation profile: what was assessed, then the judgements one under another, each beside what it was last time."""

from typing import ClassVar

from app.domain.fields import forms
from app.views.forms.form_view import FormView
from app.views.forms.plan import Part, Plan, Section


class FixationForm(FormView):
    """Judgements with their anchors in place; any that is declared has its row here."""

    ems: ClassVar[float] = 66

    def plan(self) -> Plan:
        """The sections of a profile."""
        judgements = tuple(
            spec.name for spec in self.fields.specs.values() if isinstance(spec.form, forms.Judged)
        )
        return (
            Section(
                "What was assessed",
                (Part(("period", "seen"), 2), Part(("sources", "limits", "objects"))),
            ),
            Section(
                "Profile",
                (Part(judgements, ruled=True), Part(("finality_told",))),
                "Each is judged for the period above and stands by itself. Keys 0 to 4 choose.",
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


FORM = FixationForm
