"""PDFBox's preflight, which says whether a PDF is a valid PDF/A-1b: in Java, so for slow suites alone."""

import subprocess
from pathlib import Path

import pytest

from tests.outside import tool
from tools import doctor

_JARS = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "commons-io",
    "jaxb-api",
    "javax.activation",
)


def findings(folder: Path) -> list[str]:
    """What preflight finds against the PDFs in a folder; nothing where each is a valid PDF/A-1b."""
    missing = doctor.unmet(doctor.needs(["slow"]))
    if missing:
        pytest.fail(doctor.advice(missing))
    path = ":".join(f"/usr/share/java/{name}.jar" for name in _JARS)
    command = [tool("java"), "-cp", path, "org.apache.pdfbox.preflight.Validator_A1b", "batch", folder]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    told = [line for line in said if line.strip()]
    good = {f"The file {pdf.name} is a valid PDF/A-1b file" for pdf in folder.glob("*.pdf")}
    assert good
    return [line for line in told if line not in good] + sorted(good.difference(told))
