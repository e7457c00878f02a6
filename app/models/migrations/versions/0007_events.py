"""Facts as signed events; a person's row holds all that is known of them.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLE = """
CREATE TABLE event (
  id VARCHAR(36) NOT NULL,
  fact TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36),
  number INTEGER NOT NULL,
  at VARCHAR(24) NOT NULL,
  basis TEXT NOT NULL,
  author_id VARCHAR(36) NOT NULL,
  key_id VARCHAR(36) NOT NULL,
  device VARCHAR(36) NOT NULL,
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL,
  signature BLOB NOT NULL,
  voucher BLOB,
  sealed BLOB,
  CONSTRAINT pk_event PRIMARY KEY (id),
  CONSTRAINT ck_event_signature CHECK (length(signature) = 64),
  CONSTRAINT ck_event_digest CHECK (length(digest) = 32)
)
"""


def upgrade() -> None:
    """Make the table and its guards, and bring what is known of each person into their row."""
    op.execute(TABLE)
    op.execute("CREATE INDEX ix_event_subject_id_number ON event (subject_id, number)")
    op.execute("CREATE INDEX ix_event_case_id_at ON event (case_id, at)")
    taken = "INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id)"
    for name, act in (("update", "UPDATE ON event"), ("delete", "DELETE ON event"), ("replace", taken)):
        op.execute(
            f"CREATE TRIGGER event_refuses_{name} BEFORE {act} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of event are never changed'); END"
        )
    op.execute("ALTER TABLE person ADD COLUMN details BLOB NOT NULL DEFAULT x'7b7d'")
    op.execute(
        "UPDATE person SET details = v.details FROM person_version v "
        "WHERE v.person_id = person.id AND v.version = person.version"
    )
