"""The full sample, built once, and the outside tools that read a PDF."""

import subprocess
from functools import cache
from pathlib import Path

import msgspec

from app.reports.pdf.panel import Built, build
from tests.outside import tool
from tests.reports.sample import sample


@cache
def full() -> Built:
    """Build the full sample once."""
    return build(sample(), msgspec.json.encode(sample()))


def run(name: str, *arguments: str | Path) -> str:
    """Run an outside tool and return what it prints; it must succeed."""
    done = subprocess.run([tool(name), *map(str, arguments)], check=True, capture_output=True)
    return done.stdout.decode()


def words(built: Built, tmp_path: Path) -> str:
    """Return the text of a report with single spaces."""
    path = tmp_path / "read.pdf"
    path.write_bytes(built.pdf)
    return " ".join(run("pdftotext", "-raw", path, "-").split())
