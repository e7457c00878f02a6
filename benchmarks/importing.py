"""Importing a list: 5,000 rows read, checked and compared with everybody in the vault, and 500 of them opened.

Beside the first stands Python's own reader of the same file; beside the second the same acts one by one, none of whose
commits waits for the disk.
"""

import csv
import io
import random
from collections.abc import Iterator
from functools import partial
from itertools import count

from app.domain.fields.rights import Right
from app.domain.referral_list.columns import guessed
from app.domain.tables.reading import read_table
from app.services.cases.importing import AT_ONCE, Plan, Preview, ReferralImport
from app.services.cases.opening import Opening, open_within
from app.services.vault.confirming import confirmed_at_unlocking, parts_confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, at_most, row, seconds
from benchmarks.words import prose

_ROWS = 5_000
_MOST = 3.0
"""Seconds for them beside 10,000 people."""
_HEADINGS = (
    "Reference,Surname,Forename,DOB,Received,Agency,Referred by,Reason,Priority,Person knows,Advocate,Pathway,"
    "Knows of this case"
)
_numbers = count(1)


def rows(ground: Ground, times: int) -> Iterator[Row]:
    """To look, the best of some turns; to open, once: each row can be opened only once."""
    looked = _list(_ROWS, random.Random(ground.n))  # noqa: S311 - nothing secret
    turns = max(3, times // 20)
    ours = min(seconds(lambda: _looked(ground.vault, looked)) for _ in range(turns))
    plain = min(seconds(lambda: _plainly(looked)) for _ in range(turns))
    goal = Goal(most=_MOST, words=f"<= {_MOST:g} s")
    yield row(f"import: look at {_ROWS:,} rows", ground.n, ours, plain, goal)
    preview, plan = _looked(ground.vault, _list(AT_ONCE))
    (given,) = parts_confirmed_at_unlocking(ground.vault, plan.digests)
    ours = seconds(lambda: ReferralImport(ground.vault).open(plan, 0, preview, given))
    _, apart = _looked(ground.vault, _list(AT_ONCE))
    plain = sum(seconds(partial(_open_one, ground.vault, one)) for _, one in apart.openings)
    ground.bare.replay()
    yield row(f"import: open {AT_ONCE} rows", ground.n, ours, plain, at_most(1.3, "one by one"))


def _looked(vault: OpenVault, data: bytes) -> tuple[Preview, Plan]:
    table = read_table(data)
    preview = ReferralImport(vault).preview(table, guessed(table.headings))
    return preview, preview.plan({})


def _open_one(vault: OpenVault, opening: Opening) -> None:
    confirmed = confirmed_at_unlocking(vault, opening.digest)
    with vault.acting(Right.SIGN, confirmed=confirmed, durable=False) as act:
        act.covers(opening.digest)
        open_within(vault, act, opening)


def _list(how_many: int, chance: random.Random | None = None) -> bytes:
    """A list of people of whom nobody has been heard, or who are called by `chance` as those in the vault are."""
    lines = (
        f"BI-{n:06},{_named(n, chance)},{n % 28 + 1:02}/03/{1950 + n % 50},12/10/2024,Police,DC Vane,"
        '"What is the risk to V1, and who should see him?",Within a week,No,Not known,Assessment,Does not know'
        for n in (next(_numbers) for _ in range(how_many))
    )
    return "\n".join([_HEADINGS, *lines, ""]).encode()


def _named(number: int, chance: random.Random | None) -> str:
    if chance is None:
        return f"Wex{number:06},Robin"
    names = prose(chance, 18).strip(".").split()
    return f"{names[0]},{names[-1].capitalize()}"


def _plainly(data: bytes) -> int:
    return len(list(csv.reader(io.StringIO(data.decode()))))
