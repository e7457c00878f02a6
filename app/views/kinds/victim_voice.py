"""The victim's voice: the words first, then whose they are, how safe it is, and for whom."""

from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section

_PLAN: Plan = (
    Section("", (Part(("words",)),)),
    Section(
        "What was said",
        (
            Part(("victim", "whose"), 2),
            Part(("findable",)),
            Part(("safety_now", "contact_since", "contact_when"), 3),
            Part(("impact", "wants")),
        ),
    ),
    Section(
        "Who may be told",
        (
            Part(("consent", "consent_named")),
            Part(("limits_told",)),
        ),
    ),
    Section("The conversation", (Part(("advocate", "given_on", "how"), 3),)),
    Section(
        "What follows",
        (
            Part(("concern", "no_concern_why")),
            Part(("must_not_be_said", "next_contact")),
            Part(("noted_in", "dissents")),
        ),
    ),
)

FORM = Laid(lambda _: _PLAN)
