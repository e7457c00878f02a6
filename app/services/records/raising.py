"""Raising at once what stands in a note that is still written: a draft is sealed, and warns nobody."""

from dataclasses import replace

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.fields.spec import specs
from app.domain.kinds.registry import kind
from app.domain.records.drawing import without_rows
from app.domain.records.kind import Kind
from app.errors import NotADraft
from app.services.records import drafts
from app.services.records.drafts import DraftView
from app.services.records.heading import Heading
from app.services.vault.open_vault import OpenVault


def raise_now(vault: OpenVault, draft_id: str, row: str, revision: int) -> DraftView:
    """Begin the record that a row of a draft becomes, to be signed by itself; the draft goes on without the row.

    Raises NotFound for another author's draft, SavedElsewhere where it was saved since that `revision`, NotADraft where
    it has no such row, NotAdmitted.
    """
    with vault.acting(Right.WRITE) as act:
        note = drafts.view(vault, act.session, drafts.own(act, vault, draft_id))
        found = [
            (spec, each)
            for spec in specs(note.kind.content)
            if spec.splits
            for each in getattr(note.sheet.content, spec.name)
            if each.row == row
        ]
        if not found:
            raise NotADraft("That row is in the draft no more: open it again.")
        (spec, raised) = found[0]
        rest = replace(note.sheet, content=without_rows(note.sheet.content, {row}))
        drafts.save(vault, act, draft_id, rest.kept(), revision)
        made = kind(spec.splits)
        said = {each.name: getattr(raised, each.name) for each in specs(type(raised))}
        sheet = replace(note.sheet, content=made.content(**said), update="", carried=(), left=())
        return drafts.start(vault, act, made, Heading(note.case_id, place_of(made, note.compartment)), sheet)


def place_of(made: Kind, beside: Compartment) -> Compartment:
    """Where what belongs elsewhere stands: beside its note where it may, and else in its own place."""
    return beside if beside in made.compartments else made.compartment
