"""What a follow-up states of its case when it is signed: after the last one it is closed."""

from app.domain.kinds.follow_up.content import FollowUp, milestone
from app.domain.kinds.parts.after import POINTS, due_at
from app.domain.records.follows import Follows
from app.domain.records.written import Written


def follows(follow_up: Written[FollowUp]) -> Follows:
    """What is stated in the transaction of the signature."""
    point = follow_up.content.point
    others = frozenset(due_at(each.code) for each in POINTS if each.code != point)
    return Follows(
        stage="closed", only_from=frozenset({"follow_up"}), unless_due=others, reason=milestone(point)
    )
