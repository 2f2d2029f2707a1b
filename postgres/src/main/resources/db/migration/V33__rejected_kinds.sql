-- Rejected events by the kind of reason: of each its kind, and how many there were in every hour, so that a page need not count
-- them all.

ALTER TABLE rejected_events ADD COLUMN kind text;

COMMENT ON COLUMN rejected_events.kind IS
  'The reason in a word, such as too_old, as it is counted; null in rows from before it was kept.';

CREATE TABLE rejected_counts (
  hour timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind <> ''),
  rejected bigint NOT NULL CHECK (rejected > 0),
  PRIMARY KEY (hour, kind)
);

COMMENT ON TABLE rejected_counts IS
  'How many events were rejected in an hour, by kind of reason; written with the rows of rejected_events. The key answers: how '
  'many were there since then, and what is old enough to go?';
COMMENT ON COLUMN rejected_counts.hour IS 'When the hour began.';
