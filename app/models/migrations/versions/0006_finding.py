"""Names and texts folded before they are sorted and searched, so that they are found as anybody would type them.

Both are an index made by this program's rules of folding; a later change of these is a revision that makes it anew.

Revision ID: 0006
"""

from alembic import op
from sqlalchemy import Connection

from app.domain.values.names import keys, order_key
from app.domain.values.search_words import indexed

revision = "0006"
down_revision = "0005"

_BATCH = 500


def upgrade() -> None:
    """Make the tables, fill them from what is there, and index the folded words in place of the text."""
    connection = op.get_bind()
    for statement in _NAMES:
        op.execute(statement)
    _fold_names(connection)
    for statement in _WORDS:
        op.execute(statement)
    _fold_texts(connection)
    for statement in _DONE:
        connection.exec_driver_sql(statement)


_NAMES = (
    (
        "CREATE TABLE name_key (key TEXT NOT NULL, person_id VARCHAR(36) NOT NULL, "
        "CONSTRAINT pk_name_key PRIMARY KEY (key, person_id), "
        "CONSTRAINT fk_name_key_person_id FOREIGN KEY(person_id) REFERENCES person (id)) WITHOUT ROWID"
    ),
    "CREATE INDEX ix_name_key_person_id ON name_key (person_id)",
    "ALTER TABLE casefile ADD COLUMN name_order TEXT NOT NULL DEFAULT ''",
    "DROP INDEX ix_person_sort_name",
    "DROP INDEX ix_casefile_sort_name",
    "CREATE INDEX ix_casefile_name_order ON casefile (name_order)",
)
_WORDS = (
    "DROP TRIGGER record_text_indexes_insert",
    "DROP TRIGGER record_text_indexes_delete",
    "DROP TABLE record_fts",
    (
        "CREATE TABLE record_words (id INTEGER NOT NULL, folded TEXT NOT NULL, also TEXT NOT NULL, "
        "CONSTRAINT pk_record_words PRIMARY KEY (id), "
        "CONSTRAINT fk_record_words_id FOREIGN KEY(id) REFERENCES record_text (id))"
    ),
    (
        "CREATE VIRTUAL TABLE record_fts USING fts5(folded, also, content='record_words', content_rowid='id', "
        "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')"
    ),
    (
        "CREATE TRIGGER record_words_indexes_insert AFTER INSERT ON record_words BEGIN "
        "INSERT INTO record_fts(rowid, folded, also) VALUES (new.id, new.folded, new.also); END"
    ),
    (
        "CREATE TRIGGER record_words_indexes_delete AFTER DELETE ON record_words BEGIN "
        "INSERT INTO record_fts(record_fts, rowid, folded, also) VALUES ('delete', old.id, old.folded, old.also); END"
    ),
)


# What a record says is done falls due no more: it would be overdue for ever. Requirements are not among them, since a
# key date does not say which of an order's it is: with one that is not done, all stay.
_RECORDS = (
    "DELETE FROM key_date WHERE what = '{what}' AND record_id IN (SELECT id FROM record WHERE kind = '{kind}' "
    "AND json_extract(CAST(body AS TEXT), '$.content.{field}') {says})"
)
_DONE = (
    _RECORDS.format(
        what="Order ends",
        kind="order",
        field="status",
        says="IN ('expired', 'varied', 'discharged', 'refused')",
    ),
    _RECORDS.format(what="Notification due", kind="order", field="notified", says="= 'yes'"),
    _RECORDS.format(what="Release expected", kind="custody", field="ends", says="IS NOT NULL"),
    (
        "DELETE FROM key_date WHERE what = 'Requirement of an order' AND NOT EXISTS (SELECT 1 FROM record r, "
        "json_each(CAST(r.body AS TEXT), '$.content.requirements') q WHERE r.id = key_date.record_id "
        "AND json_extract(q.value, '$.progress') <> 'met')"
    ),
)


def _fold_names(connection: Connection) -> None:
    people = connection.exec_driver_sql("SELECT id, family_name, given_names FROM person").all()
    for person_id, family, given in people:
        for key in sorted(keys(family, given)):
            connection.exec_driver_sql("INSERT INTO name_key VALUES (?, ?)", (key, person_id))
        connection.exec_driver_sql(
            "UPDATE casefile SET name_order = ? WHERE person_id = ?", (order_key(family, given), person_id)
        )


def _fold_texts(connection: Connection) -> None:
    """Some at a time: a store may hold more text than there is memory."""
    last = -1
    while rows := connection.exec_driver_sql(
        "SELECT id, title, body FROM record_text WHERE id > ? ORDER BY id LIMIT ?", (last, _BATCH)
    ).all():
        folded = [(row_id, *indexed(title, body)) for row_id, title, body in rows]
        connection.exec_driver_sql("INSERT INTO record_words VALUES (?, ?, ?)", folded)
        last = rows[-1][0]
