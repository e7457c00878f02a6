"""The safety concern: what worries somebody first, then about whom, how soon, and what follows."""

from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section

_PLAN: Plan = (
    Section("", (Part(("what",)),)),
    Section(
        "What worries us",
        (
            Part(("about", "urgency"), 2),
            Part(("victims",)),
            Part(("seen_on", "v_agrees"), 2),
        ),
    ),
    Section(
        "What follows",
        (
            Part(("safeguarding", "made_on", "made_reference"), 3),
            Part(("ground", "because")),
        ),
    ),
    Section("What was done", (Part(("done", "nothing_done")),)),
    Section("Who was told", (Part(("told", "nobody_told")),)),
    Section("Until it is closed", (Part(("closed_why", "closed_on")),)),
)

FORM = Laid(lambda _: _PLAN)
