"""The consultation: its answer, then all that is needed to sign as in a telephone call, then what may wait."""

from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section

_PLAN: Plan = (
    Section("Answer", (Part(("answer",)),)),
    Section(
        "Quick form",
        (
            Part(("asked_by", "agency"), 2),
            Part(("question", "information_seen")),
            Part(("subject_seen", "awareness"), 2),
            Part(("seen_when", "before_contact", "limits")),
            Part(("typology", "scenarios", "advice", "valid_until", "received")),
        ),
        "With the answer, all that is needed to sign. What stands below it may wait.",
    ),
    Section("Opinion", (Part(("opinion", "health")),)),
    Section(
        "Question and basis", (Part(("asked_on", "urgency"), 2), Part(("purposes", "information_missing")))
    ),
    Section("Risk", (Part(("imminence", "red_flags")),)),
    Section("Engagement and interview", (Part(("helps", "hinders"), 2), Part(("interview",)))),
    Section(
        "Orders and sentence",
        (Part(("spo_requirements", "licence_conditions", "mhtr", "mhtr_reasons")),),
    ),
    Section(
        "What next",
        (Part(("sharing_limits",)), Part(("follow_up", "review_on"), 2), Part(("renews",))),
    ),
)


FORM = Laid(lambda _: _PLAN, ems=56)
