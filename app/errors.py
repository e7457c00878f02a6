"""Failures a user can meet: each has one plain sentence, one exit code, and loses nothing.

A sentence never holds a name, a passphrase or clinical text: it may end up in a log or on a projector.
What is not a `UserError` is a bug.
"""

import errno
from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit codes of every command (docs/exit-codes.md)."""

    DONE = 0
    NO = 1
    CANNOT_TELL = 2
    MISSING_PART = 3
    WRONG_SECRET = 4
    DAMAGED = 5
    NEWER = 6
    IN_USE = 7
    STORAGE = 8
    NOT_ACCEPTABLE = 9
    NOT_PERMITTED = 10
    WITHHELD = 11
    CHANGED = 12
    BUG = 70
    STOPPED = 130


class UserError(Exception):
    """A failure with a sentence for the person at the keyboard."""

    exit_code: ClassVar[Exit] = Exit.NOT_ACCEPTABLE
    sentence: ClassVar[str] = "That could not be done."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


# --- values typed or read -------------------------------------------------------------------------


class NotAcceptable(UserError):
    """A value breaks the rule of its field."""


class NotAnIdentifier(NotAcceptable):
    """An identifier fails its own check."""


class NotPlain(NotAcceptable):
    """It would stand where anybody sees it, and tells what the service is about."""


class NotADate(NotAcceptable):
    """A date cannot be read, or cannot be."""

    sentence = "That is not a date Casework can read: try 14-Aug-2026, Aug 2026, 2026, +3m or unknown."


class NoYear(NotADate):
    """A day was given without its year."""

    sentence = "Which year? Give the day with its year, as in 14-Aug-2026."


class TextTooLong(NotAcceptable):
    """More text in one field than a record may hold."""

    sentence = "That is more text than one field can hold: split it over two records."


class NotATable(NotAcceptable):
    """A file holds no table, or one that cannot be read."""

    sentence = "That file holds no table Casework can read: it takes CSV, and Excel files saved as .xlsx."

    def __init__(self, why: str = "") -> None:
        super().__init__(f"The table cannot be read. {why}" if why else None)


class FileTooLarge(NotAcceptable):
    """A document is larger than one that is kept, or is empty."""

    sentence = "That document is larger than 200 MB, so it was not added: ask for it in parts."


class FileEmpty(NotAcceptable):
    """A document without a byte."""

    sentence = "That document is empty, so it was not added."


class FileGone(NotAcceptable):
    """A draft names a document that the store does not keep."""

    sentence = "The document is not in the vault any more: add it again."


class StillMissing(UserError):
    """What was filled in is not complete yet; `missing` names the fields by label."""

    sentence = "It is not complete yet: some answers are still missing."

    def __init__(self, missing: tuple[str, ...] = ()) -> None:
        super().__init__(f"It is not complete yet. Still missing: {', '.join(missing)}." if missing else None)
        self.missing = missing


class NotFound(UserError):
    """A reference names nothing in this vault."""

    sentence = "There is nothing by that reference in this vault."


class NoSuchMeasure(NotFound):
    """No measure has that name, or that version."""

    exit_code = Exit.CANNOT_TELL
    sentence = "There is no such measure: `casework score --list` names all."


class NotADraft(UserError):
    """The record is signed, so it can only be extended, superseded or marked in error."""

    sentence = "A signed record cannot be changed: add an addendum, write a new version or mark it in error."


class SavedElsewhere(UserError):
    """The draft was saved in another window since this one last saw it."""

    exit_code = Exit.IN_USE
    sentence = "This draft was saved in another window meanwhile: your text is still here; compare the two."


# --- secrets and rights ---------------------------------------------------------------------------


class SittingOver(UserError):
    """The answers of a sitting were taken into their draft meanwhile, from another window or machine."""

    exit_code = Exit.IN_USE
    sentence = (
        "These questions were closed meanwhile: what you answer now is not kept. Please give this back."
    )


class WrongSecret(UserError):
    """The passphrase or login name does not open this vault."""

    exit_code = Exit.WRONG_SECRET
    sentence = "The login name or the passphrase does not open this vault."


class WrongRecoveryKey(WrongSecret):
    """The recovery key is mistyped or belongs to another vault."""

    sentence = "The recovery key is mistyped, or belongs to another vault."


class WeakSecret(NotAcceptable):
    """The passphrase is too short to protect a victim's whereabouts."""

    sentence = "The passphrase needs at least 12 characters; four or five unrelated words are easiest."


