"""Draws what lists and searches show of a vault again from what was signed, and says so in words."""

from app.errors import Exit
from app.services.checks.rebuilding import rebuild
from app.services.vault.open_vault import OpenVault


def rebuild_all(vault: OpenVault) -> tuple[str, Exit]:
    """Rebuild for the member at the desk: what to say, and 0, or 1 when something does not verify and was left out."""
    done = rebuild(vault)
    sentence = f"Drew {done.records} records again: {done.changed} were shown otherwise before."
    if not done.left_out:
        return sentence, Exit.DONE
    return "\n".join(
        [*done.left_out, f"{sentence} {len(done.left_out)} do not verify and were left out."]
    ), Exit.NO
