-- What became of each incident, from when on an endpoint is told of what nobody acknowledges, and suppressions by the last time.

CREATE TABLE alert_moves (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident_id bigint NOT NULL REFERENCES alert_incidents ON DELETE CASCADE,
  move text NOT NULL CHECK (move IN ('opened', 'reopened', 'confirmed', 'gathered', 'escalated', 'acknowledged', 'assigned',
    'folded', 'allowed', 'resolved', 'withdrawn')),
  at timestamptz NOT NULL,
  last_at timestamptz NOT NULL CHECK (last_at >= at),
  times integer NOT NULL DEFAULT 1 CHECK (times > 0),
  score score,
  band text CHECK (band IN ('low', 'medium', 'high')),
  who text,
  words text NOT NULL DEFAULT ''
);

CREATE INDEX alert_moves_incident_id ON alert_moves (incident_id, id);

COMMENT ON TABLE alert_moves IS
  'What became of incidents, written in the transaction of each move; evidence that only adds up is one row until something else happens. '
  'The key orders them.';
COMMENT ON COLUMN alert_moves.at IS 'When it happened; of what was gathered, when that began.';
COMMENT ON COLUMN alert_moves.last_at IS 'When it happened last.';
COMMENT ON COLUMN alert_moves.times IS 'How often evidence was gathered; 1 of all others.';
COMMENT ON COLUMN alert_moves.score IS 'Of the newest evidence then; null where it is not known.';
COMMENT ON COLUMN alert_moves.who IS 'Who did it; null for the server by itself.';
COMMENT ON COLUMN alert_moves.words IS 'To whom it was assigned, or why it was closed; empty otherwise.';
COMMENT ON INDEX alert_moves_incident_id IS 'What became of this incident, in order?';

-- As far as it is known of those that are there.
INSERT INTO alert_moves (incident_id, move, at, last_at, who, words)
SELECT id, move, at, at, who, coalesce(words, '')
FROM alert_incidents CROSS JOIN LATERAL (VALUES
  (1, CASE WHEN reopens IS NULL THEN 'opened' ELSE 'reopened' END, opened_at, NULL, NULL),
  (2, 'acknowledged', acknowledged_at, acknowledged_by, NULL),
  (3, CASE state WHEN 'withdrawn' THEN 'withdrawn' ELSE 'resolved' END, closed_at,
    CASE WHEN closed_by <> 'ringwatch' THEN closed_by END, close_reason)) known (step, move, at, who, words)
WHERE at IS NOT NULL ORDER BY id, step;

ALTER TABLE alert_endpoints ADD COLUMN told_from timestamptz;
UPDATE alert_endpoints SET told_from = created_at;
ALTER TABLE alert_endpoints ALTER COLUMN told_from SET NOT NULL, ALTER COLUMN told_from SET DEFAULT now();

COMMENT ON COLUMN alert_endpoints.told_from IS
  'Of incidents that were opened before it is not told for want of an answer: when it was made, or began to wait for one.';

DROP INDEX alert_suppressions_last_at;
CREATE INDEX alert_suppressions_last_at ON alert_suppressions (last_at, id);

COMMENT ON INDEX alert_suppressions_last_at IS 'What was not told lately, page by page? And which are old enough to go?';
