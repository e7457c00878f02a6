"""What each report says of each case of the demonstration, to each audience that it is made for.

The demonstration is told from the week in which it is built, so a text has its days as the story has them, such as
`{w-2 tue}`, and is as of the Sunday of that week. `python -m tests.golden.reports FOLDER` writes the
texts anew from one that lies there.
"""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from app.domain.fields.sharing import Share
from app.domain.reports.document import Document
from app.domain.reports.own_words import own_words
from app.domain.reports.parts import is_asked, parts_of
from app.domain.reports.registry import REPORTS
from app.domain.values.dates import FULL_MONTHS
from app.errors import NotAcceptable
from app.reports.draw_text import draw_text
from app.services.cases.cases import Cases
from app.services.entry.unlocking import unlock
from app.services.sharing.audiences import audience_of
from app.services.sharing.summarising import Request, compose, offered_of
from app.services.vault.machine import Machine, now
from app.services.vault.open_vault import OpenVault

FOLDER: Final = Path(__file__).with_name("reports")
LET_IN: Final = {
    "police": frozenset({Share.FORMULATION, Share.ENGAGEMENT}),
    "court": frozenset({Share.RISK, Share.DIAGNOSIS}),
}
"""What an author lets in, so that what it is asked of is seen in the text."""
_DAY: Final = re.compile(r"\b\d\d-[A-Z][a-z]{2}-\d{4}\b")
_MONTH: Final = re.compile(r"(?<!\d-)\b[A-Z][a-z]{2}-\d{4}\b")
_SHORT: Final = re.compile(r"\b\d\d-[A-Z][a-z]{2}\b(?!-)")
_SPOKEN: Final = re.compile(rf"\b\d{{1,2}}\s(?:{'|'.join(FULL_MONTHS)})(?:\s\d{{4}})?\b")
"""As a letter to the person has its days."""
_NEAR: Final = timedelta(days=3 * 366)
"""What lies further back, such as a birth, has its own date in the story."""
_ANSWERED: Final = {
    "question": "What has changed, and who will hold what?",
    "answer": "Little has changed since the last meeting. What holds is said below.",
}


def sunday_of(today: date) -> datetime:
    """Noon of the Sunday of a week."""
    return datetime.combine(today + timedelta(days=6 - today.weekday()), time(12), UTC)


def request_of(report: str, audience: str, scenario: str) -> Request:
    """A report as it is asked for here."""
    made = REPORTS[report]
    told = _ANSWERED | {"scenario": scenario} if made.answers else {}
    parts = tuple(each.name for each in parts_of(made)) if is_asked(made, audience) else ()
    return Request(
        audience=audience,
        report=report,
        recipient="The reader",
        purpose="What is to be done",
        asked=LET_IN.get(audience, frozenset()),
        parts=parts,
        standing="treating" if audience == "court" else "",
        texts=tuple((each.code, f"{each.label}, in words.") for each in own_words(report) if each.needed),
        **told,
    )


def written(vault: OpenVault, references: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every report that can be made, by the name of its text: case, report and audience."""
    monday = vault.today() - timedelta(days=vault.today().weekday())
    for name, made in documents(vault, references):
        yield name, f"{told(draw_text(made), monday)}\n"


def documents(vault: OpenVault, references: Sequence[str]) -> Iterator[tuple[str, Document]]:
    """The same as documents."""
    for reference in references:
        case_id = Cases(vault).find(reference)
        for report in REPORTS.values():
            for code in sorted(report.audiences):
                policy = audience_of(code)
                likeliest = offered_of(vault, case_id, policy).likeliest if report.answers else ""
                request = request_of(report.code, code, likeliest)
                try:
                    made = compose(vault, case_id, request, policy, "id")
                except NotAcceptable:
                    continue
                yield f"{reference} {report.code} {code}", made


def told(text: str, monday: date) -> str:
    """A text with its days as they are counted from the week of the story, and without what changes with the year."""

    def day(found: re.Match[str]) -> str:
        on = datetime.strptime(found[0], "%d-%b-%Y").date()  # noqa: DTZ007 - a day has no zone
        if on < monday - _NEAR:
            return found[0]
        week, weekday = divmod((on - monday).days, 7)
        return f"{{w{week:+} {['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][weekday]}}}"

    text = _SPOKEN.sub("{spoken day}", text)
    lines = (line for line in text.splitlines() if not line.startswith("Born: "))
    return _SHORT.sub("{day}", _MONTH.sub("{month}", _DAY.sub(day, "\n".join(lines))))


@contextmanager
def opened(demo: Path, beside: Path) -> Iterator[tuple[OpenVault, list[str]]]:
    """A copy of a demonstration's vault for its lead on the Sunday of its week, and the references of its cases."""
    facts = json.loads((demo / "demo.json").read_text("utf-8"))
    login = facts["unlock_as"]
    passphrase = next(one["passphrase"] for one in facts["staff"] if one["login"] == login)
    shutil.copytree(demo / "demo.vault", beside / "demo.vault")
    machine = Machine(clock=lambda: sunday_of(now().date()), state=beside / "state")
    vault = unlock(
        beside / "demo.vault", login, passphrase, machine=machine, accept_older=True, accept_authority=True
    )
    yield vault, [case["reference"] for case in facts["cases"]]
    vault.lock()


def main(demo: Path) -> None:
    """Write every text of a demonstration that was built this week."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as beside, opened(demo, Path(beside)) as (vault, references):
        for name, text in written(vault, references):
            (FOLDER / f"{name}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
