-- What people decided and what they were told.

CREATE TABLE operators (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login text NOT NULL CHECK (login <> ''),
  display_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'analyst', 'lead', 'admin')),
  password_hash text,
  totp_secret bytea,
  oidc_issuer text,
  oidc_subject text,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_login_at timestamptz,
  disabled_at timestamptz
);

CREATE UNIQUE INDEX operators_login ON operators (lower(login));
CREATE UNIQUE INDEX operators_oidc ON operators (oidc_issuer, oidc_subject);

COMMENT ON TABLE operators IS 'Who may log in to Ringwatch, and as what.';
COMMENT ON COLUMN operators.password_hash IS 'Argon2; null for those who come by single sign-on.';
COMMENT ON COLUMN operators.totp_secret IS 'Encrypted.';
COMMENT ON INDEX operators_login IS 'Who is it that logs in under this name? One person, however it is written.';
COMMENT ON INDEX operators_oidc IS 'Who is it that single sign-on sends?';

CREATE TABLE api_keys (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
  scopes text[] NOT NULL CHECK (
    cardinality(scopes) > 0 AND scopes <@ ARRAY['ingest', 'read', 'verdict', 'admin']),
  source text,
  account_prefix text,
  replaces bigint REFERENCES api_keys,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

CREATE UNIQUE INDEX api_keys_secret_hash ON api_keys (secret_hash);

COMMENT ON TABLE api_keys IS 'What programs show to be let in.';
COMMENT ON COLUMN api_keys.secret_hash IS 'SHA-256 of the secret, which is 32 random bytes and kept nowhere.';
COMMENT ON COLUMN api_keys.source IS 'The only source that its events may name; null for any.';
COMMENT ON COLUMN api_keys.account_prefix IS 'How the accounts that it may speak for begin; null for any.';
COMMENT ON COLUMN api_keys.replaces IS 'The key that this one was made to take over from.';
COMMENT ON COLUMN api_keys.last_used_at IS 'To the minute.';
COMMENT ON INDEX api_keys_secret_hash IS 'Whose key is this?';

CREATE TABLE verdicts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id text,
  ring_id text,
  verdict text NOT NULL CHECK (verdict IN ('abusive', 'benign', 'unsure')),
  abuse_type text,
  origin text NOT NULL CHECK (origin IN ('review', 'audit', 'appeal', 'second_review', 'import')),
  inclusion_probability double precision CHECK (inclusion_probability > 0 AND inclusion_probability <= 1),
  risk_score score,
  reason text NOT NULL DEFAULT '',
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  CHECK (num_nonnulls(account_id, ring_id) = 1)
);

CREATE INDEX verdicts_account_id ON verdicts (account_id, decided_at DESC) WHERE account_id IS NOT NULL;
CREATE INDEX verdicts_ring_id ON verdicts (ring_id, decided_at DESC) WHERE ring_id IS NOT NULL;
CREATE INDEX verdicts_decided_at ON verdicts (decided_at);

COMMENT ON TABLE verdicts IS 'What people decided about an account or a ring; the latest stands, none is changed.';
COMMENT ON COLUMN verdicts.origin IS 'How it came to be looked at; only audit, the unweighted random sample, carries the false-positive bound.';
COMMENT ON COLUMN verdicts.inclusion_probability IS 'How likely it was to be looked at, for estimates that weigh by its inverse.';
COMMENT ON COLUMN verdicts.risk_score IS 'What the reviewer saw.';
COMMENT ON INDEX verdicts_account_id IS 'What stands about this account?';
COMMENT ON INDEX verdicts_ring_id IS 'What stands about this ring?';
COMMENT ON INDEX verdicts_decided_at IS 'What was decided in the window that a calibration uses?';

CREATE TABLE threshold_history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('account', 'ring')),
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
  threshold score NOT NULL,
  previous_threshold score,
  max_fpr double precision NOT NULL CHECK (max_fpr > 0 AND max_fpr < 1),
  confidence double precision NOT NULL CHECK (confidence > 0 AND confidence < 1),
  benign_count bigint NOT NULL CHECK (benign_count >= 0),
  violation_probability double precision CHECK (violation_probability BETWEEN 0 AND 1),
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL CHECK (window_to >= window_from),
  reason text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  effective_from_minute bigint,
  report jsonb NOT NULL
);

