-- Who chooses a model says why. The table has one row at most.
ALTER TABLE pinned_model ADD COLUMN reason text NOT NULL DEFAULT '';

COMMENT ON COLUMN pinned_model.reason IS 'Why, in the words of who chose it; empty if nothing was said.';
