"""A record that was signed in the wrong case, put right in one act: out of that case, and begun in the right one.

The words begin as a draft of their author in the right case, where they may write there. One ledger row names both.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.kinds.registry import KINDS, MOVING, kind, title
from app.domain.records.elsewhere import codes_in
from app.domain.records.kind import nothing_follows
from app.domain.records.record import Sheet
from app.domain.records.shown import ShownSection, flat, shown
from app.domain.values.dates import ClinicalDate
from app.errors import Changed, MissingPart, NeedsRelease, Unguarded
from app.models.tables import Case, Record
from app.services.cases.case_row import CaseRow
from app.services.cases.cases import CaseQuery, matched
from app.services.cases.diary import note_voided
from app.services.cases.finding import referenced
from app.services.cases.moving_plan import MOVED, Plan, mark_of, plan
from app.services.cases.signing import NamedIn
from app.services.cases.victim_check import VictimCheck
from app.services.cases.victims import Victims
from app.services.records import drafts, facets
from app.services.records.facets import look_at_all
from app.services.records.heading import Heading
from app.services.records.records import forget_text, sign_draft
from app.services.records.signed import load
from app.services.vault import rights
from app.services.vault.confirmation import Confirmation
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import Asked

MOST_CASES: Final = 8
"""So many cases are offered."""
_STATES: Final = (
    "What signing it stated of this case, such as its stage, stays as it is: put that right on the overview."
)


@dataclass(frozen=True)
class Goes:
    """A record that goes out of the case: what it is called, and how many versions and remarks go with it."""

    words: str
    versions: int
    remarks: int


@dataclass(frozen=True)
class MoveReview:
    """What will be done, as it is read before it is confirmed."""

    record_id: str
    right: str
    """The id of the right case; empty where none was chosen."""
    reason: str
    digest: bytes
    here: str
    there: str
    """Whom and which case it is moved out of, and is begun in."""
    goes: tuple[Goes, ...]
    sections: tuple[ShownSection, ...] = ()
    """What the draft in the right case will say; empty where none is begun."""
    why_no_draft: str = ""
    cleared: tuple[str, ...] = ()
    """What is to be filled in again in the right case, by its label."""
    codes: tuple[str, ...] = ()
    """Codes of victims and rows that its words name: they mean others there."""
    named_here: tuple[NamedIn, ...] = ()
    """What of the details of this case's victims stands in it, for who may be told."""
    named_there: tuple[NamedIn, ...] = ()
    is_looked_through: bool = False
    """Whether it was looked through for the victims of both cases, and the member may be told."""
    states: str = ""
    """What signing it had stated of the case, in a sentence; empty where it stated nothing."""


@dataclass(frozen=True)
class Moved:
    """What was done: the draft in the right case, where one was begun."""

    record_id: str
    right: str
    draft_id: str


