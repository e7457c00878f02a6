"""Takes a store back to the tables of the first revision, as an old vault has them."""

BACK_TO_THE_FIRST = (
    "DROP TRIGGER record_words_indexes_insert",
    "DROP TRIGGER record_words_indexes_delete",
    "DROP TABLE record_fts",
    "DROP TABLE record_words",
    "DROP TABLE name_key",
    "DROP INDEX ix_casefile_name_order",
    "ALTER TABLE casefile DROP COLUMN name_order",
    "CREATE INDEX ix_casefile_sort_name ON casefile (sort_name)",
    "CREATE INDEX ix_person_sort_name ON person (sort_name)",
    "DROP TABLE key_date",
    "DROP TABLE member_writing",
    "DROP TABLE unfinished",
    "DROP INDEX ix_ledger_backups",
    "UPDATE alembic_version SET version_num = '0001'",
)
