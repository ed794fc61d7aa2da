-- What a row was made from: the row it varies, the case it tells, the task its file gives it.
ALTER TABLE dataset_row ADD COLUMN parent TEXT;
ALTER TABLE dataset_row ADD COLUMN origin TEXT;
-- How a version was made from another one, as JSON. NULL: it was imported.
ALTER TABLE dataset_version ADD COLUMN derivation TEXT;

-- What the columns of a file meant when a file with the same headers was imported before.
CREATE TABLE column_memory (
  fingerprint TEXT PRIMARY KEY CHECK (length(fingerprint) = 64),
  mapping TEXT NOT NULL,
  used_at INTEGER NOT NULL
) STRICT;

-- Makes patient and order numbers into names that only this store can make again.
CREATE TABLE pseudonym_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value BLOB NOT NULL CHECK (length(value) = 32)
) STRICT;
INSERT INTO pseudonym_key (id, value) VALUES (1, randomblob(32));

-- Terminologies and code lists that the person imported. ready = 0: an import that did not end.
CREATE TABLE terminology (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('umls', 'icd10')),
  name TEXT NOT NULL,
  entries INTEGER NOT NULL,
  ready INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE terminology_term (
  terminology_seq INTEGER NOT NULL REFERENCES terminology (seq),
  -- In lower case, white space aside.
  term TEXT NOT NULL,
  -- A UMLS concept (CUI) or a code.
  concept TEXT NOT NULL,
  PRIMARY KEY (terminology_seq, term, concept)
) STRICT, WITHOUT ROWID;

-- Terms of an import under way. The id begins with the first letters: what is put into the table of
-- terms is sorted a few letters at a time, and no index has to be filled in any order.
CREATE TABLE terminology_staged (
  id INTEGER PRIMARY KEY,
  term TEXT NOT NULL,
  concept TEXT NOT NULL
) STRICT;

CREATE TABLE terminology_concept (
  terminology_seq INTEGER NOT NULL REFERENCES terminology (seq),
  concept TEXT NOT NULL,
  -- The preferred name.
  name TEXT NOT NULL,
  types TEXT NOT NULL,
  PRIMARY KEY (terminology_seq, concept)
) STRICT, WITHOUT ROWID;

-- The folder from which new files are taken in. No row: none is watched.
CREATE TABLE watched_folder (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  folder TEXT NOT NULL,
  dataset TEXT NOT NULL,
  -- 1: what comes in is shut in until a person confirmed its de-identification.
  patient_data INTEGER NOT NULL CHECK (patient_data IN (0, 1))
) STRICT;
