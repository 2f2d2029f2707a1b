-- What the log holds: events, by day, and the control records between them.

CREATE TABLE raw_events (
  -- Fixed widths first: no padding between them.
  seq bigint NOT NULL,
  ts timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  account_created_at timestamptz,
  outcome smallint NOT NULL CHECK (outcome BETWEEN 0 AND 2),
  enforced boolean NOT NULL,
  event_id text NOT NULL,
  account_id text NOT NULL,
  action text NOT NULL,
  ip text,
  device_id text,
  session_id text,
  target text,
  target_owner text,
  payment_id text,
  user_agent text,
  country text,
  source text,
  attributes jsonb
) PARTITION BY RANGE (ts);

CREATE TABLE raw_events_default PARTITION OF raw_events DEFAULT;

CREATE INDEX raw_events_seq ON raw_events (seq);
CREATE INDEX raw_events_ts ON raw_events USING brin (ts) WITH (pages_per_range = 32);

COMMENT ON TABLE raw_events IS
  'What happened, as it was accepted: the log that scores are a function of. Partitioned by day of event time (UTC). '
  'Has no primary key: a unique index costs a third of the ingest rate, and the one writer of the log keeps the '
  'identity (ts, event_id) and the order of seq by itself.';
COMMENT ON TABLE raw_events_default IS
  'Events of days that no partition was made for. Watched, and empty when all is well.';
COMMENT ON COLUMN raw_events.seq IS 'Place in the log, in the order of commit; shared with control_records.';
COMMENT ON COLUMN raw_events.ts IS 'When it happened, says the platform.';
COMMENT ON COLUMN raw_events.received_at IS 'When it was written here.';
COMMENT ON COLUMN raw_events.outcome IS '0 success, 1 failure, 2 unknown.';
COMMENT ON COLUMN raw_events.enforced IS 'Whether the platform took action against the account over this event.';
COMMENT ON COLUMN raw_events.attributes IS 'What else the platform sent, text by name; null when nothing.';
COMMENT ON INDEX raw_events_seq IS 'What comes after an offset of the log?';
COMMENT ON INDEX raw_events_ts IS
  'Is this identity in the log already, and what happened in these minutes? 32 pages hold about 2,000 events, so a look at '
  'one second reads little more than that second.';

CREATE TABLE control_records (
  seq bigint PRIMARY KEY,
  kind text NOT NULL CHECK (kind <> ''),
  effective_from_minute bigint NOT NULL,
  body text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE control_records IS
  'Entries of the log that are not events and move scores: models, thresholds, verdicts, heartbeats. The key answers: which '
  'come after an offset?';
COMMENT ON COLUMN control_records.effective_from_minute IS
  'First tick whose final scores it moves, in minutes since 1970-01-01T00:00Z.';

CREATE TABLE log_floor (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq bigint NOT NULL
);

COMMENT ON TABLE log_floor IS
  'Highest seq that retention has ever dropped; one row at most. What is the least number the log may go on from, when '
  'all its events are gone?';

CREATE TABLE rejected_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  api_key_id bigint,
  batch_index integer NOT NULL CHECK (batch_index >= 0),
  reason text NOT NULL,
  text text NOT NULL
);

CREATE INDEX rejected_events_received_at ON rejected_events (received_at);

COMMENT ON TABLE rejected_events IS 'What was sent and not used, and why not.';
COMMENT ON COLUMN rejected_events.batch_index IS 'Place in the batch that it was sent in, from 0.';
COMMENT ON INDEX rejected_events_received_at IS 'What was rejected lately, and what is old enough to go?';
