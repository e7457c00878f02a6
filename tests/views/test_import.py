"""What is loaded beside the window is loaded by Python alone."""

import linecache
from pathlib import Path

import pytest

import app.views  # noqa: F401 - gives `import` back
from tools import unpack_shiboken


def test_what_is_loaded_is_not_read_as_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loaded_beside_qt.py").write_text("answer = 42\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import loaded_beside_qt  # noqa: PLC0415 - by a statement, which PySide looks at

    assert loaded_beside_qt.answer == 42
    assert str(tmp_path / "loaded_beside_qt.py") not in linecache.cache


def test_the_sources_of_the_binding_lie_compiled_beside_it() -> None:
    unpacked = unpack_shiboken.place()
    assert {each.stem for each in unpacked.rglob("*.py")} >= {"signature_bootstrap", "loader", "feature"}
    for source in unpacked.rglob("*.py"):
        assert list((source.parent / "__pycache__").glob(f"{source.stem}.*.pyc")), source.name