@dataclass(frozen=True)
class WrongCase:
    """What can be done about a record in the wrong case."""

    vault: OpenVault

    def find(self, record_id: str, typed: str) -> tuple[CaseRow, ...]:
        """The first cases that are called so, by reference or name, but for the one that the record stands in.

        Raises NotFound, and NotPermitted for who may begin no record of its kind.
        """
        with self.vault.reading(Right.WRITE) as act:
            row = load(act.session, record_id)
            act.of_kind(administrative=row.kind in KINDS and KINDS[row.kind].administrative)
            if not typed.strip():
                return ()
            look_at_all(self.vault, act.connection)
            by_reference = referenced(act, typed, MOST_CASES + 1)
            by_name, _ = matched(act, CaseQuery(name=typed), offset=0, limit=MOST_CASES + 1)
        found = {each.id: each for each in (*by_reference, *by_name) if each.id != row.case_id}
        return tuple(found.values())[:MOST_CASES]

    def review(self, record_id: str, right: str, reason: str) -> MoveReview:
        """What putting it right will do; `right` is the right case, empty where none is chosen. Looking is noted.

        Raises StillMissing without a reason, NotADraft, NotFound, NotAdmitted, NotPermitted.
        """
        with self.vault.acting(Right.REMARK, durable=False) as act:
            found = plan(self.vault, act, record_id, right, reason)
            act.note("record.move_review", "record", record_id, case=found.newest.case_id)
            return self._reviewed(act.session, found, right, reason)

    def put_right(self, review: MoveReview, confirmed: Confirmation) -> Moved:
        """Mark every version as of another person, take it out of everything here, and begin it in the right case.

        All of it or nothing. Raises MustConfirm without the member's word for exactly what was shown, Changed where
        that changed since, and as `review`.
        """
        with self.vault.acting(Right.SIGN, confirmed=confirmed) as act:
            rights.require(act.connection, Asked(Right.REMARK), self.vault.member, self.vault.compartments)
            found = plan(self.vault, act, review.record_id, review.right, review.reason)
            if found.digest != review.digest:
                raise Changed
            act.covers(found.digest)
            for each in found.records:
                self._mark(act, each, review.reason)
                note_voided(self.vault, act, each.id)
            for each in (*found.records, *found.remarks):
                forget_text(act, each.id)
                facets.remove(self.vault, act, each.id, each.case_id)
            draft_id = self._begun(act, found, review.right)
            newest, told = found.newest, {"to": review.right, "begun": draft_id}
            act.note(MOVED, "record", newest.id, case=newest.case_id, records=len(found.records), **told)
        self.vault.anchor()
        return Moved(review.record_id, review.right, draft_id)

    def _mark(self, act: Act, row: Record, reason: str) -> None:
        heading = Heading(row.case_id, Compartment(row.compartment), about_id=row.id)
        sheet = Sheet(event=ClinicalDate.of(self.vault.today()), content=mark_of(reason))
        sign_draft(self.vault, act, drafts.unstored(self.vault, act, kind(MOVING[0]), heading, sheet))

    def _begun(self, act: Act, found: Plan, right: str) -> str:
        begun = found.begun
        if begun.made is None or begun.sheet is None:
            return ""
        heading = Heading(right, Compartment(found.newest.compartment))
        return drafts.start(self.vault, act, begun.made, heading, begun.sheet).id

    def _reviewed(self, session: Session, found: Plan, right: str, reason: str) -> MoveReview:
        begun, newest = found.begun, found.newest
        told = tuple(flat(begun.made, begun.sheet)) if begun.made and begun.sheet else ()
        here = self._named(session, newest.case_id, told)
        there = self._named(session, right, told) if right else ()
        made = KINDS.get(newest.kind)
        return MoveReview(
            record_id=newest.id,
            right=right,
            reason=reason,
            digest=found.digest,
            here=_named_case(session, newest.case_id),
            there=_named_case(session, right) if right else "",
            goes=tuple(_goes(found)),
            sections=shown(begun.made, begun.sheet) if begun.made and begun.sheet else (),
            why_no_draft=begun.why_not,
            cleared=begun.cleared,
            codes=codes_in(words for _, words in told),
            named_here=here or (),
            named_there=there or (),
            is_looked_through=None not in (here, there),
            states=_STATES if made is not None and made.follows is not nothing_follows else "",
        )

    def _named(
        self, session: Session, case_id: str, told: Sequence[tuple[str, str]]
    ) -> tuple[NamedIn, ...] | None:
        """What of a case's victims stands in the words; None where it was not looked for or may not be told."""
        if Victims(self.vault).may_be_told:
            with suppress(Unguarded, NeedsRelease, MissingPart):
                found = VictimCheck.of(self.vault, session, case_id).details([words for _, words in told])
                named = (NamedIn(told[each.passage][0], each.kind, each.code) for each in found)
                return tuple(dict.fromkeys(named))
        return None


def _named_case(session: Session, case_id: str) -> str:
    case = session.get_one(Case, case_id)
    return f"{case.sort_name} ({case.reference})"


def _goes(found: Plan) -> Iterator[Goes]:
    """Each record that goes, by the newest of its versions."""
    series: dict[str, list[Record]] = {}
    for each in found.records:
        series.setdefault(each.series_id, []).append(each)
    for versions in series.values():
        newest, ids = versions[-1], {each.id for each in versions}
        event = ClinicalDate.from_wire(newest.event) if newest.event else ClinicalDate()
        day = f" of {event.show()}" if event.is_known else ""
        remarks = sum(each.about_id in ids for each in found.remarks)
        yield Goes(f"{title(newest.kind)}{day}", len(versions), remarks)
