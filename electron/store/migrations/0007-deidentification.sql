-- Versions that hold patient data. While `confirmed_at` is NULL no rows of it are handed out but to
-- its review; afterwards the version stays shut and `result_hash` is what may be used.
CREATE TABLE quarantine (
  dataset_hash TEXT PRIMARY KEY REFERENCES dataset_version (hash),
  created_at INTEGER NOT NULL,
  -- When the whole version was searched for identifiers, and by what.
  searched_at INTEGER,
  tagger_sha256 TEXT,
  confirmed_at INTEGER,
  confirmed_by TEXT,
  result_hash TEXT REFERENCES dataset_version (hash),
  -- JSON: spans by class and decision, rows looked at and rows not.
  counts TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine_span (
  dataset_hash TEXT NOT NULL REFERENCES quarantine (dataset_hash),
  row_index INTEGER NOT NULL CHECK (row_index >= 0),
  field TEXT NOT NULL CHECK (field IN ('text', 'answer')),
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL,
  class TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('rule', 'tagger', 'person')),
  -- Of a person: 1 = to be replaced, 0 = to stand. NULL: nobody looked; it is replaced.
  accepted INTEGER,
  PRIMARY KEY (dataset_hash, row_index, field, start),
  CHECK (end > start)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine_row (
  dataset_hash TEXT NOT NULL REFERENCES quarantine (dataset_hash),
  row_index INTEGER NOT NULL CHECK (row_index >= 0),
  reviewed_at INTEGER NOT NULL,
  reviewed_by TEXT NOT NULL,
  PRIMARY KEY (dataset_hash, row_index)
) STRICT, WITHOUT ROWID;

-- The newest report of the quality gate on a version, alone (split_id '') or under a split.
CREATE TABLE gate_report (
  dataset_hash TEXT NOT NULL REFERENCES dataset_version (hash),
  split_id TEXT NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (dataset_hash, split_id)
) STRICT, WITHOUT ROWID;

-- A person started this run knowing that its split leaks.
CREATE TABLE run_acknowledgement (
  run_seq INTEGER PRIMARY KEY REFERENCES run (seq),
  leaked INTEGER NOT NULL CHECK (leaked > 0),
  acknowledged_by TEXT NOT NULL,
  acknowledged_at INTEGER NOT NULL
) STRICT;
