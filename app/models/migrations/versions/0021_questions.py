"""Questions to colleagues about passages of records.

Revision ID: 0021
"""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Make the table; nothing was asked before."""
    op.execute(
        "CREATE TABLE question ("
        "id VARCHAR(36) NOT NULL, case_id VARCHAR(36) NOT NULL, record_id VARCHAR(36) NOT NULL, "
        "asker_id VARCHAR(36) NOT NULL, colleague_id VARCHAR(36) NOT NULL, due VARCHAR(10) NOT NULL, "
        "asked_at VARCHAR(24) NOT NULL, answered_at VARCHAR(24), cleared_at VARCHAR(24), "
        "CONSTRAINT pk_question PRIMARY KEY (id), "
        "CONSTRAINT fk_question_case_id_casefile FOREIGN KEY(case_id) REFERENCES casefile (id), "
        "CONSTRAINT fk_question_record_id_record FOREIGN KEY(record_id) REFERENCES record (id))"
    )
    for column in ("case_id", "record_id", "colleague_id", "asker_id"):
        op.execute(f"CREATE INDEX ix_question_{column} ON question ({column})")
