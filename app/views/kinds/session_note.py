"""The session note: a head of short answers in two columns, then room to write."""

from collections.abc import Mapping
from typing import ClassVar

from app.views.forms.choice_editors import ComboEditor
from app.views.forms.editor import Make
from app.views.forms.form_view import FormView
from app.views.forms.plan import Part, Plan, Section

_PLAN: Plan = (
    Section(
        "Appointment",
        (
            Part(("session_type", "mode", "setting", "duration", "attendance", "absence_reason"), 2),
            Part(("absence_action",)),
            Part(("number", "late", "clinicians", "others_present"), 2),
        ),
    ),
    Section(
        "Session",
        (Part(("done", "response", "engagement", "progress", "concerns", "next_step", "must_be_told")),),
    ),
    Section(
        "Risk",
        (
            Part(("risk_checked", "risk_found"), 2),
            Part(("victim_contact_asked", "victim_contact"), 2),
            Part(
                ("victim_contact_detail", "admission", "admission_detail", "admission_decision", "red_flags")
            ),
        ),
    ),
    Section(
        "Work",
        (Part(("goals",)), Part(("homework_done", "homework_review"), 2), Part(("homework_set",))),
    ),
    Section(
        "Weekly check-in",
        (
            Part(("check_in", "check_in_acted"), 2),
            Part(("check_in_time", "check_in_urge", "check_in_distress", "check_in_confidence"), 2),
            Part(("collateral",)),
        ),
    ),
    Section("Team only", (Part(("staff_safety", "reflections")),)),
)


class SessionForm(FormView):
    """What is asked of every appointment is answered at a glance; lists drop down, so that the rows stay even."""

    ems: ClassVar[float] = 56

    def plan(self) -> Plan:
        """The sections of a note."""
        return _PLAN

    def special(self) -> Mapping[str, Make]:
        """Short lists of the head drop down too."""
        return {"mode": ComboEditor, "attendance": ComboEditor}


FORM = SessionForm
