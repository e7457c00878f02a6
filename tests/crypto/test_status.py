"""The status file says what it was made of, to who trusts its authority, and nothing else is taken for one."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from app.crypto import canonical, certificates, pki, status
from app.crypto.status import Status, Why, Withdrawn
from app.errors import Damaged, NotGenuine
from tests.crypto.signed_pdfs import WHEN, new_site

SITE, OTHER = new_site(), new_site("Another Service")
DOCUMENTS = tuple(sorted(sha256(each).hexdigest() for each in (b"a", b"b")))
GONE = Withdrawn(
    certificates.digest(SITE.certificate),
    f"{certificates.load(SITE.certificate).serial_number:x}",
    WHEN + timedelta(days=30),
    Why.LEFT,
    DOCUMENTS,
)
STATUS = Status(
    vault="01a20000-0000-7000-8000-000000000001",
    site="Example Forensic Service",
    number=3,
    made_at=WHEN + timedelta(days=31),
    authorities=(certificates.digest(SITE.root),),
    withdrawn=(GONE,),
)
MADE = status.make(STATUS, [SITE.authority])


def altered(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file with another content, in its canonical form."""
    plain = json.loads(MADE)
    change(plain)
    return canonical.dumps(plain)


def signed_anew(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The same, and signed by the authority as it stands."""
    plain = json.loads(MADE)["status"]
    change(plain)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(status, "_plain", lambda _: plain)
        return status.make(STATUS, [SITE.authority])


def test_says_what_it_was_made_of() -> None:
    assert status.read(MADE, [OTHER.root, SITE.root]) == STATUS
    assert STATUS.of(GONE.certificate) == GONE
    assert STATUS.of(certificates.digest(OTHER.certificate)) is None


def test_names_nobody() -> None:
    assert "Llŷr" not in MADE.decode()


def test_is_signed_by_an_earlier_authority_too_for_who_trusts_that_alone() -> None:
    later = pki.new_authority("Example Forensic Service", WHEN)
    both = replace(
        STATUS, authorities=tuple(sorted((*STATUS.authorities, certificates.digest(later.certificate))))
    )
    made = status.make(both, [later, SITE.authority])
    assert status.read(made, [SITE.root]) == status.read(made, [later.certificate]) == both


@pytest.mark.parametrize("roots", [(), (OTHER.root,)])
def test_means_nothing_to_who_does_not_trust_its_authority(roots: tuple[bytes, ...]) -> None:
    with pytest.raises(NotGenuine):
        status.read(MADE, roots)


def test_a_trusted_authority_speaks_for_its_own_site_alone() -> None:
    with pytest.raises(NotGenuine):
        status.read(status.make(STATUS, [OTHER.authority]), [OTHER.root])
    own, other = certificates.digest(SITE.root), certificates.digest(OTHER.root)
    claimed = replace(STATUS, authorities=(*STATUS.authorities, other))
    read = status.read(status.make(claimed, [OTHER.authority]), [OTHER.root, SITE.root])
    assert (read.speaks_for(own, STATUS.site), read.speaks_for(other, "whatever it is called")) == (
        False,
        True,
    )


def test_a_site_of_another_name_speaks_for_what_its_earlier_authority_signed_too() -> None:
    """Under either root alone, and for the one of which the key was lost under the same name only."""
    later = pki.new_authority("Plain Clinic", WHEN)
    own, new = certificates.digest(SITE.root), certificates.digest(later.certificate)
    renamed = replace(STATUS, site="Plain Clinic", authorities=tuple(sorted((own, new))))
    by_both = status.make(renamed, [later, SITE.authority])
    assert status.read(by_both, [SITE.root]).speaks_for(own, STATUS.site)
    both = [SITE.root, later.certificate]
    assert status.read(by_both, both).speaks_for(own, STATUS.site)
    assert status.read(by_both, both).speaks_for(new, "Plain Clinic")
    by_new = status.read(status.make(renamed, [later]), both)
    assert (by_new.speaks_for(own, STATUS.site), by_new.speaks_for(own, "Plain Clinic")) == (False, True)


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["status"].update(number=4),
        lambda plain: plain["status"].update(withdrawn=[]),
        lambda plain: plain["status"]["withdrawn"][0].update(documents=[]),
        lambda plain: plain["status"]["withdrawn"][0]["documents"].append("f" * 64),
        lambda plain: plain["signatures"].clear(),
    ],
)
def test_one_that_was_altered_is_not_genuine(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(NotGenuine):
        status.read(altered(change), [SITE.root])


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.update(format="casework.status/2"),
        lambda plain: plain.update(more=1),
        lambda plain: plain.pop("site"),
        lambda plain: plain.update(number=0),
        lambda plain: plain.update(number=True),
        lambda plain: plain.update(made_at="2026-09-14"),
        lambda plain: plain.update(withdrawn=None),
        lambda plain: plain["withdrawn"].append(plain["withdrawn"][0]),
        lambda plain: plain["withdrawn"][0].update(why="dismissed"),
        lambda plain: plain["withdrawn"][0].update(serial="-1"),
        lambda plain: plain["withdrawn"][0].update(certificate="A" * 64),
        lambda plain: plain["withdrawn"][0]["documents"].reverse(),
        lambda plain: plain["withdrawn"][0]["documents"].append("f"),
    ],
)
def test_what_has_not_the_form_is_damaged_even_signed(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(Damaged):
        status.read(signed_anew(change), [SITE.root])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        MADE[:-1],
        MADE + b"\n",
        MADE.replace(b'"number":3', b'"number":3,"number":3'),
        altered(lambda plain: plain["signatures"].append(plain["signatures"][0])),
        altered(lambda plain: plain["signatures"][0].update(signature="?")),
    ],
)
def test_other_bytes_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        status.read(data, [SITE.root])
