"""Two files of one person joined, after both were read side by side, and parted again: nothing of either is lost.

Each case keeps the person that it was opened for. While two are stated to be one, every case of both is shown under the
one that stays, whose details hold; what was known of the other stays readable. Parting takes that back wholly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from app.domain.cases.person import PersonMerge
from app.domain.facts import person
from app.domain.facts.fact import Fact, Plain
from app.domain.fields.rights import Right
from app.domain.values.dates import ClinicalDate
from app.errors import Changed, NotAcceptable, NotFound, StillMissing
from app.models.tables import Case, Person, Staff
from app.services.cases.cases import view_of
from app.services.cases.people import Likeness, current, likenesses_of
from app.services.facts.events import known_of
from app.services.facts.fact_words import said as in_words
from app.services.facts.projecting import standing_for
from app.services.facts.projection import NOTHING
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.confirmation import Confirmation, digest_of
from app.services.vault.open_vault import Act, OpenVault

WHY: Final = "Why"
_COMPARED: Final = (person.DETAILS, person.AWARENESS, person.CIRCLE, person.CONSENT)
"""What is laid side by side."""
_SAME: Final = "That is the same person."
_STANDS_ALREADY: Final = "One of the two is joined with somebody else already: part them first."
_STANDS_FOR_OTHERS: Final = (
    "Who would no longer be shown stands for somebody else already: keep that one, or part those two first."
)
_NOT_JOINED: Final = "That person is not joined with anybody."


@dataclass(frozen=True)
class Compared:
    """One answer about both, in words; empty where it is not answered."""

    label: str
    stays: str
    goes: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.stays != self.goes


@dataclass(frozen=True)
class Joined:
    """A person whom another stands for: since when, by whom and why."""

    id: str
    sort_name: str
    born: str
    on: ClinicalDate
    by: str
    reason: str
    cases: tuple[str, ...]
    """The references of the cases that were opened for them."""


@dataclass(frozen=True)
class OnePerson:
    """Who may be the person of a case as well, and who is stated to be."""

    person_id: str
    sort_name: str
    alike: tuple[Likeness, ...]
    joined: tuple[Joined, ...]


@dataclass(frozen=True)
class MergeReview:
    """Two people side by side, before they are joined or parted, and what is confirmed."""

    stays: str
    goes: str
    names: tuple[str, str]
    compared: tuple[Compared, ...]
    cases: tuple[tuple[str, ...], tuple[str, ...]]
    """The references of the cases that were opened for each."""
    reason: str
    digest: bytes


@dataclass(frozen=True)
class Merging:
    """What can be done about two files of one person. To join and part is for a lead."""

    vault: OpenVault

    def page(self, case_id: str) -> OnePerson:
        """Who may be the person of a case as well, and who is joined with them; looking is noted. Raises NotFound."""
        with self.vault.acting(Right.BANNER, case=case_id, durable=False) as act:
            person_id = view_of(act.connection, case_id).person_id
            details = current(act.connection, person_id).details
            alike = [one for one in likenesses_of(act.session, details) if one.id != person_id]
            rows = select(Person).where(Person.merged_into == person_id).order_by(Person.sort_name)
            joined = tuple(self._joined(act, row) for row in act.session.scalars(rows).all())
            act.note("person.merge_page", "person", person_id, case=case_id)
        return OnePerson(person_id, details.sort_name, tuple(alike), joined)

    def review(self, stays: str, goes: str, reason: str = "") -> MergeReview:
        """Both side by side, before they are joined; looking is noted.

        Raises NotFound, and NotAcceptable where one of them is joined already.
        """
        with self.vault.acting(Right.BANNER, durable=False) as act:
            act.note("person.merge_review", "person", stays, other=goes)
            _insist_on_two(act, stays, goes)
            return self._reviewed(act, stays, goes, reason)

    def merge(self, review: MergeReview, confirmed: Confirmation) -> None:
        """State that both are one person, and that one of them stands for both.

        Raises as `review`; MustConfirm, NotPermitted; StillMissing without a reason; Changed where what was read side
        by side is not what holds now.
        """
        with self.vault.acting(Right.MERGE, confirmed=confirmed) as act:
            _insist_on_two(act, review.stays, review.goes)
            self._state(act, review, PersonMerge(into=review.stays))
        self.vault.anchor()

    def parting(self, goes: str, reason: str = "") -> MergeReview:
        """Both side by side, before they are parted. Raises NotFound, and NotAcceptable where they are not joined."""
        with self.vault.acting(Right.BANNER, durable=False) as act:
            act.note("person.merge_review", "person", goes)
            return self._reviewed(act, _insist_on_joined(act, goes), goes, reason)

    def part(self, review: MergeReview, confirmed: Confirmation) -> None:
        """Take it back: each case is shown under the person that it was opened for. Raises as `merge`."""
        with self.vault.acting(Right.MERGE, confirmed=confirmed) as act:
            if _insist_on_joined(act, review.goes) != review.stays:
                raise Changed
            self._state(act, review, PersonMerge())
        self.vault.anchor()

    def _state(self, act: Act, review: MergeReview, said: PersonMerge) -> None:
        if not review.reason:
            raise StillMissing((WHY,))
        now = self._reviewed(act, review.stays, review.goes, review.reason)
        if now.digest != review.digest:
            raise Changed
        act.covers(now.digest)
        state(self.vault, act, Subject(review.goes), Saying((person.MERGE,), said), reason=now.reason)

    def _reviewed(self, act: Act, stays: str, goes: str, reason: str) -> MergeReview:
        reason = " ".join(reason.split())
        both = _row(act, stays), _row(act, goes)
        compared = tuple(_compared(act, stays, goes))
        cases = _cases(act, stays), _cases(act, goes)
        digest = digest_of(
            person.MERGE.code,
            stays=stays,
            goes=goes,
            into=both[1].merged_into,
            versions=[row.version for row in both],
            cases=[list(each) for each in cases],
            reason=reason,
        )
        names = both[0].sort_name, both[1].sort_name
        return MergeReview(stays, goes, names, compared, cases, reason, digest)

    def _joined(self, act: Act, row: Person) -> Joined:
        by = known_of(act.session, row.id, person.SUBJECT).held.by[person.MERGE.code].event
        at = act.at.fromisoformat(by.at).astimezone(self.vault.zone)
        named = act.session.get(Staff, by.author.id)
        return Joined(
            row.id,
            row.sort_name,
            row.born,
            ClinicalDate.of(at.date()),
            named.name if named is not None else by.author.name,
            by.reason,
            _cases(act, row.id),
        )


def _row(act: Act, person_id: str) -> Person:
    row = act.session.get(Person, person_id)
    if row is None:
        raise NotFound
    return row


def _insist_on_two(act: Act, stays: str, goes: str) -> None:
    """Raise NotAcceptable unless two people can be joined who are each shown for themselves."""
    if stays == goes:
        raise NotAcceptable(_SAME)
    if any(_row(act, each).merged_into for each in (stays, goes)):
        raise NotAcceptable(_STANDS_ALREADY)
    if act.session.scalar(select(Person.id).where(Person.merged_into == goes).limit(1)):
        raise NotAcceptable(_STANDS_FOR_OTHERS)


def _insist_on_joined(act: Act, goes: str) -> str:
    """Who stands for them. Raises NotAcceptable where nobody does."""
    if not _row(act, goes).merged_into:
        raise NotAcceptable(_NOT_JOINED)
    return standing_for(act.session, goes).id


def _cases(act: Act, person_id: str) -> tuple[str, ...]:
    found = select(Case.reference).where(Case.person_id == person_id).order_by(Case.reference)
    return tuple(act.session.scalars(found))


def _compared(act: Act, stays: str, goes: str) -> Iterator[Compared]:
    """Every answer that one of them has, in the order of the form."""
    both = [known_of(act.session, each, person.SUBJECT).held.said for each in (stays, goes)]
    for fact in _COMPARED:
        for spec in fact.specs:
            mine, theirs = (_words(fact, spec, said.get(fact.code, NOTHING)) for said in both)
            if mine or theirs:
                yield Compared(spec.label, mine, theirs)


def _words(fact: Fact, spec: Any, plain: Plain) -> str:
    return in_words(fact, spec, plain, {})