class CommonSecret(NotAcceptable):
    """The passphrase is among the first that a guesser tries."""

    sentence = "That passphrase is too easily guessed: take four or five unrelated words."


class AuthorityChanged(UserError):
    """The header names a certificate authority that the member has not met; `fingerprints` lists them."""

    exit_code = Exit.NOT_PERMITTED

    def __init__(self, fingerprints: tuple[str, ...] = ()) -> None:
        super().__init__(
            "The service's certificate authority has changed since you last opened this vault. Ask the lead to read "
            f"you its fingerprint, compare, and only then accept it: {'; '.join(fingerprints)}."
        )
        self.fingerprints = fingerprints


class ClockBehind(UserError):
    """The machine's clock is more than a day behind the last signed act: nothing is signed by it."""

    exit_code = Exit.MISSING_PART
    sentence = "This machine's clock is behind the last signed act, so nothing is signed: set it right."

    def __init__(self, now: str = "", last: str = "") -> None:
        super().__init__(
            f"This machine's clock says {now}, but something was signed on {last}, so nothing is signed now: set the "
            "clock right, or let the lead state that it is; reading and drafts go on."
            if now
            else None
        )


class ClockAhead(UserError):
    """The machine's clock is more than a year ahead of the last signed act: somebody has to say that it is right."""

    exit_code = Exit.MISSING_PART
    sentence = "This machine's clock is far ahead of the last signed act: is it right?"

    def __init__(self, now: str = "", last: str = "") -> None:
        super().__init__(
            f"This machine's clock says {now}, and the last signed act was on {last}: say that the clock is right, "
            "and nothing signed before then will be asked about again."
            if now
            else None
        )


class NotPermitted(UserError):
    """The member of staff has no right to do this."""

    exit_code = Exit.NOT_PERMITTED
    sentence = "You are not permitted to do that in this vault."


class NotAdmitted(NotPermitted):
    """The member of staff is not admitted to the compartment."""

    sentence = "You are not admitted to that compartment: the lead can admit you."


class OutOfForce(NotPermitted):
    """The member's certificate has run out, or is not in force yet by this machine's clock."""

    sentence = (
        "Your certificate is not in force by this machine's clock, so nothing can be signed: look at the clock. If it "
        "is right, the lead renews certificates by unlocking the vault and stating the time under Settings."
    )


class NoStoreKey(NotPermitted):
    """The store's key was renewed, and the new one could not be wrapped to the member's slot."""

    sentence = (
        "The vault's key was renewed before you had ever opened the vault with this version: ask the lead to let you "
        "in again."
    )


class MustConfirm(NotPermitted):
    """The act bears the member's name, and they did not give their passphrase for exactly this."""

    sentence = "Nothing was done: look at it once more, then type your passphrase again."


# --- the vault ------------------------------------------------------------------------------------


class NotAVault(UserError):
    """The folder holds no vault."""

    exit_code = Exit.STORAGE
    sentence = "That folder is not a Casework vault: it has no vault.json, or not the store that this names."


class Damaged(UserError):
    """The header or the store has been altered or is broken."""

    exit_code = Exit.DAMAGED
    sentence = "The vault has been altered or is damaged, so it was not opened: restore the last backup."


class NotEncrypted(Damaged):
    """The store is a plain database file."""

    sentence = "The store is not encrypted, so it is not the one this vault made: it was not opened."


