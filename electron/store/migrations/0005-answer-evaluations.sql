CREATE TABLE answer_evaluation (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL REFERENCES run (id),
  model_hash TEXT NOT NULL,
  dataset_hash TEXT NOT NULL REFERENCES dataset_version (hash),
  split_id TEXT REFERENCES split (id),
  part TEXT,
  -- JSON: the figures of base and fine-tuned model, and how they were come by.
  figures TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_evaluation_run ON answer_evaluation (run_id);

CREATE TABLE answered_row (
  evaluation_seq INTEGER NOT NULL REFERENCES answer_evaluation (seq),
  row_index INTEGER NOT NULL CHECK (row_index >= 0),
  base TEXT NOT NULL,
  tuned TEXT NOT NULL,
  base_f1 REAL NOT NULL,
  tuned_f1 REAL NOT NULL,
  PRIMARY KEY (evaluation_seq, row_index)
) STRICT;
