"""Promises of the local log: it tells where a failure was, and never what anybody wrote."""

import stat
from pathlib import Path

import pytest

from app import log
from app.log import Event

NAME = "Marguerite Example-Łuczak"


def _fail_about(name: str) -> None:
    raise ValueError(name)


def _caught(name: str) -> Exception:
    try:
        try:
            _fail_about(name)
        except ValueError as exc:
            raise KeyError(name) from exc
    except KeyError as exc:
        return exc
    raise AssertionError


def test_says_what_kind_of_failure_and_where() -> None:
    log.exception(_caught(NAME))
    text = log.log_file().read_text()
    assert "builtins.KeyError" in text
    assert "after builtins.ValueError" in text
    assert "test_log.py:" in text
    assert ":_fail_about" in text


def test_never_says_what_the_failure_was_about() -> None:
    log.exception(_caught(NAME))
    log.exception(ExceptionGroup(NAME, [ValueError(NAME), OSError(2, NAME, NAME)]))
    raw = log.log_file().read_bytes()
    assert b"OSError" in raw or b"FileNotFoundError" in raw
    for word in NAME.replace("-", " ").split():
        assert word.encode() not in raw
    assert b"Marguerite" not in raw


def test_never_says_in_whose_home_folder_the_program_lies() -> None:
    log.exception(_caught(NAME))
    assert str(Path(__file__).parent.parent) not in log.log_file().read_text()


def test_names_a_file_of_the_package_by_its_place_in_it() -> None:
    try:
        log.Event("not an event")
    except ValueError as exc:
        log.exception(exc)
    assert "enum.py:" in log.log_file().read_text()


def test_notes_only_events_it_knows() -> None:
    log.event(Event.SETTING_REFUSED)
    assert Event.SETTING_REFUSED in log.log_file().read_text()


def test_is_readable_by_its_owner_alone() -> None:
    log.event(Event.SETTING_REFUSED)
    assert stat.S_IMODE(log.log_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(log.log_file().parent.stat().st_mode) == 0o700


def test_keeps_a_bounded_number_of_bounded_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MAX_BYTES", 500)
    for _ in range(60):
        log.event(Event.SETTING_REFUSED)
    files = sorted(log.log_file().parent.iterdir())
    assert len(files) == 1 + log.KEPT
    assert all(0 < each.stat().st_size <= 500 for each in files)


def test_the_newest_line_is_in_the_file_without_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MAX_BYTES", 150)
    log.event(Event.SETTING_REFUSED)
    log.event(Event.SETTINGS_UNREADABLE)
    assert Event.SETTINGS_UNREADABLE in log.log_file().read_text()
    assert Event.SETTING_REFUSED in log.log_file().with_name("casework.log.1").read_text()


def test_does_not_write_through_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.touch()
    log.event(Event.SETTING_REFUSED)
    log.log_file().unlink()
    log.log_file().symlink_to(target)
    log.event(Event.SETTING_REFUSED)
    assert target.read_bytes() == b""
    assert not log.log_file().is_symlink()


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    log.exception(_caught(NAME))
    assert (tmp_path / "home").read_bytes() == b""


def test_ends_on_causes_that_run_in_a_circle() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    log.exception(first)
    assert log.log_file().read_text().count("ValueError") == 1