class RolledBack(Damaged):
    """The store is older than what was last seen of it."""

    sentence = "The store is older than this vault's last anchor: an earlier copy has been put back."


class TakenWhileOpen(RolledBack):
    """The folder was copied while the vault was open, without what lay beside the store."""

    def __init__(self, since: str) -> None:
        super().__init__(
            f"This copy was taken while the vault was open (since {since}): what was recorded since may be missing."
        )


class Newer(UserError):
    """The vault was written by a later version."""

    exit_code = Exit.NEWER
    sentence = "The vault was written by a newer version of Casework: update Casework to open it."


class InUse(UserError):
    """The vault is open in another window or on another machine."""

    exit_code = Exit.IN_USE
    sentence = "The vault is already open elsewhere: close it there first."


class CannotWrite(UserError):
    """The disk refused to take what was to be saved."""

    exit_code = Exit.STORAGE
    sentence = "It could not be saved: the folder is read-only or has gone. Nothing already saved is lost."


class ReadOnly(CannotWrite):
    """The vault lies on a medium that takes no writing."""

    sentence = (
        "This vault is read-only here: it can be looked at and checked, but nothing can be signed, sent or recorded. "
        "To work in it, back it up and restore it elsewhere."
    )


class CannotRead(UserError):
    """The disk refused to give what was asked for."""

    exit_code = Exit.STORAGE
    sentence = "It could not be read: the disk is failing, or you may not open that file or folder."


class NotYours(CannotRead):
    """A file of the vault belongs to another user of this machine, who lets nobody else in."""

    def __init__(self, file: str, owner: str) -> None:
        super().__init__(
            f"You may not open {file}, which belongs to {owner}: ask them, or whoever looks after this machine, to let "
            "the team's group read and write it."
        )


class NameTooLong(CannotWrite):
    """The disk takes no name, or no path, of that length."""

    sentence = "That name, or the path to it, is longer than this disk takes: choose a shorter one."


class HeaderFull(CannotWrite):
    """The header has no room for what was to be added to it."""

    sentence = "The vault's header is full, so nothing was added to it. Nothing already saved is lost."


class FileChanged(CannotRead):
    """A document became another one while it was read."""

    sentence = "That document was changed while it was read, so it was not added: try again."


class DiskFull(CannotWrite):
    """The disk is full."""

    sentence = "It could not be saved: the disk is full. Nothing already saved is lost; free some space and try again."


class AlreadyThere(CannotWrite):
    """A file or vault of that name exists."""

    sentence = "There is already something of that name: choose another."


class InTheWay(AlreadyThere):
    """Files that are not this service's have the names that its own were to have; none of them was touched."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(
            f"Not written: {', '.join(names)}. What has that name there is not this service's: choose another folder."
        )


class NotEnoughMemory(UserError):
    """The machine has not the memory the key derivation needs."""

    exit_code = Exit.MISSING_PART
    sentence = "There is not enough free memory to open the vault: close other programs and try again."


class NotForeseen(UserError):
    """A bug, as it is said to a person."""

    exit_code = Exit.BUG
    sentence = (
        "Something went wrong that Casework did not foresee. What was saved is safe. "
        "The log says where it happened, without any case content."
    )


class MissingPart(UserError):
    """A file that the program is shipped with is not there."""

    exit_code = Exit.MISSING_PART
    sentence = "A part of Casework is missing from this machine: install it again. No vault is affected."


class NoHome(MissingPart):
    """The user has no home folder, so there is no place for what the program keeps for itself."""

    sentence = "No home folder is known here: set CASEWORK_HOME."


def storage_error(exc: OSError) -> UserError:
    """Say in a sentence why something could not be written; the path, which may hold a name, is left out."""
    if exc.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFull()
    if exc.errno == errno.ENAMETOOLONG:
        return NameTooLong()
    return AlreadyThere() if exc.errno == errno.EEXIST else CannotWrite()


def vault_reading_error(exc: OSError) -> UserError:
    """Say in a sentence why a vault's file could not be read."""
    if exc.errno in {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENXIO}:
        return NotAVault()
    return NameTooLong() if exc.errno == errno.ENAMETOOLONG else CannotRead()


