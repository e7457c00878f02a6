"""The first screen: drafts of one's own, and what falls due or is missing in one's cases, as one list.

Plain SQLite is asked the same questions, of the same rows but for the drafts and dates that are added here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from app.domain.cases.case import STAGES
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.values.dates import ClinicalDate
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.signing import Signing
from app.services.cases.today import Sort, Today
from app.services.records.drafts import Drafts
from app.services.vault.confirming import confirmed_at_unlocking
from benchmarks.filling import TODAY, UNNOTED
from benchmarks.ground import Ground
from benchmarks.measuring import Row, of_engine

_DUE, _DRAFTS = 40, 5


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """Today, with what a busy member has on it."""
    today = Today(ground.vault)
    _fill(ground)
    assert today.page(sorts=(Sort.DRAFT, Sort.DATE)).matching == _DUE + _DRAFTS
    assert today.page(sorts=(Sort.NOTE,)).matching == UNNOTED
    assert today.page(sorts=(Sort.DIARY,)).matching == TODAY
    # Of every case that somebody leads it is asked what is missing: here one member leads them all.
    assert today.page(sorts=(Sort.MISSING,)).matching > ground.n // 2
    sides = ground.beside(today.page, ground.plainly(today.page), times)
    yield sides.median("today", ground.n, of_engine(1.3))


def _fill(ground: Ground) -> None:
    """Sign records that say when somebody is released, and leave some others unsigned."""
    drafts, signing = Drafts(ground.vault), Signing(ground.vault)
    open_ones = CaseQuery(filters={"stage": tuple(each.code for each in STAGES if each.code != "closed")})
    listed = Cases(ground.vault).page(open_ones, limit=_DUE + _DRAFTS).rows
    now = ground.vault.clock().date()
    received = ClinicalDate.of(now - timedelta(days=200))
    for number, case in enumerate(listed):
        draft = drafts.begin(case.id, "custody")
        content = Custody(
            spells=(Spell(status="remand", place="HMP Northmoor", begins=received),),
            expected_release=ClinicalDate.of(now + timedelta(days=number)),
        )
        save = partial(drafts.save, draft.id, replace(draft.sheet, content=content))
        revision, _ = save(draft.revision)
        if number < _DUE:
            review = signing.review(draft.id, revision)
            signing.sign(review, confirmed_at_unlocking(ground.vault, review.digest))
