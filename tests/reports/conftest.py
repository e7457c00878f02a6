"""What the tests of reports share."""

from pathlib import Path

import pytest

from tests.reports.reading import full


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return the full sample as a file."""
    path = tmp_path / "summary.pdf"
    path.write_bytes(full().pdf)
    return path
