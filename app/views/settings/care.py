"""The care of the vault: a backup now, and the check of everything in it."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.domain.values.dates import show_instant
from app.services.checks import checking
from app.services.checks.checking import CheckReport
from app.services.team.clock_statement import state_clock, stating
from app.services.vault import backups
from app.services.vault.confirming import confirmed_act
from app.views.context import voice
from app.views.settings.section import Section
from app.views.widgets.buttons import button
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
        self.back_up = button("Back up now…", self._ask_where, kind="primary")
        self._backing = Waiting(self.context.look)
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
        self._checking = Waiting(self.context.look)
        _add(column, self.check, self._checking)
        self.found = QFrame()
        self._lines = QVBoxLayout(self.found)
        self.found.hide()
        column.addWidget(self.found)
        self._offer_clock()

    def _offer_clock(self) -> None:
        """Where the clock was wrong once, the lead can say that it is right now."""
        told = self.desk.vault.clock_told()
        if told and self.desk.member.is_lead:
            self.card("Clock", words(told), button("State that the clock is right…", self._ask_clock))

    def _ask_clock(self) -> None:
        vault = self.desk.vault
        now = vault.clock()
        shown = show_instant(now, vault.offset_minutes(now))
        detail = f"It is {shown} now. What was signed by a later time will say that the clock was wrong."
        self.context.asks.passphrase(
            self.page, "State that the clock is right", detail, lambda typed: self._state_clock(now, typed)
        )

    def _state_clock(self, now: datetime, passphrase: str) -> None:
        told = "The clock is stated to be right: signing goes on."
        self.page.run(
            confirmed_act,
            self.desk.vault,
            passphrase,
            partial(stating, now),
            partial(state_clock, self.desk.vault, now),
            then=lambda _: self.page.bar.tell(told, "good"),
        )

    def arrive(self) -> None:
        """Find when the last backup was made."""
        self.page.run(backups.last_backup, self.desk.vault, then=self._show_last)

    # --- backup ---------------------------------------------------------------------------------------

    def _show_last(self, at: datetime | None) -> None:
        vault = self.desk.vault
        told = f"Last backup: {show_instant(at, vault.offset_minutes(at))}." if at else "Never backed up."
        self.last.setText(told)
        style_as(self.last, "role", "" if at else "care")

    def _ask_where(self) -> None:
        # The day alone: a file's name is read by whoever sees the disk.
        name = f"{self.desk.today_date().isoformat()}.casework-backup"
        self.context.asks.save_file(self.page, "Where to put the backup", name, _KINDS, self._back_up)

    def _back_up(self, to: Path) -> None:
        self.back_up.setEnabled(False)
        self._backing.begin("Writing the backup, then reading it back.")
        self.page.run(
            backups.back_up,
            self.desk.vault,
            to,
            then=lambda _: self._backed_up(to),
            failed=self._not_backed_up,
        )

    def _backed_up(self, to: Path) -> None:
        self._ended()
        self.page.bar.tell(f"Backed up and proved: {to.name}", "good")
        self.arrive()

    def _not_backed_up(self, failure: BaseException) -> None:
        self._ended()
        self.page.refused(failure)

    def _ended(self) -> None:
        self._backing.end()
        self.back_up.setEnabled(True)

    # --- check ----------------------------------------------------------------------------------------

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.found.hide()
        self._checking.begin("Reading and verifying everything. Saving waits until it is done.")
        self.page.run(checking.check, self.desk.vault, then=self._checked, failed=self._not_checked)

    def _checked(self, report: CheckReport) -> None:
        self._checking.end()
        self.check.setEnabled(True)
        empty_out(self._lines)
        told = tuple(_told(report))
        for n, text in enumerate(told):
            self._lines.addWidget(selectable(words(text, "" if n else "strong")))
        style_as(self.found, "bar", "good" if report.is_clean else "error")
        self.found.show()
        voice.say(self.found, told[0], now=not report.is_clean)

    def _not_checked(self, failure: BaseException) -> None:
        self._checking.end()
        self.check.setEnabled(True)
        self.page.refused(failure)


def _told(report: CheckReport) -> list[str]:
    found = [each.sentence for each in report.findings]
    lines = [f"{_count(len(found), 'thing is', 'things are')} wrong" if found else "Nothing wrong was found"]
    lines += found[:_MOST_SHOWN]
    if len(found) > _MOST_SHOWN:
        lines.append(
            f"And {len(found) - _MOST_SHOWN:,} more: `casework check` on the command line lists all."
        )
    if found:
        lines.append("Write nothing more here. Tell the lead, and keep the last backup safe.")
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
