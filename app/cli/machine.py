"""Commands that need no vault: the demonstration, the schema of what is recorded, and what this machine has."""

import json
from pathlib import Path

import click

from app.cli.parts import PATH, argument, command
from app.cli.terminal import say


@command("demo --out demo")
@click.option("--out", metavar="DIR", type=PATH, required=True, help="A new or empty folder.")
@click.option("--replace", is_flag=True, help="Replace an earlier demonstration there.")
def demo(*, out: Path, replace: bool) -> None:
    """Build a fictional vault and export a signed summary from it."""
    from app.services.demo.demonstration import build_demo

    for line in build_demo(out, replace=replace):
        say(line)


@command("schema session_note")
@argument("kind", "[KIND]", "A record kind; all when left out.", needed=False)
def schema(*, kind: str | None) -> None:
    """Print the JSON Schema of a record kind's content."""
    from app.domain.kinds import registry as kinds
    from app.domain.records.schema import schema as schema_of

    made = schema_of(kinds.kind(kind)) if kind else {code: schema_of(k) for code, k in kinds.KINDS.items()}
    say(json.dumps(made, ensure_ascii=False, indent=2))


@command("doctor")
def doctor() -> int:
    """Say whether this machine has what the program needs."""
    from app.services.checks.doctor import examine

    text, code = examine()
    say(text)
    return code
