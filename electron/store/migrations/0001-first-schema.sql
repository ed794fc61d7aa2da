CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE dataset (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

-- The rows of one import. A body without a version is an import that did not end.
CREATE TABLE dataset_body (
  id INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;

CREATE TABLE dataset_version (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  dataset_id TEXT NOT NULL REFERENCES dataset (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  body_id INTEGER NOT NULL UNIQUE REFERENCES dataset_body (id),
  kind TEXT NOT NULL,
  rows INTEGER NOT NULL,
  rejects INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  unlabelled INTEGER NOT NULL,
  labels TEXT NOT NULL,
  text_chars TEXT NOT NULL,
  mapping TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (dataset_id, version)
) STRICT;

CREATE TABLE dataset_row (
  body_id INTEGER NOT NULL REFERENCES dataset_body (id),
  idx INTEGER NOT NULL,
  row_id TEXT NOT NULL,
  text TEXT NOT NULL,
  -- First 16 bytes of the SHA-256 of the normalised text.
  text_key BLOB NOT NULL,
  label TEXT,
  grp TEXT,
  answer TEXT,
  part TEXT,
  source_row INTEGER NOT NULL,
  UNIQUE (body_id, idx)
) STRICT;

CREATE TABLE dataset_reject (
  body_id INTEGER NOT NULL REFERENCES dataset_body (id),
  file INTEGER NOT NULL,
  source_row INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX dataset_reject_body ON dataset_reject (body_id);

CREATE TABLE split (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  dataset_hash TEXT NOT NULL REFERENCES dataset_version (hash),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  config TEXT NOT NULL,
  report TEXT NOT NULL,
  -- One byte a row: 0 train, 1 validation, 2 test, 255 none.
  assignment BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX split_dataset ON split (dataset_hash);

CREATE TABLE model (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  path TEXT NOT NULL,
  info TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX model_hash ON model (hash);

CREATE TABLE run (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (
    status IN ('queued', 'running', 'paused', 'interrupted', 'finished', 'failed', 'stopped')
  ),
  frozen TEXT NOT NULL,
  config_sha256 TEXT NOT NULL CHECK (length(config_sha256) = 64),
  model_id TEXT NOT NULL REFERENCES model (id),
  model_hash TEXT NOT NULL,
  dataset_hash TEXT NOT NULL REFERENCES dataset_version (hash),
  split_id TEXT REFERENCES split (id),
  phase TEXT,
  error TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
) STRICT;

CREATE TRIGGER run_is_frozen BEFORE UPDATE OF
  id, frozen, config_sha256, model_id, model_hash, dataset_hash, split_id, created_at ON run
BEGIN
  SELECT RAISE(ABORT, 'the configuration of a run is frozen');
END;

CREATE TABLE metric_name (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE metric (
  run_seq INTEGER NOT NULL REFERENCES run (seq),
  name_id INTEGER NOT NULL REFERENCES metric_name (id),
  step INTEGER NOT NULL CHECK (step >= 0),
  -- NULL: the value was not finite.
  value REAL,
  wall_ms REAL NOT NULL,
  PRIMARY KEY (run_seq, name_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  run_seq INTEGER NOT NULL REFERENCES run (seq),
  step INTEGER NOT NULL CHECK (step >= 0),
  path TEXT NOT NULL UNIQUE,
  manifest_sha256 TEXT NOT NULL CHECK (length(manifest_sha256) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('best', 'last', 'regular')),
  loss REAL,
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run_seq, step)
) STRICT;

CREATE TABLE evaluation (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  run_id TEXT REFERENCES run (id),
  checkpoint_step INTEGER,
  model_hash TEXT NOT NULL,
  dataset_hash TEXT NOT NULL REFERENCES dataset_version (hash),
  split_id TEXT REFERENCES split (id),
  part TEXT,
  labels TEXT NOT NULL,
  metrics TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX evaluation_run ON evaluation (run_id);

CREATE TABLE prediction (
  evaluation_seq INTEGER NOT NULL REFERENCES evaluation (seq),
  row_index INTEGER NOT NULL,
  -- Index into the evaluation's labels, -1 when the row's label is not among them.
  truth INTEGER NOT NULL,
  -- One little-endian float32 a label.
  probabilities BLOB NOT NULL,
  PRIMARY KEY (evaluation_seq, row_index)
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE audit_entry (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  objects TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  mac TEXT NOT NULL CHECK (length(mac) = 64)
) STRICT;

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_entry_in_order BEFORE INSERT ON audit_entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
