-- A national guideline as it was read from its PDF.
CREATE TABLE guideline (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  -- The PDF itself stays where it is: its pages are drawn from there.
  path TEXT NOT NULL,
  file_sha256 TEXT NOT NULL UNIQUE CHECK (length(file_sha256) = 64),
  -- JSON: sizes and printed numbers of the pages; the contents list with its coverage.
  pages TEXT NOT NULL,
  contents TEXT NOT NULL,
  dataset_name TEXT NOT NULL,
  -- The rows made last.
  dataset_hash TEXT NOT NULL REFERENCES dataset_version (hash),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE guideline_condition (
  guideline_seq INTEGER NOT NULL REFERENCES guideline (seq),
  idx INTEGER NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  -- JSON: codes, pages, place of the heading.
  facts TEXT NOT NULL,
  PRIMARY KEY (guideline_seq, idx),
  UNIQUE (guideline_seq, number)
) STRICT;

CREATE TABLE guideline_field (
  guideline_seq INTEGER NOT NULL,
  condition_idx INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  -- JSON: pages, boxes, doubts, confidence of the reading from an image.
  facts TEXT NOT NULL,
  PRIMARY KEY (guideline_seq, condition_idx, idx),
  FOREIGN KEY (guideline_seq, condition_idx) REFERENCES guideline_condition (guideline_seq, idx)
) STRICT;

-- What a person wrote in place of a field's text; the newest holds. NULL: the text as read again.
CREATE TABLE guideline_correction (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  guideline_seq INTEGER NOT NULL,
  condition_idx INTEGER NOT NULL,
  field_idx INTEGER NOT NULL,
  text TEXT,
  corrected_at INTEGER NOT NULL,
  FOREIGN KEY (guideline_seq, condition_idx, field_idx)
    REFERENCES guideline_field (guideline_seq, condition_idx, idx)
) STRICT;
CREATE INDEX guideline_correction_field
  ON guideline_correction (guideline_seq, condition_idx, field_idx);

-- Pages of imports under way, so that one that was stopped goes on. Gone when the import is done.
CREATE TABLE guideline_page (
  file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
  layout_version INTEGER NOT NULL,
  page INTEGER NOT NULL,
  layout TEXT NOT NULL,
  PRIMARY KEY (file_sha256, layout_version, page)
) STRICT;
