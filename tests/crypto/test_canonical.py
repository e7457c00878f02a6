"""Canonical JSON."""

from enum import StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.crypto import canonical
from app.errors import Damaged

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False).filter(
        lambda number: number == 0 or abs(number) < 1e15
    )
    | st.text()
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(values)
def test_gives_back_what_it_wrote(value: canonical.Json) -> None:
    assert canonical.loads_exact(canonical.dumps(value), 1 << 20) == value


@given(values)
def test_one_value_has_one_spelling(value: canonical.Json) -> None:
    written = canonical.dumps(value)
    assert canonical.dumps(canonical.loads_exact(written, 1 << 20)) == written


@given(values)
def test_every_value_is_spelt_as_the_library_spells_it(value: canonical.Json) -> None:
    assert canonical.dumps(value) == rfc8785.dumps(value)


class Word(StrEnum):
    """Text that is not of the class of text."""

    SAID = "said \u00e9\x7f\u2028"


def test_a_choice_is_spelt_as_the_text_that_it_is() -> None:
    assert canonical.dumps({"a": Word.SAID}) == rfc8785.dumps({"a": str(Word.SAID)})


@pytest.mark.parametrize("value", [2**53, -(2**53), {1: "a"}, {None: 0}, "\ud800", {"\ud800": 1}, [object()]])
def test_what_has_no_exact_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="canonical"):
        canonical.dumps(value)


def test_sorts_keys_by_utf_16_as_rfc_8785_shows() -> None:
    # The example of RFC 8785 section 3.2.3.
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    written = canonical.dumps(dict.fromkeys(names, 0)).decode()
    order = ["\\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert written == "{" + ",".join(f'"{name}":0' for name in order) + "}"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" null",
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'\xef\xbb\xbf{"a":1}',
        b"1.0",
        b"1e1",
        b"-0",
        b"1e400",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"9" * 5000,
        b'"\\u0041"',
        b'"\\ud800"',
        b'"\xff"',
        b'"a\nb"',
        b"[" * 65 + b"]" * 65,
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_refuses_any_other_spelling(raw: bytes) -> None:
    with pytest.raises(Damaged):
        canonical.loads_exact(raw, 1 << 20)


def test_reads_as_deep_as_it_says_and_null() -> None:
    assert canonical.loads_exact(b"[" * 64 + b"]" * 64, 128) is not None
    assert canonical.loads_exact(b"null", 4) is None


def test_refuses_more_bytes_than_the_limit() -> None:
    assert canonical.loads_exact(b'"abc"', 5) == "abc"
    with pytest.raises(Damaged):
        canonical.loads_exact(b'"abcd"', 5)


@pytest.mark.parametrize("value", [2**53, float("nan"), float("inf"), "\ud800", {1: 2}, {1, 2}, b"bytes"])
def test_refuses_to_write_what_json_cannot_say(value: object) -> None:
    with pytest.raises(ValueError, match="no canonical JSON form"):
        canonical.dumps(value)


def test_a_refusal_does_not_quote_the_value() -> None:
    with pytest.raises(ValueError, match="no canonical") as refusal:
        canonical.dumps({"nhs": 9999999999999999999})
    assert refusal.value.__context__ is None
    assert "9999" not in str(refusal.value)
