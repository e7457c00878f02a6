"""The red flag: what was seen first, then whom it concerns, what was done and who was told."""

from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section

_PLAN: Plan = (
    Section("", (Part(("seen",)),)),
    Section(
        "Sign, whom and when",
        (
            Part(("sign", "about"), 2),
            Part(("seen_at", "at", "by"), 3),
            Part(("victims",)),
        ),
    ),
    Section("What was done", (Part(("done", "nothing_done")),)),
    Section(
        "Who was told",
        (
            Part(("told", "nobody_told")),
            Part(("concern", "no_concern_why")),
        ),
    ),
    Section(
        "Until it is closed",
        (
            Part(("watch", "watch_until")),
            Part(("closed_why", "closed_on")),
        ),
    ),
    Section("Where it comes from", (Part(("noted_in", "takes_over"), 2),)),
)

FORM = Laid(lambda _: _PLAN)
