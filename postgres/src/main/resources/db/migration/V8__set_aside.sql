-- What the log holds and no score is made of.

CREATE TABLE set_aside (
  seq bigint PRIMARY KEY,
  kind text NOT NULL CHECK (kind <> ''),
  error text NOT NULL,
  set_aside_at timestamptz NOT NULL
);

CREATE INDEX set_aside_set_aside_at ON set_aside (set_aside_at);

COMMENT ON TABLE set_aside IS
  'Entries of the log that could not be processed, and the first that went wrong with each. The key answers: is this one of them?';
COMMENT ON COLUMN set_aside.seq IS 'Place in the log, where the entry itself is.';
COMMENT ON COLUMN set_aside.kind IS 'event, or the kind of control record.';
COMMENT ON INDEX set_aside_set_aside_at IS 'What was set aside lately, and what is old enough to go?';
