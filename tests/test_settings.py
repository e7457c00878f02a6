"""Promises of the settings: never in the way, never readable by others, never losing what a later version wrote."""

import json
import stat
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from app import log, settings
from app.errors import CannotWrite
from app.settings import Settings
from app.whole_file import name_beside


def _write(text: str | bytes) -> None:
    settings.settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings.settings_file().write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_new_machine_has_the_defaults_and_no_file() -> None:
    assert settings.load() == Settings()
    assert not settings.settings_file().exists()
    assert not log.log_file().exists()


def test_gives_back_what_was_saved() -> None:
    wanted = Settings(
        theme="dark",
        text_size=130,
        idle_minutes=2,
        remember_login=True,
        last_login="rowan",
        spelling=False,
        last_folder="T:/Team/team.vault",
        layout={"window.main": "AAECAw==", "cases.columns": ""},
    )
    settings.save(wanted)
    assert settings.load() == wanted


def test_keeps_what_a_later_version_wrote() -> None:
    _write('{"theme": "dark", "colour_of_rails": ["teal", 3]}')
    settings.save(replace(settings.load(), text_size=115))
    kept = json.loads(settings.settings_file().read_text())
    assert kept["colour_of_rails"] == ["teal", 3]
    assert (kept["theme"], kept["text_size"]) == ("dark", 115)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "plaid"),
        ("theme", 1),
        ("text_size", 7),
        ("text_size", 100.0),
        ("text_size", "100"),
        ("idle_minutes", 0),
        ("idle_minutes", True),
        ("idle_minutes", None),
        ("remember_login", 1),
        ("last_login", "a\nb"),
        ("last_login", "x" * 201),
        ("theme", []),
        ("spelling", 1),
        ("last_folder", None),
        ("last_folder", "x" * 4097),
        ("last_folder", "a\0b"),
        ("layout", []),
        ("layout", {"Window": "AAEC"}),
        ("layout", {"a" * 65: "AAEC"}),
        ("layout", {"window": "Rowan Ashdown"}),
        ("layout", {"window": 1}),
        ("layout", {"window": "AAEC" * 1025}),
        ("layout", {f"w{number}": "" for number in range(65)}),
    ],
)
def test_a_value_out_of_range_falls_back_alone_and_is_noted(name: str, value: object) -> None:
    other = "text_size" if name != "text_size" else "idle_minutes"
    good = {"text_size": 150, "idle_minutes": 20}[other]
    _write(json.dumps({name: value, other: good}))
    loaded = settings.load()
    assert getattr(loaded, name) == getattr(Settings(), name)
    assert getattr(loaded, other) == good
    assert log.log_file().read_text().count(log.Event.SETTING_REFUSED) == 1


@pytest.mark.parametrize(
    ("points", "percent"), [(8, 100), (11, 100), (14, 130), (17, 150), (22, 200), (28, 200)]
)
def test_a_text_size_of_the_first_release_is_read_as_the_nearest_per_cent(points: int, percent: int) -> None:
    _write(json.dumps({"text_size": points}))
    assert settings.load().text_size == percent
    assert not log.log_file().exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b"\xff\xfe", b"[" * 50_000, b'{"theme": "dark"}' + b" " * settings.MAX_BYTES],
)
def test_a_file_that_is_no_settings_file_gives_the_defaults_and_is_noted(content: bytes) -> None:
    _write(content)
    assert settings.load() == Settings()
    assert log.Event.SETTINGS_UNREADABLE in log.log_file().read_text()


def test_remembers_a_login_name_only_when_asked_to() -> None:
    assert Settings().with_login("rowan").last_login == ""
    assert Settings(remember_login=True).with_login("rowan").last_login == "rowan"
    settings.save(Settings(remember_login=False, last_login="rowan"))
    assert "rowan" not in settings.settings_file().read_text()


def test_locks_itself_after_ten_minutes_unless_told_otherwise() -> None:
    assert Settings().idle_minutes == 10


def test_the_fullest_layout_still_fits_the_file() -> None:
    settings.save(Settings(layout={f"w{number:063}": "AAEC" * 1024 for number in range(64)}))
    assert len(settings.load().layout) == 64


def test_is_readable_by_its_owner_alone() -> None:
    settings.save(Settings())
    assert stat.S_IMODE(settings.settings_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.settings_file().parent.stat().st_mode) == 0o700


def test_a_save_that_was_cut_off_is_cleared_away_by_the_next() -> None:
    settings.save(Settings())
    name_beside(settings.settings_file()).write_text("half")
    settings.save(Settings(theme="light"))
    assert settings.load().theme == "light"
    assert [each.name for each in settings.settings_file().parent.iterdir()] == ["settings.json"]


def test_says_when_they_cannot_be_saved(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(CannotWrite):
        settings.save(Settings())


def test_every_default_passes_its_own_check() -> None:
    for each in fields(Settings):
        assert "check" not in each.metadata or each.metadata["check"](getattr(Settings(), each.name))


@profile(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(["theme", "text_size", "idle_minutes", "remember_login", "last_login", "later"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=9)
        | st.lists(st.integers(), max_size=2),
    )
)
def test_loading_never_fails_and_what_it_gives_survives_a_save(document: dict[str, object]) -> None:
    _write(json.dumps(document))
    loaded = settings.load()
    settings.save(loaded)
    again = settings.load()
    assert repr(again) == repr(replace(loaded, last_login=again.last_login))
    assert again.last_login == (loaded.last_login if loaded.remember_login else "")
