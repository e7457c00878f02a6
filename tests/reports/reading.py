"""The full sample, built once, and the outside tools that read a PDF."""

import subprocess
from functools import cache
from pathlib import Path

from app.crypto import canonical
from app.domain.reports.document import Document
from app.reports.pdf.draw import Built, draw_pdf
from tests.outside import tool
from tests.reports.sample import Sample


def attached(document: Document) -> bytes:
    """What is attached to it."""
    return canonical.dumps(document.plain())


def drawn(sample: Sample) -> Built:
    """A sample as a PDF."""
    return draw_pdf(sample.document(), b"{}")


@cache
def full() -> Built:
    """Draw the full sample once."""
    document = Sample().document()
    return draw_pdf(document, attached(document))


def run(name: str, *arguments: str | Path) -> str:
    """Run an outside tool and return what it prints; it must succeed."""
    done = subprocess.run([tool(name), *map(str, arguments)], check=True, capture_output=True)
    return done.stdout.decode()


def words(built: Built, tmp_path: Path) -> str:
    """Return the text of a report with single spaces."""
    path = tmp_path / "read.pdf"
    path.write_bytes(built.pdf)
    return " ".join(run("pdftotext", "-raw", path, "-").split())
