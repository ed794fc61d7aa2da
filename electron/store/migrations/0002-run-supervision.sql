ALTER TABLE run ADD COLUMN device TEXT;
ALTER TABLE run ADD COLUMN archived_at INTEGER;

CREATE TABLE run_notice (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  run_seq INTEGER NOT NULL REFERENCES run (seq),
  at INTEGER NOT NULL,
  step INTEGER NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX run_notice_run ON run_notice (run_seq, seq);
