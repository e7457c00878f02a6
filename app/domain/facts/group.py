"""The facts of groups and of the times that they met, which are of no one case."""

from typing import Final

from app.domain.cases.group import Group, GroupSession
from app.domain.facts.fact import Fact
from app.domain.fields.rights import Right

SUBJECT: Final = "group"
SESSION_SUBJECT: Final = "group_session"

MEMBERS: Final = Fact(
    code="group.members", title="Group", subject=SUBJECT, values=Group, right=Right.CHANGE_CASE
)
SESSION: Final = Fact(
    code="group.session",
    title="Group session",
    subject=SESSION_SUBJECT,
    values=GroupSession,
    right=Right.CHANGE_CASE,
)
