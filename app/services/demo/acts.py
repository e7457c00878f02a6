"""What every act of the story is played by: its time, what stands so far, and how something is signed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from app.domain.fields.rows import Cite, Row
from app.domain.fields.spec import specs
from app.services.cases.signing import Signing
from app.services.demo.story import Story
from app.services.records.records import Records
from app.services.team.staff import Staff
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault


@dataclass
class ReplayClock:
    """A clock that is wound forward to the time of each act, and moves a little at each look."""

    at: datetime
    step: timedelta = timedelta(milliseconds=400)

    def __call__(self) -> datetime:
        """The next time."""
        self.at += self.step
        return self.at

    def wind(self, to: datetime) -> None:
        """Go on to that time, unless it is past already."""
        self.at = max(self.at, to)


@dataclass
class StoryCase:
    """A case of the story, and what it has become in the vault so far; of the service's own acts no case."""

    reference: str = ""
    id: str = ""
    person: str = ""
    records: dict[str, str] = field(default_factory=dict)
    """By the key of the story, and by that of a row: "formulation#F2"."""


@dataclass(frozen=True)
class StoryAct:
    """One act of the story: when, by whom, in which case, and what it is."""

    at: datetime
    author: str
    case: StoryCase
    what: str
    stated: dict[str, Any]


@dataclass(frozen=True)
class Playing:
    """Who is at the desk, and what stands so far: the cases by their reference, what is of none by its key."""

    vault: OpenVault
    story: Story
    clock: ReplayClock
    cases: dict[str, StoryCase]
    service: dict[str, str]

    def keys(self, case: StoryCase) -> dict[str, str]:
        """What an act in that case can refer to."""
        cases = {each.reference: each.id for each in self.cases.values()}
        return self._members | cases | self.service | case.records

    @cached_property
    def _members(self) -> dict[str, str]:
        """Who works here, as the story refers to them: `@staff Dr Rowan Ellery`."""
        return {f"staff {each.member.name}": each.member.id for each in Staff(self.vault).list()}

    def sign(self, draft_id: str) -> str:
        """Sign a draft as it stands; gives the record's id."""
        signing = Signing(self.vault)
        review = signing.review(draft_id)
        return signing.sign(review, confirmed_at_unlocking(self.vault, review.digest))


Play = Callable[[Playing, StoryAct], None]
"""How an act is played."""


def cited(vault: OpenVault, key: str, record_id: str, content: type) -> dict[str, str]:
    """How the story refers to the rows of a record that have a code: "@formulation#F2"."""
    lists = [spec.name for spec in specs(content) if spec.row is not None and _is_coded(spec.row)]
    if not lists:
        return {}
    read = Records(vault).read(record_id)
    rows = (row for name in lists for row in getattr(read.sheet.content, name) if row.code)
    return {f"{key}#{row.code}": Cite(read.provenance.series, row.row).wire for row in rows}


def _is_coded(row: type) -> bool:
    return issubclass(row, Row) and bool(row.letter)
