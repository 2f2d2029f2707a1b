-- When people are not told and why, when they are told although it is no news, and what is counted for it.

ALTER TABLE alert_endpoints
  DROP CONSTRAINT alert_endpoints_kinds_check,
  ADD CONSTRAINT alert_endpoints_kinds_check
    CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['account', 'ring', 'volume', 'drift', 'lag']),
  ADD COLUMN unacknowledged_minutes integer CHECK (unacknowledged_minutes BETWEEN 1 AND 10080);

COMMENT ON COLUMN alert_endpoints.unacknowledged_minutes IS
  'It is told of an incident only once nobody has said to have seen it for so long; null for at once.';

ALTER TABLE alert_incidents ADD COLUMN told_at timestamptz;

COMMENT ON COLUMN alert_incidents.told_at IS 'When people were told of one that a silence had held back; null if they were told as it was opened.';

CREATE TABLE alert_silences (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kinds text[] NOT NULL CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['account', 'ring', 'volume', 'drift', 'lag']),
  subject text COLLATE "C" CHECK (length(subject) BETWEEN 1 AND 500),
  reason text NOT NULL CHECK (reason <> ''),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  rhythm text NOT NULL CHECK (rhythm IN ('once', 'daily', 'weekly')),
  until timestamptz NOT NULL CHECK (until >= ends_at),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);

CREATE INDEX alert_silences_until ON alert_silences (until) WHERE ended_at IS NULL;

COMMENT ON TABLE alert_silences IS
  'Times in which people are not told of some incidents; what is still open afterwards is told then. The key answers: what did this one cover?';
COMMENT ON COLUMN alert_silences.subject IS 'Of which account or ring; null for all.';
COMMENT ON COLUMN alert_silences.ends_at IS 'When it ends; of one that repeats, for the first time.';
COMMENT ON COLUMN alert_silences.until IS 'When it ends for good.';
COMMENT ON COLUMN alert_silences.ended_at IS 'When somebody ended it before its time.';
COMMENT ON INDEX alert_silences_until IS 'Which may hold now?';

CREATE TABLE alert_holds (
  incident_id bigint PRIMARY KEY REFERENCES alert_incidents ON DELETE CASCADE,
  silence_id bigint NOT NULL REFERENCES alert_silences,
  change text NOT NULL,
  held_at timestamptz NOT NULL
);

CREATE INDEX alert_holds_silence_id ON alert_holds (silence_id);

COMMENT ON TABLE alert_holds IS
  'Incidents that people are told of when a silence ends. The key answers: is it held back, and what is to be said of it?';
COMMENT ON COLUMN alert_holds.change IS 'The first thing that was not said; what came after is part of it by then.';
COMMENT ON INDEX alert_holds_silence_id IS 'What does this silence hold back?';

CREATE TABLE alert_suppressions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dedup_key text NOT NULL,
  cause text NOT NULL CHECK (cause IN ('allowed', 'folded', 'silenced', 'ended_in_silence')),
  incident_id bigint REFERENCES alert_incidents ON DELETE CASCADE,
  reason text NOT NULL,
  score score NOT NULL,
  times integer NOT NULL DEFAULT 1 CHECK (times > 0),
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX alert_suppressions_matter ON alert_suppressions (dedup_key, cause, incident_id) NULLS NOT DISTINCT;
CREATE INDEX alert_suppressions_incident_id ON alert_suppressions (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX alert_suppressions_last_at ON alert_suppressions (last_at);

COMMENT ON TABLE alert_suppressions IS
  'What people were not told, and why. The key answers: what was there lately, page by page?';
COMMENT ON COLUMN alert_suppressions.incident_id IS 'Of which incident; null if none was opened.';
COMMENT ON COLUMN alert_suppressions.score IS 'The highest that was seen.';
COMMENT ON COLUMN alert_suppressions.times IS 'How often it was noted; what goes on is noted every ten minutes.';
COMMENT ON INDEX alert_suppressions_matter IS 'Was this noted before? And why was nobody told of this matter?';
COMMENT ON INDEX alert_suppressions_incident_id IS 'What was not said of this incident?';
COMMENT ON INDEX alert_suppressions_last_at IS 'Which are old enough to go?';
