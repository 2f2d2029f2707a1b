-- Which log this is.

CREATE TABLE log_identity (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id uuid NOT NULL DEFAULT gen_random_uuid()
);

INSERT INTO log_identity DEFAULT VALUES;

COMMENT ON TABLE log_identity IS
  'One row, made with the log. Is a snapshot that lies beside the server a snapshot of this log, or of another?';