# --- sharing and verifying ------------------------------------------------------------------------


class Withheld(UserError):
    """The output would have carried a protected term; `places` says where, never the term."""

    exit_code = Exit.WITHHELD
    sentence = "Nothing was written: the summary would have carried a protected victim detail."

    def __init__(self, places: tuple[str, ...] = ()) -> None:
        super().__init__(f"{self.sentence} Look at: {'; '.join(places)}." if places else None)
        self.places = places


class DiaryWithheld(Withheld):
    """A calendar's file would have carried a protected term."""

    sentence = "Nothing was written: the file would have carried a protected victim detail."


class CopyWithheld(Withheld):
    """A working copy would have carried a protected term."""

    sentence = "Nothing was written: the pages would have carried a protected victim detail."


class SentBefore(Withheld):
    """A copy of what was sent would carry what has been protected since."""

    def __init__(self, places: tuple[str, ...], sent: str) -> None:
        UserError.__init__(
            self,
            f"Nothing was written: it was sent on {sent}, before this was known. Look at: {'; '.join(places)}.",
        )
        self.places = places


class HeldBack(Withheld):
    """What was to be released would have carried a protected term."""

    sentence = "It was not released: a protected victim detail stands in it."


class Unguarded(UserError):
    """What would be looked for is missing, was altered, or is older than what was stated: nothing leaves the case."""

    exit_code = Exit.WITHHELD
    sentence = (
        "Nothing was written: what protects the victims of this case is missing or was altered. Let the lead look with "
        "Check the vault."
    )


class NeedsRelease(NotAdmitted):
    """The member's program cannot look for victims' details."""

    sentence = (
        "Nothing was written: it needs release. Your program cannot look for victims' details; let a colleague do it "
        "who holds the victim check."
    )


class CannotLook(NeedsRelease):
    """The member's program cannot look for victims' details in a file."""

    sentence = (
        "Nothing was looked at: it needs release. Your program cannot look for victims' details; let a colleague check "
        "the file who holds the victim check."
    )


class NotReleased(NeedsRelease):
    """What was prepared has not been looked at yet by a colleague who can."""

    def __init__(self, prepared: str) -> None:
        super().__init__(
            "Nothing was written: it needs release. A colleague who holds the victim check looks at what was prepared "
            f"({prepared}); sign it then."
        )


class NameNotLookedAt(NeedsRelease):
    """The file has a name of its own, which the member's program cannot look at."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nothing was written: your program cannot look for victims' details in a file's name. Call it {name}."
        )


class Changed(UserError):
    """What was prepared rests on something that has changed since."""

    exit_code = Exit.CHANGED
    sentence = "Something this rests on has changed: look again."


class RowNotOpened(Changed):
    """A row of a list could open a case when it was looked at, and cannot now."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(
            f"Row {row} could not be opened, and with it none of the rows that were to be opened together: {why} "
            "Read the file again."
        )


class NotPrepared(NotFound):
    """Nothing that the member prepared has that reference any more."""

    sentence = (
        "Nothing of yours is prepared by that reference: it is kept for 30 minutes, and 7 days where it needs release. "
        "Prepare it again."
    )


class PreparedAltered(Damaged):
    """What was kept of an output is not what was prepared."""

    sentence = "What was prepared was altered in the vault, so nothing was written: prepare it again."


class NotGenuine(UserError):
    """A signed PDF or record fails its check."""

    exit_code = Exit.NO
    sentence = "The signature does not hold: do not rely on it."


class CannotTell(UserError):
    """The file cannot be judged at all."""

    exit_code = Exit.CANNOT_TELL
    sentence = "The file cannot be checked: it is not a signed Casework PDF."
