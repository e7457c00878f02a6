"""No key that a member can reach opens what is sealed from them."""

from contextlib import closing, suppress
from sqlite3 import Connection

import pytest
from cryptography.hazmat.primitives import serialization

from app.crypto.grants import open_grant
from app.crypto.sealing import unseal
from app.domain.fields.compartments import SEALED, Compartment
from app.errors import Damaged
from tests.attacks.ground import raw_sql
from tests.attacks.scene import Scene
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
)
from tests.independent_reader import hkdf, open_header


def keys_in_reach(scene: Scene, connection: Connection) -> dict[str, bytes]:
    """Every 32 bytes the colleague holds or can derive, by name."""
    header, vault_key, secret = open_header(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    labels = ["store-1", "header-mac", "anchor-mac", "protected-terms", "member-keys", "recovery-kek"]
    labels += ["recovery-x25519", *(c.value for c in Compartment)]
    keys = {"vault key": vault_key, "member secret": secret}
    for name, ikm in tuple(keys.items()):
        keys |= {f"{name}, {label}": hkdf(ikm, header["vault_id"], label) for label in labels}
    with closing(scene.as_colleague()) as vault:
        raw = serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
        keys["records"] = vault.keys.records.private_bytes(*raw)
        keys["compartments"] = vault.keys.compartments.private_bytes(*raw)
        keys["documents"] = vault.keys.documents.private_numbers().private_value.to_bytes(32, "big")
        for place, generation, holder, wrapped in grants(connection):
            for claimed in (holder, vault.key_ids["compartments"]):
                with suppress(Damaged):
                    opened = open_grant(
                        wrapped,
                        vault.keys.compartments,
                        vault_id=header["vault_id"],
                        compartment=place,
                        generation=generation,
                        holder=claimed,
                    )
                    with opened.lend() as lent:
                        keys[f"grant of {place}"] = bytes(lent)
    return keys


def grants(connection: Connection) -> list[tuple[str, int, str, bytes]]:
    """Every grant there is, the lead's and the recovery kit's."""
    return connection.execute(
        "SELECT compartment, generation, holder, wrapped FROM compartment_grant"
    ).fetchall()


def sealed_values(connection: Connection) -> list[tuple[str, str, str, bytes]]:
    """Every sealed value, with what it is bound to: purpose, table, row."""
    of = "SELECT compartment, '{0}', id, body FROM {0} WHERE compartment NOT IN ('clinical', 'restricted')"
    found = (
        connection.execute(of.format("record")).fetchall() + connection.execute(of.format("draft")).fetchall()
    )
    victims = "SELECT 'victim', 'victim', id, sealed_identity FROM victim"
    found += connection.execute(victims).fetchall()
    others = "SELECT 'member-keys', '{0}', {0}.id, sealed_private FROM {0} JOIN staff ON {1} = staff.id WHERE is_lead"
    for table, owner in (("member_key", "staff_id"), ("authority", "holder_id")):
        found += connection.execute(others.format(table, owner)).fetchall()
    return found


def test_no_key_the_member_can_reach_opens_any_seal(scene: Scene) -> None:
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        values = sealed_values(connection)
        keys = keys_in_reach(scene, connection)
    assert len(values) == len(SEALED) + len(
        ("draft", "identity", "records", "documents", "compartments", "authority")
    )
    assert len(keys) > 20
    for purpose, table, row, stored in values:
        for key in keys.values():
            with pytest.raises(Damaged):
                unseal(key, stored, purpose=purpose, table=table, row=row)


def test_the_same_keys_open_what_is_the_members_own(scene: Scene) -> None:
    mine = "SELECT id, sealed_private FROM member_key WHERE staff_id = ? AND purpose = 'records'"
    with raw_sql(scene.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE) as connection:
        row, stored = connection.execute(mine, [scene.colleague_id]).fetchone()
        keys = keys_in_reach(scene, connection)
    opened = unseal(
        keys["member secret, member-keys"], stored, purpose="member-keys", table="member_key", row=row
    )
    assert opened == keys["records"]
