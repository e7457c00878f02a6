"""What the program is built on is read from the packages themselves."""

from importlib import metadata

import pytest

from app.services.checks import built_on as told
from app.services.checks.built_on import built_on


def test_each_package_that_is_needed_is_named_with_version_and_licence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        metadata, "requires", lambda _: ["SQLAlchemy>=2.1,<2.2", "cryptography>=50; python_version>'3'"]
    )
    found = {each.name.casefold(): each for each in built_on()}
    assert found.keys() == {"sqlalchemy", "cryptography"}
    assert found["sqlalchemy"].version == metadata.version("SQLAlchemy")
    assert "MIT" in found["sqlalchemy"].licence


def test_a_package_that_is_not_installed_as_one_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["no-such-package-anywhere>=1"])
    assert built_on() == ()


def test_a_checkout_that_was_never_installed_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "_OURS", "no-such-package-anywhere")
    assert built_on() == ()
