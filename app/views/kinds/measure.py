"""The measure: which one, its answers typed from paper, what they come to, and what a critical item asks for."""

from collections.abc import Mapping
from typing import Any, Final

from app.domain.fields.declare import Choice, FieldSpec
from app.domain.kinds.measure.content import Administration
from app.domain.kinds.measure.deriving import critical_of, kept, scored_of
from app.domain.measures.catalogue import SITE
from app.domain.measures.declare import Measure
from app.domain.values.dates import ClinicalDate
from app.views.context import voice
from app.views.forms.answers_editor import AnswersEditor
from app.views.forms.choice_editors import ChoiceEditor, Combo, ComboEditor
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import Laid
from app.views.forms.plan import Part, Plan, Section
from app.views.forms.row_card import RowCard
from app.views.forms.rows_editor import RowsEditor, fresh

_SELF: Final = "self"


class MeasureEditor(ChoiceEditor):
    """The newest version of each measure; an older one stays what it is on a record that has it."""

    def __init__(self, spec: FieldSpec, context: FieldContext) -> None:
        offered = context.measures.offered
        self.combo = Combo([Choice(each.name, _offered(each)) for each in offered])
        super().__init__(spec, context, self.combo)
        self.combo.setMaximumWidth(context.pixels(34))

    def show_value(self, value: Any) -> None:
        """Choose by name; one that is offered no more is put with the others."""
        if value and self.combo.findData(value) < 0:
            found = self.context.measures.by_name.get(value)
            self.combo.addItem(f"{found.short}, version {found.version}" if found else value, value)
        super().show_value(value)


def _offered(measure: Measure) -> str:
    """A measure as it is chosen; one of the service's own may bear the name of one that is shipped, and says so."""
    own = f", version {measure.version} of this service's own" if measure.id.startswith(SITE) else ""
    return f"{measure.short}: {measure.title}{own}"


class CriticalEditor(RowsEditor):
    """A card for each critical item that was answered so: none can be added or taken out."""

    def show_offer(self) -> None:
        """Bring up what the answers ask for, as soon as all are there."""
        content = self.context.own()
        measures = self.context.measures
        measure = measures.by_name.get(content.measure) if isinstance(content, Administration) else None
        if measure is None:
            return
        there, scored = self.value(), scored_of(content, measures)
        wanted = critical_of(there, scored) if scored else kept(there, measure)
        if wanted != there:
            self.show_value(tuple(row if row.row else fresh(type(row), **_said(row)) for row in wanted))
            for row in wanted[len(there) :]:
                voice.say(self, row.message, now=True)
            self.edited.emit()

    def _number(self) -> None:
        super()._number()
        self.add.hide()
        for card in self.cards:
            _head(card)


def _head(card: RowCard) -> None:
    message = card.fields.content().message
    card.heading.setText(message)
    card.setAccessibleName(message)
    for act in (card.up, card.down, card.out):
        act.hide()


def _said(row: Any) -> Mapping[str, Any]:
    return {"id": row.id, "message": row.message}


class FlagEditor(RowsEditor):
    """Red flags that a critical item raises: one key begins one that says what was answered."""

    def add_row(self, content: Any = None) -> RowCard:
        """Add one, of the person themselves and of today, with the words of the critical items."""
        if content is None:
            seen = " ".join(row.message for row in self.context.own().critical)
            today = ClinicalDate.of(self.context.today)
            content = fresh(self._row, about=_SELF, seen=seen, seen_at=today)
        return super().add_row(content)


_PLAN: Plan = (
    Section(
        "",
        (
            Part(("measure",)),
            Part(("given", "by", "occasion"), columns=3, least=15),
            Part(("answers", "outside", "critical", "red_flags", "not_given")),
        ),
    ),
    Section("What it is for", (Part(("serves", "covers")),)),
)

FORM = Laid(
    lambda _: _PLAN,
    {
        "measure": MeasureEditor,
        # Lists that drop down: what is typed stands under them, and is what one came for.
        **dict.fromkeys(("given", "by", "occasion"), ComboEditor),
        "answers": AnswersEditor,
        "critical": CriticalEditor,
        "red_flags": FlagEditor,
    },
)
