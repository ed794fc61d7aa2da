CREATE TABLE conversation (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  -- No reference: a conversation outlives its run.
  run_id TEXT NOT NULL,
  run_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- Set: deleted by the person, erased at the next open.
  deleted_at INTEGER
) STRICT;
CREATE INDEX conversation_used ON conversation (updated_at);

CREATE TABLE conversation_turn (
  conversation_seq INTEGER NOT NULL REFERENCES conversation (seq) ON DELETE CASCADE,
  idx INTEGER NOT NULL CHECK (idx >= 0),
  question TEXT NOT NULL,
  style TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  -- JSON: an answer each, and the scores of the labels; null where there is none.
  base TEXT,
  tuned TEXT,
  scores TEXT,
  PRIMARY KEY (conversation_seq, idx)
) STRICT;
