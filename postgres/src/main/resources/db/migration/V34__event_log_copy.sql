-- A copy of an event log that is kept elsewhere, and the servers that another took over from.

ALTER TABLE log_identity ADD COLUMN copied boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN log_identity.copied IS
  'Whether raw_events and control_records are the copy of a log on Kafka, whose id this is, and take its numbers.';

CREATE TABLE ended_servers (
  server uuid PRIMARY KEY,
  ended_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE ended_servers IS
  'Servers that had detection on a log on Kafka until another took it over; one row a takeover. May whoever connects still '
  'write? The key answers it, at each new connection of such a server.';
COMMENT ON COLUMN ended_servers.server IS 'What its process was called; every start has another name.';
COMMENT ON COLUMN ended_servers.ended_at IS 'When it was taken over from.';
