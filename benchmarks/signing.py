"""Signing a record: all of it, beside one durable commit of a row of the same size in plain SQLite.

The same engine runs the statements of each signature, without a check, a signature or an anchor.
"""

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from sqlalchemy import func, select

from app.models.tables import Record
from app.services.cases.signing import Review, Signing
from app.services.records.drafts import Drafts
from app.services.vault.confirming import confirmed_at_unlocking
from benchmarks import twin
from benchmarks.filling import note
from benchmarks.ground import Ground
from benchmarks.measuring import WARM_UPS, Row, of_engine

_TEXT = 1800
"""Characters of text in each record: the middle of what a note holds."""


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """The 95th percentile and the median of signing a draft that lies ready."""
    reviews = iter(_reviews(ground, times + WARM_UPS))
    size = _size_of_one(ground)
    plain = twin.opened(ground.folder / "commits.db")
    plain.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    def sign() -> None:
        review = next(reviews)
        Signing(ground.vault).sign(review, confirmed_at_unlocking(ground.vault, review.digest))

    sides = ground.beside(sign, partial(_commit, plain, size), times)
    plain.close()
    yield sides.p95("sign a record, p95", ground.n, of_engine(2))
    yield sides.median("sign a record, median", ground.n, of_engine(2))


def _reviews(ground: Ground, count: int) -> list[Review]:
    chance, drafts, made = random.Random(1), Drafts(ground.vault), []  # noqa: S311 - nothing secret
    for _ in range(count):
        draft = drafts.begin(ground.full_case, "session_note")
        drafts.save(
            draft.id,
            replace(draft.sheet, content=note(chance, _TEXT, ground.vault.member.id)),
            draft.revision,
        )
        made.append(Signing(ground.vault).review(draft.id))
    return made


def _size_of_one(ground: Ground) -> int:
    with ground.vault.database.read() as session:
        return int(session.scalar(select(func.avg(func.length(Record.body)))) or 0)


def _commit(plain: sqlite3.Connection, size: int) -> None:
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("INSERT INTO row (body) VALUES (randomblob(?))", (size,))
    plain.execute("COMMIT")
