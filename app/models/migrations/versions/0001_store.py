"""The first store: staff, people, cases, records, drafts, ledger, disclosures.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE ledger (
  device VARCHAR(36) NOT NULL,
  seq INTEGER NOT NULL,
  at VARCHAR(24) NOT NULL,
  actor_id VARCHAR(36),
  action TEXT NOT NULL,
  subject TEXT,
  subject_id VARCHAR(36),
  case_id VARCHAR(36),
  detail TEXT NOT NULL,
  CONSTRAINT pk_ledger PRIMARY KEY (device, seq)
) WITHOUT ROWID;
CREATE INDEX ix_ledger_actor_id_at ON ledger (actor_id, at);
CREATE INDEX ix_ledger_case_id_at ON ledger (case_id, at);
CREATE TABLE ledger_head (
  device VARCHAR(36) NOT NULL,
  size INTEGER NOT NULL,
  head BLOB NOT NULL,
  peaks BLOB NOT NULL,
  CONSTRAINT pk_ledger_head PRIMARY KEY (device)
);
CREATE TABLE person (
  id VARCHAR(36) NOT NULL,
  version INTEGER NOT NULL,
  family_name TEXT NOT NULL,
  given_names TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  born TEXT NOT NULL,
  nhs_number TEXT NOT NULL,
  pnc TEXT NOT NULL,
  awareness TEXT NOT NULL,
  created_at VARCHAR(24) NOT NULL,
  CONSTRAINT pk_person PRIMARY KEY (id)
);
CREATE INDEX ix_person_nhs_number ON person (nhs_number);
CREATE INDEX ix_person_pnc ON person (pnc);
CREATE INDEX ix_person_sort_name ON person (sort_name);
CREATE TABLE site (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  created_at VARCHAR(24) NOT NULL,
  CONSTRAINT pk_site PRIMARY KEY (id),
  CONSTRAINT ck_site_one_site CHECK (id = 1)
);
CREATE TABLE staff (
  id VARCHAR(36) NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  registration_body TEXT NOT NULL,
  registration_number TEXT NOT NULL,
  is_lead BOOLEAN NOT NULL,
  slot TEXT NOT NULL,
  sealed_trust BLOB NOT NULL,
  created_at VARCHAR(24) NOT NULL,
  left_at VARCHAR(24),
  CONSTRAINT pk_staff PRIMARY KEY (id),
  CONSTRAINT uq_staff_login UNIQUE (login)
);
CREATE TABLE authority (
  id VARCHAR(36) NOT NULL,
  certificate BLOB NOT NULL,
  holder_id VARCHAR(36) NOT NULL,
  sealed_private BLOB NOT NULL,
  created_at VARCHAR(24) NOT NULL,
  retired_at VARCHAR(24),
  CONSTRAINT pk_authority PRIMARY KEY (id),
  CONSTRAINT fk_authority_holder_id FOREIGN KEY(holder_id) REFERENCES staff (id)
);
CREATE TABLE casefile (
  id VARCHAR(36) NOT NULL,
  reference TEXT NOT NULL,
  person_id VARCHAR(36) NOT NULL,
  sort_name TEXT NOT NULL,
  pathway TEXT NOT NULL,
  stage TEXT NOT NULL,
  holder TEXT NOT NULL,
  lead_id VARCHAR(36) NOT NULL,
  justice_stage TEXT NOT NULL,
  opened TEXT NOT NULL,
  closed TEXT NOT NULL,
  active_at VARCHAR(24) NOT NULL,
  created_at VARCHAR(24) NOT NULL,
  CONSTRAINT pk_casefile PRIMARY KEY (id),
  CONSTRAINT uq_casefile_reference UNIQUE (reference),
  CONSTRAINT fk_casefile_person_id FOREIGN KEY(person_id) REFERENCES person (id),
  CONSTRAINT fk_casefile_lead_id FOREIGN KEY(lead_id) REFERENCES staff (id)
);
CREATE INDEX ix_casefile_active_at ON casefile (active_at);
CREATE INDEX ix_casefile_lead_id_active_at ON casefile (lead_id, active_at);
CREATE INDEX ix_casefile_opened ON casefile (opened);
CREATE INDEX ix_casefile_pathway_active_at ON casefile (pathway, active_at);
CREATE INDEX ix_casefile_person_id ON casefile (person_id);
CREATE INDEX ix_casefile_sort_name ON casefile (sort_name);
CREATE INDEX ix_casefile_stage_active_at ON casefile (stage, active_at);
CREATE TABLE compartment_key (
  compartment TEXT NOT NULL,
  generation INTEGER NOT NULL,
  voucher BLOB NOT NULL,
  CONSTRAINT pk_compartment_key PRIMARY KEY (compartment, generation)
);
CREATE TABLE compartment_grant (
  id VARCHAR(36) NOT NULL,
  compartment TEXT NOT NULL,
  generation INTEGER NOT NULL,
  holder TEXT NOT NULL,
  staff_id VARCHAR(36),
  wrapped BLOB NOT NULL,
  granted_by VARCHAR(36),
  granted_at VARCHAR(24) NOT NULL,
  CONSTRAINT pk_compartment_grant PRIMARY KEY (id),
  CONSTRAINT uq_compartment_grant_compartment_generation_holder UNIQUE (compartment, generation, holder),
  CONSTRAINT fk_compartment_grant_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id),
  CONSTRAINT fk_compartment_grant_granted_by FOREIGN KEY(granted_by) REFERENCES staff (id)
);
CREATE TABLE member_key (
  id VARCHAR(36) NOT NULL,
  staff_id VARCHAR(36) NOT NULL,
  purpose TEXT NOT NULL,
  certificate BLOB NOT NULL,
  sealed_private BLOB NOT NULL,
  created_at VARCHAR(24) NOT NULL,
  retired_at VARCHAR(24),
  CONSTRAINT pk_member_key PRIMARY KEY (id),
  CONSTRAINT ck_member_key_purpose CHECK (purpose IN ('records', 'documents', 'compartments')),
  CONSTRAINT fk_member_key_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_member_key_staff_id_purpose ON member_key (staff_id, purpose);
CREATE TABLE person_version (
  id VARCHAR(36) NOT NULL,
  person_id VARCHAR(36) NOT NULL,
  version INTEGER NOT NULL,
  details BLOB NOT NULL,
  staff_id VARCHAR(36) NOT NULL,
  at VARCHAR(24) NOT NULL,
  CONSTRAINT pk_person_version PRIMARY KEY (id),
  CONSTRAINT uq_person_version_person_id_version UNIQUE (person_id, version),
  CONSTRAINT fk_person_version_person_id FOREIGN KEY(person_id) REFERENCES person (id),
  CONSTRAINT fk_person_version_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE disclosure (
  id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36) NOT NULL,
  at VARCHAR(24) NOT NULL,
  staff_id VARCHAR(36) NOT NULL,
  audience TEXT NOT NULL,
  recipient TEXT NOT NULL,
  purpose TEXT NOT NULL,
  withheld TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  content BLOB NOT NULL,
  CONSTRAINT pk_disclosure PRIMARY KEY (id),
  CONSTRAINT ck_disclosure_sha256 CHECK (length(sha256) = 32),
  CONSTRAINT fk_disclosure_case_id FOREIGN KEY(case_id) REFERENCES casefile (id),
  CONSTRAINT fk_disclosure_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_disclosure_case_id_at ON disclosure (case_id, at);
CREATE TABLE record (
  id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36) NOT NULL,
  series_id VARCHAR(36) NOT NULL,
  version INTEGER NOT NULL,
  replaces_id VARCHAR(36),
  about_id VARCHAR(36),
  kind TEXT NOT NULL,
  compartment TEXT NOT NULL,
  author_id VARCHAR(36) NOT NULL,
  key_id VARCHAR(36) NOT NULL,
  event TEXT NOT NULL,
  event_sort TEXT NOT NULL,
  signed_at VARCHAR(24) NOT NULL,
  title TEXT NOT NULL,
  digest BLOB NOT NULL,
  signature BLOB NOT NULL,
  body BLOB NOT NULL,
  CONSTRAINT pk_record PRIMARY KEY (id),
  CONSTRAINT uq_record_replaces_id UNIQUE (replaces_id),
  CONSTRAINT uq_record_series_id_version UNIQUE (series_id, version),
  CONSTRAINT ck_record_signature CHECK (length(signature) = 64),
  CONSTRAINT ck_record_digest CHECK (length(digest) = 32),
  CONSTRAINT fk_record_case_id FOREIGN KEY(case_id) REFERENCES casefile (id),
  CONSTRAINT fk_record_replaces_id FOREIGN KEY(replaces_id) REFERENCES record (id),
  CONSTRAINT fk_record_about_id FOREIGN KEY(about_id) REFERENCES record (id),
  CONSTRAINT fk_record_author_id FOREIGN KEY(author_id) REFERENCES staff (id),
  CONSTRAINT fk_record_key_id FOREIGN KEY(key_id) REFERENCES member_key (id)
);
CREATE INDEX ix_record_about_id ON record (about_id);
CREATE INDEX ix_record_case_id_event_sort_signed_at ON record (case_id, event_sort, signed_at);
CREATE TABLE victim (
  id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36) NOT NULL,
  code TEXT NOT NULL,
  relationship TEXT NOT NULL,
  sealed_identity BLOB,
  created_at VARCHAR(24) NOT NULL,
  CONSTRAINT pk_victim PRIMARY KEY (id),
  CONSTRAINT uq_victim_case_id_code UNIQUE (case_id, code),
  CONSTRAINT fk_victim_case_id FOREIGN KEY(case_id) REFERENCES casefile (id)
);
CREATE TABLE draft (
  id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36) NOT NULL,
  author_id VARCHAR(36) NOT NULL,
  kind TEXT NOT NULL,
  compartment TEXT NOT NULL,
  replaces_id VARCHAR(36),
  about_id VARCHAR(36),
  begun_at VARCHAR(24) NOT NULL,
  saved_at VARCHAR(24) NOT NULL,
  revision INTEGER NOT NULL,
  body BLOB NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY (id),
  CONSTRAINT fk_draft_case_id FOREIGN KEY(case_id) REFERENCES casefile (id),
  CONSTRAINT fk_draft_author_id FOREIGN KEY(author_id) REFERENCES staff (id),
  CONSTRAINT fk_draft_replaces_id FOREIGN KEY(replaces_id) REFERENCES record (id),
  CONSTRAINT fk_draft_about_id FOREIGN KEY(about_id) REFERENCES record (id)
);
CREATE INDEX ix_draft_author_id_saved_at ON draft (author_id, saved_at);
CREATE INDEX ix_draft_case_id ON draft (case_id);
CREATE TABLE protected_term (
  id VARCHAR(36) NOT NULL,
  victim_id VARCHAR(36) NOT NULL,
  length INTEGER NOT NULL,
  print BLOB NOT NULL,
  CONSTRAINT pk_protected_term PRIMARY KEY (id),
  CONSTRAINT ck_protected_term_print CHECK (length(print) = 16),
  CONSTRAINT fk_protected_term_victim_id FOREIGN KEY(victim_id) REFERENCES victim (id)
);
CREATE INDEX ix_protected_term_victim_id ON protected_term (victim_id);
CREATE TABLE record_text (
  id INTEGER NOT NULL,
  record_id VARCHAR(36) NOT NULL,
  case_id VARCHAR(36) NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_record_text PRIMARY KEY (id),
  CONSTRAINT uq_record_text_record_id UNIQUE (record_id),
  CONSTRAINT fk_record_text_record_id FOREIGN KEY(record_id) REFERENCES record (id),
  CONSTRAINT fk_record_text_case_id FOREIGN KEY(case_id) REFERENCES casefile (id)
)
"""

# Signed bytes, the ledger, what was disclosed and what was known of a person stay as they were written: the program
# never asks for less, and a hand with the key and a SQL prompt is refused too.
FIXED = {
    "record": "id = new.id OR replaces_id = new.replaces_id OR (series_id = new.series_id AND version = new.version)",
    "ledger": "device = new.device AND seq = new.seq",
    "disclosure": "id = new.id",
    "person_version": "id = new.id OR (person_id = new.person_id AND version = new.version)",
}


def upgrade() -> None:
    """Make the tables and the triggers that keep signed rows as they are."""
    for statement in TABLES.split(";"):
        op.execute(statement.strip())
    for table, same in FIXED.items():
        # INSERT OR REPLACE deletes the row in its way without asking a DELETE trigger.
        taken = f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own names
        for name, event in (
            ("update", f"UPDATE ON {table}"),
            ("delete", f"DELETE ON {table}"),
            ("replace", taken),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{name} BEFORE {event} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            )
