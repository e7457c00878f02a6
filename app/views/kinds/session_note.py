"""The session note: what was done and how the person responded first, then what is asked of every appointment."""

from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.kinds.session_note.content import SessionNote
from app.views.forms.choice_editors import ComboEditor
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section
from app.views.forms.text_editor import TextEditor
from app.views.widgets.buttons import button
from app.views.widgets.layouts import LEFT

_NOTHING: Final = "Nothing new."


class RiskFound(TextEditor):
    """What was found; one key says what most often is, where it was asked and nothing is written yet."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.nothing = button("Nothing new", self._say, kind="link")
        self.nothing.setAccessibleName(f"{spec.label}: nothing new")
        self.row.addWidget(self.nothing, 0, LEFT)
        self.nothing.hide()

    def show_offer(self) -> None:
        """Offer it where risk was asked about and nothing stands there."""
        super().show_offer()
        note = self.context.own()
        was_asked = isinstance(note, SessionNote) and note.risk_checked == "yes"
        self.nothing.setVisible(was_asked and not self.box.value())

    def _say(self) -> None:
        self.target().setFocus()
        self.show_value(_NOTHING)
        self.show_offer()
        self.edited.emit()


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
FORM = Laid(
    lambda _: _PLAN, {"mode": ComboEditor, "attendance": ComboEditor, "risk_found": RiskFound}, ems=56
)
