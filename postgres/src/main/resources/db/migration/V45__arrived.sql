ALTER TABLE alert_incidents ADD COLUMN arrived_at timestamptz;

COMMENT ON COLUMN alert_incidents.arrived_at IS 'When the event that it was opened for came in, or earlier: how long it took is no more than since then. Null where that is not known, as of events that were in the log before the server started.';
