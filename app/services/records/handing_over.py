"""Handing a draft over to the person on this screen, and taking in what they answered (docs/decisions/030)."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sqlalchemy import select

from app.crypto import sitting as sitting_key
from app.crypto.secret import wipe
from app.domain.fields.rights import Right
from app.domain.measures import giving
from app.domain.measures.declare import Measure
from app.domain.measures.giving import Answers
from app.domain.values.ids import new_id
from app.errors import CannotRead, Damaged, NotAcceptable, NotAdmitted, NotADraft, SavedElsewhere
from app.models.tables import Draft
from app.services.records import drafts
from app.services.records.death import insist_on_living
from app.services.records.drafts import DraftView
from app.services.records.sitting import FORMAT, Sitting, path_of, read_sealed, waiting
from app.services.vault.open_vault import Act, OpenVault

_NOT_THIS: Final = (
    "Only a measure that is said to be handed over, and whose wording is here, can be given to the person."
)
_ALL_THERE: Final = "Every question has its answer already: there is nothing to hand over."
_ID, _PRIVATE = "id", "private"


class Outcome(StrEnum):
    """What became of the answers that lay for a draft."""

    TAKEN = "taken"
    UNREADABLE = "unreadable"
    """They were altered, or are of another sitting."""


@dataclass(frozen=True)
class TakenBack:
    """A draft that answers lay for."""

    draft_id: str
    case_id: str
    outcome: Outcome
    given: int = 0
    """How many questions the person came to."""
    among: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class HandingOver:
    """What an author can do with a draft that the person answers."""

    vault: OpenVault

    def begin(self, draft_id: str, revision: int) -> Sitting:
        """Begin a sitting of the member's own draft as it was saved last; the vault is to be locked next.

        Raises NotFound, SavedElsewhere, and NotAcceptable where nothing of it may be put before the person, or they
        have died.
        """
        with self.vault.acting(Right.WRITE) as act:
            row = drafts.own(act, self.vault, draft_id)
            if row.revision != revision:
                raise SavedElsewhere
            shown = drafts.view(self.vault, act.session, row)
            insist_on_living(act.connection, shown.case_id)
            measure, answers = _asked(shown)
            private, public = sitting_key.draw()
            made = Sitting(
                folder=self.vault.folder,
                vault_id=self.vault.header.vault_id,
                case_id=shown.case_id,
                draft_id=draft_id,
                id=new_id(act.at),
                public=public,
                login=self.vault.member.login,
                measure=measure,
                answers=answers,
            )
            kept = {_ID: made.id, _PRIVATE: private.hex()}
            wipe(private)
            drafts.save(self.vault, act, draft_id, shown.sheet.kept(), revision, kept)
            act.undo.append(lambda: self._put_away(draft_id))
            made.begin()
            act.note("draft.hand_over", "draft", draft_id, case=shown.case_id)
        return made

    def take_back(self) -> tuple[TakenBack, ...]:
        """Take what was answered into the member's own drafts: the sittings are over. Nothing where nothing lies there.

        What cannot be read is said, and kept no longer; what another member's draft or a newer program waits for stays.
        """
        begun = self._begun()
        if not begun:
            return ()
        with self.vault.acting(Right.WRITE) as act:
            done = tuple(self._taken(act, draft_id) for draft_id in begun)
        for each in done:
            self._put_away(each.draft_id)
        return done

    def _begun(self) -> tuple[str, ...]:
        """The drafts of the member's own that answers lie for and can be taken into."""
        if not (lie := tuple(waiting(self.vault.folder))):
            return ()
        with self.vault.reading(Right.WRITE) as act:
            own = select(Draft.id).where(Draft.id.in_(lie), Draft.author_id == self.vault.member.id)
            mine = tuple(act.connection.scalars(own.order_by(Draft.id)))
            act.of_kind(administrative=not mine)
            return tuple(draft_id for draft_id in mine if self._can_take(act, draft_id))

    def _can_take(self, act: Act, draft_id: str) -> bool:
        row = drafts.own(act, self.vault, draft_id)
        try:
            if drafts.sitting_of(self.vault, row) is not None:
                _asked(drafts.view(self.vault, act.session, row), is_begun=True)
                return True
        except (NotAdmitted, NotADraft, NotAcceptable, Damaged):
            return False
        # The program was stopped before the sitting had begun, or after its end: nothing in it can be opened any more.
        self._put_away(draft_id)
        return False

    def _put_away(self, draft_id: str) -> None:
        with suppress(OSError):
            path_of(self.vault.folder, draft_id).unlink()

    def _taken(self, act: Act, draft_id: str) -> TakenBack:
        row = drafts.own(act, self.vault, draft_id)
        shown = drafts.view(self.vault, act.session, row)
        measure, _ = _asked(shown, is_begun=True)
        answers = self._read(draft_id, drafts.sitting_of(self.vault, row) or {}, measure)
        content = shown.sheet.content
        if answers is not None and shown.kind.handed_over is not None:
            content = shown.kind.handed_over.answered(content, answers)
        drafts.save(self.vault, act, draft_id, replace(shown.sheet, content=content).kept(), row.revision)
        outcome = Outcome.UNREADABLE if answers is None else Outcome.TAKEN
        given, left_out = len(answers or ()), sum(each is None for each in answers or ())
        act.note("draft.take_back", "draft", draft_id, case=row.case_id, how=outcome.value, given=given)
        return TakenBack(draft_id, row.case_id, outcome, given, len(measure.items), left_out)

    def _read(self, draft_id: str, begun: Mapping[str, str], measure: Measure) -> Answers | None:
        try:
            place = self.vault.header.vault_id, draft_id, begun[_ID]
            sealed = read_sealed(self.vault.folder, draft_id)
            plain = json.loads(sitting_key.open_answers(bytearray.fromhex(begun[_PRIVATE]), sealed, place))
        except (CannotRead, Damaged, ValueError, KeyError):
            return None
        if not isinstance(plain, dict) or (plain.get("format"), plain.get("asked")) != (
            FORMAT,
            measure.name,
        ):
            return None
        return giving.read(measure, plain.get("answers"))


def _asked(shown: DraftView, *, is_begun: bool = False) -> tuple[Measure, Answers]:
    """What the person is asked by a draft, and how far it is answered."""
    how = shown.kind.handed_over
    measure = how.asks(shown.sheet.content, shown.measures) if how is not None else None
    if how is None or measure is None:
        raise NotAcceptable(_NOT_THIS)
    answers = how.answers(shown.sheet.content)
    if not is_begun and giving.is_whole(measure, answers):
        raise NotAcceptable(_ALL_THERE)
    return measure, answers
