-- How much an endpoint is sent at most, digests of what is more, and since when something waits.

ALTER TABLE alert_endpoints
  ADD COLUMN per_minute integer CHECK (per_minute BETWEEN 1 AND 60000),
  ADD COLUMN burst integer CHECK (burst BETWEEN 1 AND 60000),
  ADD COLUMN tokens double precision,
  ADD COLUMN tokens_at timestamptz,
  ADD CHECK ((per_minute IS NULL) = (burst IS NULL)),
  ADD CHECK (per_minute IS NULL OR format <> 'pagerduty'),
  ADD CHECK ((tokens IS NULL) = (tokens_at IS NULL));

COMMENT ON COLUMN alert_endpoints.per_minute IS 'How many messages a minute it is sent in the long run; null if there is no limit.';
COMMENT ON COLUMN alert_endpoints.burst IS 'How many it is sent at once after a rest.';
COMMENT ON COLUMN alert_endpoints.tokens IS 'How many it could be sent at tokens_at; null if none was ever counted, which is as many as burst.';
COMMENT ON COLUMN alert_endpoints.tokens_at IS 'When tokens was counted; per_minute were added each minute since, up to burst.';

ALTER TABLE alert_deliveries
  DROP CONSTRAINT alert_deliveries_state_check,
  ALTER COLUMN incident_id DROP NOT NULL,
  ADD COLUMN change text NOT NULL DEFAULT '',
  ADD COLUMN band text NOT NULL DEFAULT '',
  ADD COLUMN waiting_since timestamptz,
  ADD COLUMN dead_at timestamptz,
  ADD COLUMN stands_for integer NOT NULL DEFAULT 0 CHECK (stands_for >= 0),
  ADD COLUMN digest uuid REFERENCES alert_deliveries ON DELETE CASCADE;

UPDATE alert_deliveries SET waiting_since = created_at,
  dead_at = CASE WHEN state = 'dead' THEN created_at END;
UPDATE alert_deliveries SET change = coalesce(payload::jsonb #>> '{data,change}', ''),
  band = coalesce(payload::jsonb #>> '{data,band}', '') WHERE state = 'waiting';

ALTER TABLE alert_deliveries
  ALTER COLUMN waiting_since SET NOT NULL,
  ADD CONSTRAINT alert_deliveries_state_check CHECK (state IN ('waiting', 'delivered', 'dead', 'digested')),
  ADD CHECK ((incident_id IS NULL) = (stands_for > 0)),
  ADD CHECK ((digest IS NOT NULL) = (state = 'digested')),
  ADD CHECK ((dead_at IS NOT NULL) = (state = 'dead'));

CREATE INDEX alert_deliveries_digest ON alert_deliveries (digest, place) WHERE digest IS NOT NULL;
CREATE INDEX alert_deliveries_dead_at ON alert_deliveries (dead_at) WHERE state = 'dead';

COMMENT ON COLUMN alert_deliveries.incident_id IS 'Null of a digest, which is about many.';
COMMENT ON COLUMN alert_deliveries.change IS 'What happened to the incident, as a digest says it.';
COMMENT ON COLUMN alert_deliveries.band IS 'The incident''s band then, as a digest says it.';
COMMENT ON COLUMN alert_deliveries.waiting_since IS
  'When it was made, or when somebody asked for it again; of a digest, that of the first that it stands for. What waits too long is given up.';
COMMENT ON COLUMN alert_deliveries.dead_at IS 'When it was given up.';
COMMENT ON COLUMN alert_deliveries.stands_for IS 'Of a digest: how many messages it stands for; 0 of a message about one incident.';
COMMENT ON COLUMN alert_deliveries.digest IS 'Within which digest it was sent instead of by itself.';
COMMENT ON COLUMN alert_deliveries.next_attempt_at IS
  'When it is due; of one that is under way, when it is thought lost and is due again; of one behind an earlier one of its incident, when it is looked at again if nothing wakes it before.';
COMMENT ON COLUMN alert_deliveries.lease IS 'Which taking it has it under way: what becomes of it counts only from that one.';
COMMENT ON INDEX alert_deliveries_digest IS 'What does this digest stand for? And what goes with it when it is deleted?';
COMMENT ON INDEX alert_deliveries_dead_at IS 'How many were given up lately?';
