-- What hunts that look back over weeks need of days long past.

CREATE TABLE account_days (
  day timestamptz NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL CHECK (last_at >= first_at),
  events bigint NOT NULL CHECK (events > 0),
  account_id text NOT NULL,
  device_id text,
  network text,
  country text
);

CREATE INDEX account_days_day ON account_days (day);

COMMENT ON TABLE account_days IS
  'With what accounts came on a day (UTC): the events of the log up to account_days_counted, summed. There may be several rows of '
  'the same, for events that came late are added as rows of their own: whoever reads takes the least, the greatest and the sum. '
  'Has no primary key for that reason, and because it would be as large as the table. About 100,000 rows, 11 MB, for a million events.';
COMMENT ON COLUMN account_days.day IS 'Its first moment.';
COMMENT ON COLUMN account_days.network IS 'The address; of IPv6 its /64. Null where none was said.';
COMMENT ON INDEX account_days_day IS 'What was in these days, and what is old enough to go?';

CREATE TABLE account_days_counted (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq bigint NOT NULL CHECK (seq >= 0),
  counted_at timestamptz NOT NULL
);

INSERT INTO account_days_counted (seq, counted_at) VALUES (0, 'epoch');

COMMENT ON TABLE account_days_counted IS
  'Up to which number of the log events are in account_days; those above are in raw_events only. One row.';
COMMENT ON COLUMN account_days_counted.counted_at IS 'When it was counted last.';

CREATE INDEX hunt_findings_hunt ON hunt_findings (hunt, last_found_at, account_id);

COMMENT ON INDEX hunt_findings_hunt IS 'What did this hunt find, the latest first?';
