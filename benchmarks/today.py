"""The first screen: drafts of one's own, and what falls due or is missing in one's cases, as one list.

Plain SQLite is asked the same questions, of the same rows but for the drafts and dates that are added here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import delete, insert, select, text

from app.domain.cases.case import STAGES
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.values.dates import ClinicalDate
from app.domain.values.ids import new_id
from app.models.tables import Staff
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.signing import Signing
from app.services.cases.today import Sort, Today
from app.services.records.drafts import Drafts
from app.services.vault.confirming import confirmed_at_unlocking
from benchmarks.filling import TODAY, UNNOTED
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, of_engine

_DUE, _DRAFTS = 40, 5
_CASELOAD = 60
"""Cases that one member leads where a whole team works."""
_FRAME = Goal(most=0.016, words="<= 16 ms")


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
    with _caseload(ground):
        page = today.page()
        assert 0 < page.matching < ground.n
        assert today.page(sorts=(Sort.MISSING,)).matching >= _CASELOAD // 2
        sides = ground.beside(today.page, ground.plainly(today.page), times)
        yield sides.median(f"today, {_CASELOAD} cases one's own", ground.n, _FRAME)


@contextmanager
def _caseload(ground: Ground) -> Iterator[None]:
    """Let a colleague lead all cases but so many, while it is measured.

    It is put into what Today reads of a case alone, and stated by nobody: what stands in the ledger is for the others.
    """
    member, colleague = ground.vault.member.id, new_id(ground.vault.clock())
    others = f"id NOT IN (SELECT id FROM casefile ORDER BY reference LIMIT {_CASELOAD})"  # noqa: S608 - our own
    with ground.vault.database.writing() as store:
        me = store.execute(select(Staff.__table__).where(Staff.id == member)).mappings().one()
        store.execute(insert(Staff.__table__), dict(me) | {"id": colleague, "login": "colleague"})
    _lead(ground, colleague, others)
    yield
    _lead(ground, member, f"lead_id = '{colleague}'")
    with ground.vault.database.writing() as store:
        store.execute(delete(Staff.__table__).where(Staff.__table__.c.id == colleague))


def _lead(ground: Ground, member: str, where: str) -> None:
    leading = f"UPDATE casefile SET lead_id = '{member}' WHERE {where}"  # noqa: S608 - our own
    with ground.vault.database.writing() as store:
        store.execute(text(leading))
    ground.plain.execute(leading)
    ground.plain.commit()


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
