"""What `casework` can be told to do. A command's module is loaded when it is typed, and all of them for the list."""

from importlib import import_module
from typing import Final

import click

from app.cli.parts import Helpful

COMMANDS: Final = {
    "demo": "machine",
    "verify": "sharing",
    "site-status": "sharing",
    "check": "vaults",
    "rebuild": "vaults",
    "import-referrals": "importing",
    "prepare": "sharing",
    "export": "sharing",
    "countersign": "sharing",
    "release": "sharing",
    "scan": "scanning",
    "restricted": "access",
    "returns": "returns",
    "training": "returns",
    "diary": "diary",
    "backup": "copies",
    "restore": "copies",
    "schema": "machine",
    "score": "measures",
    "measures": "own_measures",
    "site": "site",
    "doctor": "machine",
    "clock": "vaults",
    "renew": "vaults",
    "new": "vaults",
    "recover": "vaults",
}
"""Each command, in the order in which help lists them, and the module it stands in."""


class _Group(Helpful, click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's shape
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"app.cli.{COMMANDS[cmd_name]}"), cmd_name.replace("-", "_")
        )
        return command


cli: Final = _Group(
    name="casework",
    help="Casework for the health team of a multi-agency stalking intervention programme.\n\n"
    "Exit codes: 0 done, 1 no (not genuine, or something found), 2 cannot tell or wrong command line, 3 something "
    "needed is missing, 4 wrong passphrase, 5 altered or damaged, 6 made by a newer version, 7 open elsewhere, "
    "8 disk or file, 9 a value that cannot be, 10 not permitted, 11 withheld to protect a victim, "
    "12 changed since it was seen, 70 not foreseen, 130 stopped.",
)
