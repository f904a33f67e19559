-- What attendees were promised at the start. Frozen: later versions are added as migrations of their own.

-- Sessions from before were open, and kept everything until it was deleted.
ALTER TABLE charter ADD COLUMN mode TEXT NOT NULL DEFAULT 'open';
ALTER TABLE charter ADD COLUMN floor INTEGER NOT NULL DEFAULT 5;
-- Days after the end; empty keeps until somebody deletes.
ALTER TABLE charter ADD COLUMN texts_days INTEGER;
ALTER TABLE charter ADD COLUMN rows_days INTEGER;
