-- Set: out of every list, still there for the runs that used it. NULL again: restored.
ALTER TABLE dataset_version ADD COLUMN removed_at INTEGER;
ALTER TABLE model ADD COLUMN removed_at INTEGER;
