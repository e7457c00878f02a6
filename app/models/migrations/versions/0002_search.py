"""The full-text index over the text of open records, kept in step by triggers.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index, fill it from what is there, and keep it filled."""
    op.execute(
        "CREATE VIRTUAL TABLE record_fts USING fts5("
        "title, body, content='record_text', content_rowid='id', "
        "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
    )
    op.execute("INSERT INTO record_fts(record_fts) VALUES ('rebuild')")
    op.execute(
        "CREATE TRIGGER record_text_indexes_insert AFTER INSERT ON record_text BEGIN "
        "INSERT INTO record_fts(rowid, title, body) VALUES (new.id, new.title, new.body); END"
    )
    op.execute(
        "CREATE TRIGGER record_text_indexes_delete AFTER DELETE ON record_text BEGIN "
        "INSERT INTO record_fts(record_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END"
    )
