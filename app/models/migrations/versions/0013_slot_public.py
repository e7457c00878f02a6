"""The public half of each slot, signed: what the store's key of a new epoch is wrapped to.

Revision ID: 0013
"""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table; each member states theirs at the next unlocking."""
    op.execute(
        "CREATE TABLE slot_public (slot TEXT NOT NULL, staff_id VARCHAR(36) NOT NULL, public BLOB NOT NULL, "
        "key_id VARCHAR(36) NOT NULL, signature BLOB NOT NULL, CONSTRAINT pk_slot_public PRIMARY KEY (slot), "
        "CONSTRAINT fk_slot_public_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id), "
        "CONSTRAINT fk_slot_public_key_id FOREIGN KEY(key_id) REFERENCES member_key (id))"
    )
