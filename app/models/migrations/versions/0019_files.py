"""Documents, sealed in parts beside the records that name them.

Revision ID: 0019
"""

from alembic import op

revision = "0019"
down_revision = "0018"

FILE = """
CREATE TABLE kept_file (
  id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36) NOT NULL,
  compartment TEXT NOT NULL,
  draft_id VARCHAR(36),
  digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  sealed_key BLOB NOT NULL,
  CONSTRAINT pk_kept_file PRIMARY KEY (id),
  CONSTRAINT ck_kept_file_digest CHECK (length(digest) = 32),
  CONSTRAINT ck_kept_file_size CHECK (size > 0 AND parts > 0),
  CONSTRAINT fk_kept_file_case_id_casefile FOREIGN KEY(case_id) REFERENCES casefile (id)
)
"""
PART = """
CREATE TABLE file_part (
  file_id VARCHAR(36) NOT NULL,
  number INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_file_part PRIMARY KEY (file_id, number),
  CONSTRAINT fk_file_part_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
)
"""
_SIGNED = "EXISTS (SELECT 1 FROM kept_file WHERE id = {of} AND draft_id IS NULL)"
_TAKEN = "EXISTS (SELECT 1 FROM file_part WHERE file_id = new.file_id AND number = new.number)"
GUARDS = {
    ("kept_file", "update"): "UPDATE ON kept_file WHEN old.draft_id IS NULL",
    ("kept_file", "delete"): "DELETE ON kept_file WHEN old.draft_id IS NULL",
    ("kept_file", "replace"): (
        "INSERT ON kept_file WHEN EXISTS (SELECT 1 FROM kept_file WHERE id = new.id AND draft_id IS NULL)"
    ),
    ("file_part", "update"): "UPDATE ON file_part",
    ("file_part", "delete"): f"DELETE ON file_part WHEN {_SIGNED.format(of='old.file_id')}",
    ("file_part", "replace"): f"INSERT ON file_part WHEN {_TAKEN} OR {_SIGNED.format(of='new.file_id')}",
}


def upgrade() -> None:
    """Make the tables; what a record or a draft of before names is no document."""
    op.execute(FILE)
    op.execute("CREATE INDEX ix_kept_file_draft_id ON kept_file (draft_id)")
    op.execute(PART)
    for (table, name), when in GUARDS.items():
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{name} BEFORE {when} "
            "BEGIN SELECT RAISE(ABORT, 'what was signed of a document is never changed'); END"
        )
