"""What was prepared to be shared, kept until it is signed; the public half of the victim check's key.

Revision ID: 0012
"""

from alembic import op

revision = "0012"
down_revision = "0011"

PREPARED = """
CREATE TABLE prepared (
  id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36) NOT NULL,
  staff_id VARCHAR(36) NOT NULL,
  at VARCHAR(24) NOT NULL,
  until VARCHAR(24) NOT NULL,
  sha256 BLOB NOT NULL,
  sealed BLOB NOT NULL,
  waiting BLOB,
  CONSTRAINT pk_prepared PRIMARY KEY (id),
  CONSTRAINT ck_prepared_sha256 CHECK (length(sha256) = 32),
  CONSTRAINT fk_prepared_case_id_casefile FOREIGN KEY(case_id) REFERENCES casefile (id),
  CONSTRAINT fk_prepared_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
)
"""
PUBLIC = """
CREATE TABLE compartment_public (
  compartment TEXT NOT NULL,
  generation INTEGER NOT NULL,
  public BLOB NOT NULL,
  voucher BLOB NOT NULL,
  CONSTRAINT pk_compartment_public PRIMARY KEY (compartment, generation)
)
"""


def upgrade() -> None:
    """Make the tables; the public half is written when the lead unlocks, who alone can vouch for it."""
    op.execute(PREPARED)
    op.execute("CREATE INDEX ix_prepared_until ON prepared (until)")
    op.execute(PUBLIC)
