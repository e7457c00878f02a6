"""The care of the vault: a backup now, and the check of everything in it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.services.checks import checking
from app.services.checks.checking import CheckReport
from app.services.team.clock_statement import state_clock, stating
from app.services.vault import backups
from app.views.context import voice
from app.views.settings.section import Section
from app.views.widgets.buttons import button
from app.views.widgets.confirmed import confirmed
from app.views.widgets.emptying import empty_out
from app.views.widgets.page import Page
from app.views.widgets.waiting import Waiting
from app.views.widgets.words import selectable, style_as, words

_KINDS: Final = "Casework backups (*.casework-backup)"
_MOST_SHOWN: Final = 50


class CareSection(Section):
    """Both read the whole vault: saving waits for them, typing does not."""

    title = "Backup and check"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        column = self.card("Backup")
        self.last = words("")
        column.addWidget(self.last)
        column.addWidget(
            words(
                "One file, as encrypted as the vault, read back and compared before you are told that it is there. "
                "Keep it on another disk.",
                "hint",
            )
        )
        self.back_up = button("Back up now…", self._ask_where)
        self._backing = _Slow(page, self.back_up)
        _add(column, self.back_up, self._backing)
        column = self.card("Check the vault")
        column.addWidget(
            words(
                "Reads every page, recomputes the ledger, compares it with what this computer remembers, and verifies "
                "every signature that you may read.",
                "hint",
            )
        )
        self.check = button("Check now", self._check)
        self._checking = _Slow(page, self.check)
        _add(column, self.check, self._checking)
        self.found = QFrame()
        self._lines = QVBoxLayout(self.found)
        self.found.hide()
        column.addWidget(self.found)
        self._offer_clock()

    def _offer_clock(self) -> None:
        """Where the clock was wrong once, the lead can say that it is right now."""
        message = self.desk.vault.clock_warning()
        if message and self.desk.member.is_lead:
            self.card("Clock", words(message), button("State that the clock is right…", self._ask_clock))

    def _ask_clock(self) -> None:
        vault = self.desk.vault
        now = vault.clock()
        shown = self.desk.shown(now)
        detail = f"It is {shown} now. What was signed by a later time will say that the clock was wrong."
        message = "The clock is stated to be right: signing goes on."
        confirmed(
            self.page,
            "State that the clock is right",
            detail,
            partial(stating, now),
            partial(state_clock, vault, now),
            then=lambda _: self.page.bar.tell(message, "good"),
        )

    def arrive(self) -> None:
        """Find when the last backup was made."""
        self.page.run(backups.last_backup, self.desk.vault, then=self._show_last)

    # --- backup ---------------------------------------------------------------------------------------

    def _show_last(self, at: datetime | None) -> None:
        message = f"Last backup: {self.desk.shown(at)}." if at else "Never backed up."
        self.last.setText(message)
        style_as(self.last, "role", "" if at else "care")

    def _ask_where(self) -> None:
        # The day alone: a file's name is read by whoever sees the disk.
        name = f"{self.desk.today_date().isoformat()}.casework-backup"
        self.context.asks.save_file(self.page, "Where to put the backup", name, _KINDS, self._back_up)

    def _back_up(self, to: Path) -> None:
        message = "Writing the backup, then reading it back."
        self._backing.run(message, backups.back_up, self.desk.vault, to, then=lambda _: self._backed_up(to))

    def _backed_up(self, to: Path) -> None:
        self.page.bar.tell(f"Backed up and proved: {to.name}", "good")
        self.arrive()

    # --- check ----------------------------------------------------------------------------------------

    def _check(self) -> None:
        self.found.hide()
        message = "Reading and verifying everything. Saving waits until it is done."
        self._checking.run(message, checking.check, self.desk.vault, then=self._checked)

    def _checked(self, report: CheckReport) -> None:
        empty_out(self._lines)
        message = tuple(_message(report))
        for n, text in enumerate(message):
            self._lines.addWidget(selectable(words(text, "" if n else "strong")))
        style_as(self.found, "bar", "good" if report.is_clean else "error")
        self.found.show()
        voice.say(self.found, message[0], now=not report.is_clean)


class _Slow(Waiting):
    """The bar of an act that takes its time, and is not begun a second time meanwhile."""

    def __init__(self, page: Page, act: QPushButton) -> None:
        super().__init__(page.context.theme)
        self._page, self._act = page, act

    def run(
        self, message: str, work: Callable[..., Any], *arguments: Any, then: Callable[[Any], None]
    ) -> None:
        """Do it, and say so while it takes longer than a moment."""
        self._act.setEnabled(False)
        self.begin(message)
        self._page.run(
            work, *arguments, then=partial(self._ended, then), failed=partial(self._ended, self._page.refused)
        )

    def _ended(self, then: Callable[[Any], None], came: Any) -> None:
        self.end()
        self._act.setEnabled(True)
        then(came)


def _message(report: CheckReport) -> list[str]:
    found = [each.sentence for each in report.findings]
    lines = [f"{_count(len(found), 'thing is', 'things are')} wrong" if found else "Nothing wrong was found"]
    lines += found[:_MOST_SHOWN]
    if len(found) > _MOST_SHOWN:
        lines.append(
            f"And {len(found) - _MOST_SHOWN:,} more: `casework check` on the command line lists all."
        )
    if found:
        lines.append("Write nothing more here. Tell the lead, and keep the last backup safe.")
    lines += report.remarks
    lines.append(
        f"Looked at {_count(report.ledger_rows, 'row', 'rows')} of the ledger and "
        f"{_count(report.signatures, 'signature', 'signatures')}."
    )
    if report.sealed_unread:
        unread = _count(report.sealed_unread, "record", "records")
        lines.append(f"{unread} in compartments you are not admitted to: not opened.")
    return lines


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _add(column: QVBoxLayout, act: QPushButton, waiting: Waiting) -> None:
    act.setSizePolicy(act.sizePolicy().Policy.Fixed, act.sizePolicy().Policy.Fixed)
    column.addWidget(act)
    column.addWidget(waiting)
