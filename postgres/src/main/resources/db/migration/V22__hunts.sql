-- What hunts found that run on a schedule, and incidents of it.

ALTER TABLE alert_endpoints
  DROP CONSTRAINT alert_endpoints_kinds_check,
  ADD CONSTRAINT alert_endpoints_kinds_check
    CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['account', 'ring', 'volume', 'drift', 'lag', 'hunt']);

ALTER TABLE alert_silences
  DROP CONSTRAINT alert_silences_kinds_check,
  ADD CONSTRAINT alert_silences_kinds_check
    CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['account', 'ring', 'volume', 'drift', 'lag', 'hunt']);

CREATE TABLE hunt_runs (
  hunt text PRIMARY KEY,
  ran_at timestamptz NOT NULL,
  succeeded_at timestamptz,
  found_rows integer NOT NULL CHECK (found_rows >= 0),
  found_accounts integer NOT NULL CHECK (found_accounts >= 0),
  problem text
);

COMMENT ON TABLE hunt_runs IS
  'The last time that each hunt ran which runs on a schedule. The key answers: is it due?';
COMMENT ON COLUMN hunt_runs.succeeded_at IS
  'The last time that it could be run: what is before it has been looked at. Null if it never could.';
COMMENT ON COLUMN hunt_runs.problem IS 'Why it found nothing: it could not be run; null if it could.';

CREATE TABLE hunt_findings (
  account_id text NOT NULL,
  hunt text NOT NULL,
  first_found_at timestamptz NOT NULL,
  last_found_at timestamptz NOT NULL CHECK (last_found_at >= first_found_at),
  found jsonb NOT NULL,
  PRIMARY KEY (account_id, hunt)
);

CREATE INDEX hunt_findings_last_found_at ON hunt_findings (last_found_at);

COMMENT ON TABLE hunt_findings IS
  'Accounts that hunts found which run on a schedule. The key answers: which hunts found this account?';
COMMENT ON COLUMN hunt_findings.found IS 'The row that it was in the last time, value by column.';
COMMENT ON INDEX hunt_findings_last_found_at IS 'Which are old enough to go?';
