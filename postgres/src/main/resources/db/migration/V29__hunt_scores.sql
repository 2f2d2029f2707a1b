-- Hunts that run on a schedule may move scores.

ALTER TABLE hunt_runs
  ADD COLUMN scored_accounts integer NOT NULL DEFAULT 0 CHECK (scored_accounts >= 0);

COMMENT ON COLUMN hunt_runs.scored_accounts IS
  'Of how many of the accounts that it found it moves the scores; fewer than these if it found more than it may move.';
