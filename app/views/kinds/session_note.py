"""The session note: what was done and how the person responded first, then what is asked of every appointment."""

from app.views.forms.choice_editors import ComboEditor
from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section

_PLAN: Plan = (
    Section("", (Part(("done",)),)),
    Section("", (Part(("response",)),)),
    Section(
        "Risk and contact",
        (
            Part(("risk_checked", "risk_found"), 2),
            Part(("victim_contact_asked", "victim_contact"), 2),
            Part(("victim_contact_detail", "admission", "admission_detail", "admission_decision")),
            Part(("tripwires", "red_flags", "told", "nobody_told", "collateral")),
        ),
    ),
    Section(
        "Appointment",
        (
            Part(("attendance", "person_present", "absence_reason"), 2),
            Part(("absence_action",)),
            Part(("session_type", "mode", "setting", "duration", "late", "engagement"), 2),
            Part(("team", "others")),
        ),
    ),
    Section(
        "Work",
        (
            Part(("serves", "none_served", "modules", "cites")),
            Part(("homework_done", "homework_review"), 2),
            Part(("homework_set",)),
        ),
    ),
    Section("Progress and next", (Part(("progress", "concerns", "next_step")),)),
    Section("Team only", (Part(("staff_safety", "reflections")),)),
)


# What is asked of every appointment is answered at a glance: short lists of the head drop down too, so that the rows
# stay even.
FORM = Laid(lambda _: _PLAN, {"mode": ComboEditor, "attendance": ComboEditor}, ems=56)
