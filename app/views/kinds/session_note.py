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
            Part(("red_flags",)),
        ),
    ),
    Section(
        "Appointment",
        (
            Part(("attendance", "absence_reason"), 2),
            Part(("absence_action",)),
            Part(("session_type", "mode", "setting", "duration", "number", "late"), 2),
            Part(("clinicians", "others_present"), 2),
            Part(("engagement",)),
        ),
    ),
    Section(
        "Work",
        (Part(("goals", "cites")), Part(("homework_done", "homework_review"), 2), Part(("homework_set",))),
    ),
    Section(
        "Weekly check-in",
        (
            Part(("check_in", "check_in_acted"), 2),
            Part(("check_in_time", "check_in_urge", "check_in_distress", "check_in_confidence"), 2),
            Part(("collateral",)),
        ),
    ),
    Section("Progress and concerns", (Part(("progress", "concerns")),)),
    Section("What happens next", (Part(("next_step", "must_be_told")),)),
    Section("Team only", (Part(("staff_safety", "reflections")),)),
)


# What is asked of every appointment is answered at a glance: short lists of the head drop down too, so that the rows
# stay even.
FORM = Laid(lambda _: _PLAN, {"mode": ComboEditor, "attendance": ComboEditor}, ems=56)
