"""A group of four: each a case of its own, with a victim of their own, and a session that all of them came to."""

from dataclasses import dataclass, replace
from typing import Any

from app.domain.cases.group import Group, GroupSession, Member
from app.domain.cases.victim import VictimIdentity
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.services.cases.casefile import CaseFile
from app.services.cases.group_day import GroupDay
from app.services.cases.groups import Groups
from app.services.cases.signing import Signing, digest_of_all
from app.services.cases.victims import Victims
from app.services.records.drafts import Drafts
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, filled

DAY = ClinicalDate(2026, 11, 19)
FAMILIES = ("Winslade", "Hargreave", "Dunscombe", "Vellacott")
GIVEN = ("Osbert", "Thaddeus", "Lemuel", "Phineas")
VICTIMS = ("Amabel Quist", "Ottoline Ferris", "Drusilla Peake", "Perpetua Lisle")
DONE = "What jealousy feels like in the body, on a sheet of paper; then what helps to let a thought pass."
THEME = "Jealousy"


@dataclass(frozen=True)
class Four:
    """The cases, in the order of their names above, the group, and its session."""

    cases: tuple[str, ...]
    references: tuple[str, ...]
    people: tuple[str, ...]
    group: str
    session: str

    def words_of(self, n: int) -> tuple[str, ...]:
        """What only the n-th of them may be told by: names, reference, ids, victim."""
        return FAMILIES[n], GIVEN[n], *VICTIMS[n].split(), self.references[n], self.cases[n], self.people[n]

    def words_of_others(self, n: int) -> tuple[str, ...]:
        """The same of everybody but the n-th."""
        return tuple(word for m in range(len(self.cases)) if m != n for word in self.words_of(m))


def members(vault: OpenVault, cases: tuple[str, ...]) -> tuple[Member, ...]:
    """The rows of a group."""
    return tuple(Member(row=new_id(vault.clock()), case=each) for each in cases)


def session(vault: OpenVault, **said: Any) -> GroupSession:
    """A session led by the member at the desk."""
    stated = GroupSession(
        held_on=DAY,
        clock="14:00",
        minutes=90,
        setting="clinic",
        led_by=(vault.member.id,),
        theme=THEME,
        done=DONE,
    )
    return replace(stated, **said)


def group_of_four(vault: OpenVault) -> Four:
    """The group and its session, stated; no part is written yet."""
    cases = tuple(
        add_case(vault, family, given_names=given) for family, given in zip(FAMILIES, GIVEN, strict=True)
    )
    for case_id, name in zip(cases, VICTIMS, strict=True):
        Victims(vault).identify(
            case_id, Victims(vault).add(case_id, "ex_intimate"), VictimIdentity(name=name, reason="Named")
        )
    opened = [CaseFile(vault).open(each).case for each in cases]
    group_id = Groups(vault).state(Group(name="Thursday group", members=members(vault, cases)))
    session_id = Groups(vault).hold(session(vault), group_id)
    return Four(
        cases,
        tuple(each.reference for each in opened),
        tuple(each.person_id for each in opened),
        group_id,
        session_id,
    )


def write_part(
    vault: OpenVault, session_id: str, case_id: str, words: str, attendance: str = "attended", **said: Any
) -> str:
    """Write all that the part of one member needs; gives its draft."""
    draft = GroupDay(vault).begin(session_id, case_id, attendance)
    content = filled(replace(draft.sheet.content, **said), words)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return draft.id


def sign_parts(vault: OpenVault, session_id: str) -> tuple[str, ...]:
    """Sign all that is ready by one word; gives the records, in the order of the members."""
    ready = GroupDay(vault).ready(session_id)
    return Signing(vault).sign_all(ready, confirmed_at_unlocking(vault, digest_of_all(ready)))
