"""Staff, keys and admissions are facts: a key generation is a set, and the event says which ledger row names it.

Revision ID: 0011
"""

from alembic import op

revision = "0011"
down_revision = "0010"

# Two leads may both make a key of one generation: each has an id of its own (a random UUID of version 4 here).
_ID = (
    "lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-4' || substr(lower(hex(randomblob(2))), 2) "
    "|| '-8' || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6)))"
)


def upgrade() -> None:
    """Give each compartment key an id, and take out what an event says of a grant and a certificate."""
    op.execute("ALTER TABLE compartment_key RENAME TO kept")
    op.execute(
        "CREATE TABLE compartment_key (id VARCHAR(36) NOT NULL, compartment TEXT NOT NULL, "
        "generation INTEGER NOT NULL, voucher BLOB NOT NULL, CONSTRAINT pk_compartment_key PRIMARY KEY (id))"
    )
    columns = "compartment, generation, voucher"
    op.execute(f"INSERT INTO compartment_key (id, {columns}) SELECT {_ID}, {columns} FROM kept")  # noqa: S608
    op.execute("DROP TABLE kept")
    op.execute(
        "CREATE INDEX ix_compartment_key_compartment_generation ON compartment_key (compartment, generation)"
    )
    for table in ("compartment_grant", "member_certificate"):
        for column in ("device", "seq"):
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.execute("ALTER TABLE compartment_grant ADD COLUMN withdrawn_at VARCHAR(24)")
