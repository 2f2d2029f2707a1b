-- Who did what, in rows that are chained by hash. The table of V3 was never written to; this one takes its place.

DROP TABLE audit_log;

CREATE TABLE audit_log (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('operator', 'api_key', 'console', 'system')),
  actor_id text NOT NULL,
  action text NOT NULL CHECK (action <> ''),
  object_kind text NOT NULL,
  object_id text,
  object_salt bytea CHECK (length(object_salt) = 16),
  object_commitment bytea NOT NULL CHECK (length(object_commitment) = 32),
  outcome text NOT NULL,
  request_id text NOT NULL,
  details jsonb,
  details_salt bytea CHECK (length(details_salt) = 16),
  details_commitment bytea NOT NULL CHECK (length(details_commitment) = 32),
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  CHECK ((object_id IS NULL) = (object_salt IS NULL)),
  CHECK ((details IS NULL) = (details_salt IS NULL))
);

CREATE INDEX audit_log_object ON audit_log USING hash (object_id);
CREATE INDEX audit_log_at ON audit_log USING brin (at) WITH (pages_per_range = 32);

COMMENT ON TABLE audit_log IS
  'Who did or looked at what; rows are chained by hash in the order of the key, which has no gaps. What is hashed, byte for '
  'byte, is in docs/audit.md. The key answers: what came after this?';
COMMENT ON COLUMN audit_log.object_id IS 'Empty where there is none; null once it was erased, and so is its salt.';
COMMENT ON COLUMN audit_log.details IS 'Texts by name; null once they were erased, and so is their salt.';
COMMENT ON COLUMN audit_log.object_commitment IS 'SHA-256 of salt and object_id: it stays when they are erased.';
COMMENT ON COLUMN audit_log.details_commitment IS 'SHA-256 of salt and details: it stays when they are erased.';
COMMENT ON COLUMN audit_log.hash IS 'SHA-256 of previous_hash and of everything in the row but what can be erased.';
COMMENT ON INDEX audit_log_object IS 'Who looked at this account or changed it?';
COMMENT ON INDEX audit_log_at IS 'What was done on that day?';

CREATE TABLE audit_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

INSERT INTO audit_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

COMMENT ON TABLE audit_head IS
  'The last row of audit_log; one row, locked by whoever appends. The key answers: what does the next row follow, and was the '
  'end cut off?';

-- A guard against mistakes and against whoever may write but not change the schema. An owner of the tables can take it away:
-- then the chain tells.
CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept audit_log;
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('ringwatch.audit_erase', true) = 'on' THEN
    kept := NEW;
    IF NEW.object_id IS NULL THEN
      kept.object_id := OLD.object_id;
      kept.object_salt := OLD.object_salt;
    END IF;
    IF NEW.details IS NULL THEN
      kept.details := OLD.details;
      kept.details_salt := OLD.details_salt;
    END IF;
    IF kept *= OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'audit_log is append-only: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'What a person has a right to have forgotten goes by audit_erase().';
END
$$;

CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();

CREATE FUNCTION audit_head_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.seq > OLD.seq THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'audit_head only goes forward: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_head_forward BEFORE UPDATE OR DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION audit_head_guard();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_head_guard();

CREATE FUNCTION audit_erase(rows bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('ringwatch.audit_erase', 'on', true);
  UPDATE audit_log SET object_id = NULL, object_salt = NULL, details = NULL, details_salt = NULL WHERE seq = ANY (rows);
  PERFORM set_config('ringwatch.audit_erase', '', true);
END
$$;

COMMENT ON FUNCTION audit_erase IS
  'Erases object and details of rows, with their salts. To be called in the transaction that appends the row that says so: a '
  'row that was erased and is named by none is found by the verification.';
