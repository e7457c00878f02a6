"""Identifiers: UUIDv7 (RFC 9562) that sort by time."""

import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.values.ids import new_id

instants = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given


@given(instants)
def test_is_a_uuid_of_version_7_and_the_rfc_variant(at: datetime) -> None:
    text = new_id(at)
    made = uuid.UUID(text)
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == int(at.timestamp() * 1000)
    assert str(made) == text


@given(instants, st.integers(1, 10**9))
def test_a_later_identifier_sorts_after(at: datetime, later: int) -> None:
    assert new_id(at) < new_id(at + timedelta(milliseconds=later + 1))


def test_no_two_of_one_moment_are_the_same() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert len({new_id(at) for _ in range(1000)}) == 1000
