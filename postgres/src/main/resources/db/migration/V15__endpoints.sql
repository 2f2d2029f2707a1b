-- Where alerts go, what waits to go there, and every attempt at it.

CREATE TABLE alert_endpoints (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
  least_band text NOT NULL CHECK (least_band IN ('low', 'medium', 'high')),
  kinds text[] NOT NULL CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['account', 'ring']),
  secret bytea NOT NULL,
  previous_secret bytea,
  previous_secret_until timestamptz,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz,
  disabled_reason text NOT NULL DEFAULT '',
  deleted_at timestamptz,
  failures_in_row integer NOT NULL DEFAULT 0 CHECK (failures_in_row >= 0),
  quiet_until timestamptz,
  CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL)),
  CHECK (deleted_at IS NULL OR disabled_at IS NOT NULL)
);

CREATE UNIQUE INDEX alert_endpoints_name ON alert_endpoints (name) WHERE deleted_at IS NULL;

COMMENT ON TABLE alert_endpoints IS
  'Where alerts are sent. One that was deleted stays, without its secrets: its deliveries name it. The key answers: where does this go?';
COMMENT ON COLUMN alert_endpoints.least_band IS 'Incidents below it are not told, unless they were told of before.';
COMMENT ON COLUMN alert_endpoints.secret IS 'Encrypted; what deliveries are signed with.';
COMMENT ON COLUMN alert_endpoints.previous_secret IS 'Encrypted; signed with as well until previous_secret_until, so that a receiver can change.';
COMMENT ON COLUMN alert_endpoints.failures_in_row IS 'Attempts that failed since the last one that did not.';
COMMENT ON COLUMN alert_endpoints.quiet_until IS 'Nothing is sent before: it failed too often, or asked for it.';
COMMENT ON INDEX alert_endpoints_name IS 'Is there one of this name? Never two.';

-- Nothing ever wrote deliveries before.
DROP TABLE alert_deliveries;

CREATE TABLE alert_deliveries (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  place bigint GENERATED ALWAYS AS IDENTITY,
  incident_id bigint NOT NULL REFERENCES alert_incidents ON DELETE CASCADE,
  endpoint_id bigint NOT NULL REFERENCES alert_endpoints,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
  state_reason text NOT NULL DEFAULT '',
  payload text NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  next_attempt_at timestamptz,
  lease uuid,
  created_at timestamptz NOT NULL,
  delivered_at timestamptz,
  CHECK ((next_attempt_at IS NOT NULL) = (state = 'waiting')),
  CHECK (lease IS NULL OR state = 'waiting')
);

CREATE INDEX alert_deliveries_waiting ON alert_deliveries (endpoint_id, next_attempt_at, place) WHERE state = 'waiting';
CREATE INDEX alert_deliveries_order ON alert_deliveries (incident_id, endpoint_id, place);
CREATE UNIQUE INDEX alert_deliveries_place ON alert_deliveries (place);
CREATE INDEX alert_deliveries_endpoint_id ON alert_deliveries (endpoint_id, place);
CREATE INDEX alert_deliveries_state ON alert_deliveries (state, place) WHERE state <> 'delivered';
CREATE INDEX alert_deliveries_created_at ON alert_deliveries USING brin (created_at);

COMMENT ON TABLE alert_deliveries IS
  'The outbox: one message to one endpoint each, written in the transaction that moved the incident. The key is the id that '
  'the receiver tells repeats by.';
COMMENT ON COLUMN alert_deliveries.place IS 'The order in which an incident''s messages go to an endpoint.';
COMMENT ON COLUMN alert_deliveries.tries IS 'How often it was tried since it was made, or since somebody asked for it again.';
COMMENT ON COLUMN alert_deliveries.next_attempt_at IS 'When it is due; of one that is under way, when it is thought lost and is due again.';
COMMENT ON COLUMN alert_deliveries.lease IS 'Whose it is who has it under way: what becomes of it counts only from them.';
COMMENT ON INDEX alert_deliveries_waiting IS 'What is due at this endpoint?';
COMMENT ON INDEX alert_deliveries_order IS 'Is there an earlier one of this incident that still waits? And whom was told about it, in order?';
COMMENT ON INDEX alert_deliveries_place IS 'What was sent lately, page by page?';
COMMENT ON INDEX alert_deliveries_endpoint_id IS 'What was sent to this endpoint lately, page by page?';
COMMENT ON INDEX alert_deliveries_state IS 'What waits, and what was given up, page by page?';
COMMENT ON INDEX alert_deliveries_created_at IS 'Which are old enough to be given up, or to go?';

CREATE TABLE alert_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id uuid NOT NULL REFERENCES alert_deliveries ON DELETE CASCADE,
  at timestamptz NOT NULL,
  took_ms integer NOT NULL CHECK (took_ms >= 0),
  status integer,
  error text NOT NULL,
  answer text NOT NULL
);

CREATE INDEX alert_attempts_delivery_id ON alert_attempts (delivery_id, id);

COMMENT ON TABLE alert_attempts IS
  'Every attempt at a delivery whose end is known; one that a server died in leaves none. The key orders them.';
COMMENT ON COLUMN alert_attempts.status IS 'The HTTP status; null if there was no answer.';
COMMENT ON COLUMN alert_attempts.error IS 'Why it failed, in words; empty if it did not.';
COMMENT ON COLUMN alert_attempts.answer IS 'How the receiver''s answer begins.';
COMMENT ON INDEX alert_attempts_delivery_id IS 'What was tried for this delivery, in order?';
