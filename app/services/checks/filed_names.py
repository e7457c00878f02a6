"""Holds what people are found and listed by against their names: who is filed elsewhere is made a second time."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.values.names import keys, order_key
from app.models.tables import Case, NameKey, Person

_BATCH = 1000


def misfiled(session: Session) -> Iterator[str]:
    """How many people and cases stand elsewhere than under their name, in sentences that name nobody."""
    filed: dict[str, set[str]] = defaultdict(set)
    for key, person_id in session.execute(select(NameKey.key, NameKey.person_id)):
        filed[person_id].add(key)
    names: dict[str, tuple[str, str]] = {}
    found_by: dict[str, set[str]] = defaultdict(set)
    for row in session.execute(select(Person.id, Person.family_name, Person.given_names, Person.merged_into)):
        names[row.id] = row.family_name, row.given_names
        # Who stands for somebody is found by their name as well.
        for each in filter(None, (row.id, row.merged_into)):
            found_by[each] |= keys(*names[row.id])
    unlike = sum(filed.pop(each, set()) != theirs for each, theirs in found_by.items()) + len(filed)
    if unlike:
        yield f"A person is not found by their name ({unlike} times)."
    cases = session.execute(select(Case.shown_person_id, Case.name_order).execution_options(yield_per=_BATCH))
    misplaced = sum(order_key(*names.get(person_id, ("", ""))) != order for person_id, order in cases)
    if misplaced:
        yield f"A case is listed elsewhere than under its person\u2019s name ({misplaced} times)."
