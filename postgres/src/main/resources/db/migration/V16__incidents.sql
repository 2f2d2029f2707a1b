-- What it takes to tell news from what was said before, also after a crash.

ALTER TABLE alert_incidents
  ADD COLUMN minute bigint NOT NULL DEFAULT 0,
  ADD COLUMN cleared boolean NOT NULL DEFAULT false;

ALTER TABLE alert_incidents
  DROP CONSTRAINT alert_incidents_reopens_fkey,
  ADD FOREIGN KEY (reopens) REFERENCES alert_incidents ON DELETE SET NULL;

CREATE INDEX alert_incidents_reopens ON alert_incidents (reopens) WHERE reopens IS NOT NULL;
CREATE INDEX alert_incidents_matter ON alert_incidents (dedup_key, id DESC);
CREATE INDEX alert_incidents_quiet ON alert_incidents (last_evidence_at) WHERE closed_at IS NULL;

COMMENT ON COLUMN alert_incidents.minute IS
  'The tick of the newest evidence, in minutes since 1970: what is older is known.';
COMMENT ON COLUMN alert_incidents.cleared IS
  'Of a closed one: its matter has been below the threshold since, so that what rises again is news.';
COMMENT ON INDEX alert_incidents_reopens IS 'Which one names this as the one before it, as it is deleted?';
COMMENT ON INDEX alert_incidents_matter IS 'How does the newest incident of this matter stand?';
COMMENT ON INDEX alert_incidents_quiet IS 'Which open ones have been quiet for long?';
