"""Commands that make a copy of a vault, and a vault of a copy."""

from pathlib import Path

from app.cli.parts import PATH, argument, command, opened, unlocking, vault_argument
from app.cli.terminal import say


@command("backup demo/demo.vault demo.casework-backup --as rowan")
@vault_argument
@argument("to", "FILE", "The backup file; must not exist.", type=PATH)
@unlocking
def backup(*, vault: Path, to: Path, login: str | None, passphrase_stdin: bool) -> None:
    """Write a verified backup in one file, as encrypted as the vault."""
    from app.services.vault.backups import back_up
    from app.services.vault.open_vault import READ_ONLY

    with opened(vault, login, stdin=passphrase_stdin) as open_vault:
        back_up(open_vault, to)
        said = f"\n{READ_ONLY}" if open_vault.read_only else ""
    say(f"Backed up and verified: {to.name}{said}")


@command("restore demo.casework-backup restored.vault")
@argument("file", "FILE", "A backup file.", type=PATH)
@argument("to", "VAULT", "The vault folder to make; must not exist.", type=PATH)
def restore(*, file: Path, to: Path) -> None:
    """Put a backup back as a new vault folder, after checking it against its manifest."""
    from app.services.vault.backups import restore as put_back

    put_back(file, to)
    say(f"Restored: {to.name}. The passphrases are those of the day of the backup.")
