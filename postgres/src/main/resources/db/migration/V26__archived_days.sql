-- What was written of days of events before they were dropped.

CREATE TABLE archived_days (
  day timestamptz NOT NULL,
  part integer NOT NULL CHECK (part > 0),
  file text NOT NULL CHECK (file <> ''),
  events bigint NOT NULL CHECK (events > 0),
  bytes bigint NOT NULL CHECK (bytes > 0),
  checksum text NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
  schema_version text NOT NULL,
  after_seq bigint NOT NULL CHECK (after_seq >= 0),
  through_seq bigint NOT NULL CHECK (through_seq > after_seq),
  written_at timestamptz NOT NULL,
  verified_at timestamptz,
  dropped_at timestamptz,
  PRIMARY KEY (day, part),
  CHECK (dropped_at IS NULL OR verified_at IS NOT NULL)
);

CREATE UNIQUE INDEX archived_days_file ON archived_days (file);

COMMENT ON TABLE archived_days IS
  'Files that days of events were written into, listed before each gets its name. A day has a second part if events came for it '
  'after the first. The key answers: what is archived of this day, and what comes after it on the page?';
COMMENT ON COLUMN archived_days.day IS 'The day of event time: its beginning in UTC.';
COMMENT ON COLUMN archived_days.part IS 'From 1; later parts hold what came after the earlier ones were written.';
COMMENT ON COLUMN archived_days.file IS 'Its name in the directory of the archive.';
COMMENT ON COLUMN archived_days.events IS 'How many rows it has.';
COMMENT ON COLUMN archived_days.checksum IS
  'SHA-256 over all values of all rows in their order, each as its text with its length before it; hexadecimal digits.';
COMMENT ON COLUMN archived_days.schema_version IS 'The newest migration that the table had which it was written from.';
COMMENT ON COLUMN archived_days.after_seq IS 'It has the events of the day whose seq is above this, up to through_seq.';
COMMENT ON COLUMN archived_days.through_seq IS 'The highest seq of its events.';
COMMENT ON COLUMN archived_days.verified_at IS
  'When it was last read back and found to be what was written; null before. Nothing is dropped before.';
COMMENT ON COLUMN archived_days.dropped_at IS 'When its events were dropped from raw_events; null while they are there too.';
COMMENT ON INDEX archived_days_file IS 'Which days does this file hold? Never two.';

COMMENT ON COLUMN raw_events.account_created_at IS 'When the account was opened, says the platform.';
COMMENT ON COLUMN raw_events.event_id IS 'The platform''s id, or one made of the content.';
COMMENT ON COLUMN raw_events.account_id IS 'Who acted.';
COMMENT ON COLUMN raw_events.action IS 'What was done.';
COMMENT ON COLUMN raw_events.ip IS 'The address in its one form, or a token that stands for it.';
COMMENT ON COLUMN raw_events.device_id IS 'Device or client fingerprint.';
COMMENT ON COLUMN raw_events.session_id IS 'Platform session.';
COMMENT ON COLUMN raw_events.target IS 'What was acted on.';
COMMENT ON COLUMN raw_events.target_owner IS 'The account that owns the target.';
COMMENT ON COLUMN raw_events.payment_id IS 'Payment instrument.';
COMMENT ON COLUMN raw_events.user_agent IS 'What the client says it is.';
COMMENT ON COLUMN raw_events.country IS 'Country, as the platform says it.';
COMMENT ON COLUMN raw_events.source IS 'Who told us.';
COMMENT ON COLUMN control_records.seq IS 'Place in the log, in the order of commit; shared with raw_events.';
COMMENT ON COLUMN control_records.kind IS 'What it is; says how body is read.';
