"""Lists of referrals as other services might send them: invented people, and numbers of nobody."""

import csv
import io
from collections.abc import Sequence
from itertools import count
from typing import Final

from app.domain.referral_list.columns import guessed
from app.domain.tables.reading import read_table
from app.domain.values.identifiers import parse_nhs_number
from app.errors import NotAnIdentifier
from app.services.cases.importing import Opened, Preview, ReferralImport
from app.services.vault.confirming import parts_confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault

HEADINGS: Final = (
    "Our ref", "Surname", "Forename", "DOB", "NHS no", "Received", "Agency", "Referred by", "Reason for referral",
    "Priority", "Person knows of the referral", "Advocate engaged", "Pathway", "Knows of this case",
)  # fmt: skip
REFERENCE, FAMILY, GIVEN, BORN, NHS, RECEIVED, AGENCY, REFERRER, QUESTION = range(9)


def nhs_number(serial: int) -> str:
    """A number of the range that the NHS keeps for tests (999 ...), with its check digit; empty where it has none."""
    for digit in range(10):
        number = f"999{serial:06d}{digit}"
        try:
            return parse_nhs_number(number)
        except NotAnIdentifier:
            continue
    return ""


def listed(how_many: int, *, first: int = 1) -> list[list[str]]:
    """Rows that can each open a case, of people who are nobody in particular and none like another."""
    return [_row(number) for number in range(first, first + how_many)]


def _row(number: int) -> list[str]:
    syllables = ("bar", "den", "fol", "gri", "hul", "kes", "lor", "mev", "nas", "pir", "rud", "tav")
    name, left = "", number + 12**3
    while left:
        left, at = divmod(left, len(syllables))
        name += syllables[at]
    return [
        f"IM-{number:05d}", name.title(), "Robin", f"{number % 28 + 1:02d}/03/{1950 + number % 50}",
        nhs_number(number), f"{number % 28 + 1:02d}/10/2026", "Police", "DC Vane, public protection",
        "What is the risk to V1?", "Within a week", "No", "Not known", "Assessment", "Does not know",
    ]  # fmt: skip


def as_csv(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    """The list as a file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue().encode()


_numbers = count(50_000)


def import_list(vault: OpenVault, *, open_it: bool = True) -> tuple[Opened, ...]:
    """Look at a list of one row that nobody has opened yet, and open it; gives what was opened."""
    table = read_table(as_csv(listed(1, first=next(_numbers))))
    preview: Preview = ReferralImport(vault).preview(table, guessed(table.headings))
    plan = preview.plan({})
    if not open_it:
        return ()
    (given,) = parts_confirmed_at_unlocking(vault, plan.digests)
    return ReferralImport(vault).open(plan, 0, preview, given)