CREATE INDEX threshold_history_proposed_at ON threshold_history (kind, proposed_at DESC);

COMMENT ON TABLE threshold_history IS 'Every threshold that was proposed, with the bound it was calibrated to and who let it pass.';
COMMENT ON COLUMN threshold_history.report IS 'Rates, areas under the curves, model, who would newly be flagged.';
COMMENT ON INDEX threshold_history_proposed_at IS 'Which threshold holds, and how did it drift?';

CREATE TABLE alert_incidents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dedup_key text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'resolved', 'withdrawn')),
  account_id text,
  ring_id text,
  score score,
  band text CHECK (band IN ('low', 'medium', 'high')),
  provisional boolean NOT NULL,
  details jsonb NOT NULL,
  reopens bigint REFERENCES alert_incidents,
  opened_at timestamptz NOT NULL,
  last_evidence_at timestamptz NOT NULL,
  acknowledged_by text,
  acknowledged_at timestamptz,
  assigned_to text,
  closed_at timestamptz,
  closed_by text,
  close_reason text,
  CHECK ((closed_at IS NOT NULL) = (state IN ('resolved', 'withdrawn')))
);

CREATE UNIQUE INDEX alert_incidents_open ON alert_incidents (dedup_key) WHERE closed_at IS NULL;
CREATE INDEX alert_incidents_opened_at ON alert_incidents (opened_at DESC, id DESC);
CREATE INDEX alert_incidents_account_id ON alert_incidents (account_id, opened_at DESC) WHERE account_id IS NOT NULL;
CREATE INDEX alert_incidents_ring_id ON alert_incidents (ring_id, opened_at DESC) WHERE ring_id IS NOT NULL;

COMMENT ON TABLE alert_incidents IS 'Matters about an account, a ring or the system, open or closed.';
COMMENT ON COLUMN alert_incidents.provisional IS 'Opened on a score that no closed tick has confirmed yet.';
COMMENT ON COLUMN alert_incidents.details IS 'Reasons, evidence, members: what the alert says.';
COMMENT ON COLUMN alert_incidents.reopens IS 'The earlier incident of the same matter.';
COMMENT ON INDEX alert_incidents_open IS 'Is there an open one for this matter? Never two.';
COMMENT ON INDEX alert_incidents_opened_at IS 'What happened lately, page by page?';
COMMENT ON INDEX alert_incidents_account_id IS 'What was there with this account?';
COMMENT ON INDEX alert_incidents_ring_id IS 'What was there with this ring?';

CREATE TABLE alert_deliveries (
  id uuid PRIMARY KEY,
  incident_id bigint NOT NULL REFERENCES alert_incidents ON DELETE CASCADE,
  endpoint text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead', 'suppressed')),
  state_reason text NOT NULL DEFAULT '',
  payload text NOT NULL,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at timestamptz,
  last_status integer,
  last_error text,
  created_at timestamptz NOT NULL,
  delivered_at timestamptz,
  CHECK ((next_attempt_at IS NOT NULL) = (state = 'waiting'))
);

CREATE INDEX alert_deliveries_waiting ON alert_deliveries (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX alert_deliveries_incident_id ON alert_deliveries (incident_id, created_at);

COMMENT ON TABLE alert_deliveries IS
  'The outbox: one message to one endpoint each, written in the transaction that moved the incident. The key is the id that '
  'the receiver tells repeats by.';
COMMENT ON INDEX alert_deliveries_waiting IS 'What is due?';
COMMENT ON INDEX alert_deliveries_incident_id IS 'Whom was told about this incident, in order?';

CREATE TABLE audit_log (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text,
  details jsonb,
  salt bytea,
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32)
);

CREATE INDEX audit_log_subject ON audit_log (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX audit_log_at ON audit_log (at);

COMMENT ON TABLE audit_log IS
  'Who did or looked at what; rows are chained by hash in the order of the key. Subject, details and salt can be erased: the '
  'commitment, which the hash covers, stays.';
COMMENT ON INDEX audit_log_subject IS 'Who looked at this account or changed it?';
COMMENT ON INDEX audit_log_at IS 'What was done on that day?';
