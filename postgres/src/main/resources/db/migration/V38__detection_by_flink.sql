-- Where a Flink job writes scores and rings into the database, and servers read them.

CREATE TABLE results_writer (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  writer text NOT NULL CHECK (writer IN ('server', 'flink'))
);

INSERT INTO results_writer (writer) SELECT 'server' FROM results_written;

COMMENT ON TABLE results_writer IS
  'Who writes scores and rings here; one row at most. May this server, or this job? Two of them would each undo what the other wrote.';

CREATE TABLE job_progress (
  part integer PRIMARY KEY CHECK (part >= 0),
  parts integer NOT NULL CHECK (parts > part),
  closed_minute bigint NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE job_progress IS
  'How far the Flink job that writes scores here has come: one row a part of it that writes, as of its last checkpoint.';
COMMENT ON COLUMN job_progress.parts IS 'How many parts there are.';
COMMENT ON COLUMN job_progress.closed_minute IS
  'The last tick, in minutes since 1970-01-01T00:00Z, of which all that this part has to say is written.';
COMMENT ON COLUMN job_progress.written_at IS 'When it wrote that, also if it was the same as before: whether it lives.';

ALTER TABLE account_features ADD COLUMN peer_group text;

COMMENT ON COLUMN account_features.peer_group IS
  'Who the account is compared with: its most frequent action; null where it was written before this was kept.';
COMMENT ON TABLE account_features IS
  'The features that the score which risk_scores has last was made from, number by name; of an account that a Flink job knows '
  'and that no model has scored yet, those of its last tick. The key answers: what was it judged by?';
