-- Who writes the log. The lease itself is an advisory lock of the writer's session.

CREATE TABLE log_writer (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  writer text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE log_writer IS
  'The log that took the writer''s lease last; one row at most. Has anybody else written since I lost my connection, so '
  'that what I remember of the log is no longer all?';
