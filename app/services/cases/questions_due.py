"""What questions ask of a member: to answer, to wait for, to read an answer; lines of Today, in SQL."""

from typing import Final

from app.services.records.questions import OPEN

_QUESTION: Final = (
    "FROM question q CROSS JOIN record r ON r.id = q.record_id JOIN casefile c ON c.id = q.case_id "
    "JOIN staff a ON a.id = q.asker_id JOIN staff b ON b.id = q.colleague_id"
)
_WHEN: Final = "CASE WHEN q.due < :today THEN 'late' WHEN q.due <= :soon THEN 'week' ELSE 'later' END"
_LEFT: Final = "b.left_at IS NOT NULL"
# An answer is for this week; that nobody will answer is to be seen to now.
_GROUP: Final = f"CASE WHEN q.answered_at IS NOT NULL THEN 'week' WHEN {_LEFT} THEN 'late' ELSE {_WHEN} END"
_STATE: Final = (
    f"CASE WHEN q.answered_at IS NOT NULL THEN 'answered|' WHEN {_LEFT} THEN 'left|' ELSE 'waits|' END"
)
QUESTIONS: Final = (
    f"SELECT {_WHEN}, 'question', q.due, 'asked|' || a.name, c.id, c.reference, c.sort_name, q.id, 1 "
    f"{_QUESTION} WHERE q.colleague_id = :member AND q.answered_at IS NULL AND {OPEN} "
    f"UNION ALL SELECT {_GROUP}, 'question', coalesce(q.answered_at, q.due), {_STATE} || b.name, "
    f"c.id, c.reference, c.sort_name, q.id, 1 {_QUESTION} "
    f"WHERE (q.asker_id = :member OR (a.left_at IS NOT NULL AND c.lead_id = :member)) AND {OPEN}"
)
"""To answer, for who was asked; for who asked, or where they have left for who leads the case, whether an answer came.

What asks by it gives `member`, `today`, `soon`, and `admitted`, as `records.questions.admitted` says it.
"""
