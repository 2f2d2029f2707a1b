-- What was found out: accounts, their features and scores, rings. All scores are 0 to 100, higher is worse.

CREATE DOMAIN score AS double precision CHECK (VALUE BETWEEN 0 AND 100);

COMMENT ON DOMAIN score IS '0 to 100, higher is worse; NaN is outside.';

CREATE TABLE accounts (
  account_id text PRIMARY KEY,
  account_created_at timestamptz,
  first_event_at timestamptz NOT NULL,
  last_event_at timestamptz NOT NULL,
  events bigint NOT NULL CHECK (events >= 0),
  enforced_events bigint NOT NULL CHECK (enforced_events BETWEEN 0 AND events),
  risk_score score NOT NULL,
  band text NOT NULL CHECK (band IN ('low', 'medium', 'high')),
  anomaly_score score NOT NULL,
  ring_score score NOT NULL,
  ring_id text,
  scored_at timestamptz NOT NULL
);

CREATE INDEX accounts_risk_score ON accounts (risk_score DESC, account_id);

COMMENT ON TABLE accounts IS 'Every account that was seen, with its latest final score. The key answers: how is this one?';
COMMENT ON COLUMN accounts.scored_at IS 'The closed tick that the score is of.';
COMMENT ON INDEX accounts_risk_score IS 'Which are the riskiest, page by page?';

CREATE TABLE account_features (
  account_id text PRIMARY KEY,
  as_of timestamptz NOT NULL,
  features jsonb NOT NULL
);

COMMENT ON TABLE account_features IS
  'The features that an account''s latest final score was made from, number by name. The key answers: what was it judged by?';

CREATE TABLE risk_scores (
  account_id text NOT NULL,
  scored_at timestamptz NOT NULL,
  risk_score score NOT NULL,
  anomaly_score score NOT NULL,
  ring_score score NOT NULL,
  reasons jsonb NOT NULL,
  model_id text,
  PRIMARY KEY (account_id, scored_at)
);

CREATE INDEX risk_scores_scored_at ON risk_scores USING brin (scored_at);

COMMENT ON TABLE risk_scores IS
  'Final scores over time, one per account and closed tick at which it moved. The key answers: how did it come to this?';
COMMENT ON COLUMN risk_scores.reasons IS 'Array of {name, points}; the points sum to the risk score.';
COMMENT ON INDEX risk_scores_scored_at IS 'How were scores spread on that day, and which are old enough to go?';

CREATE TABLE rings (
  ring_id text PRIMARY KEY,
  ring_score score NOT NULL,
  members integer NOT NULL CHECK (members >= 0),
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  dissolved_at timestamptz,
  evidence jsonb NOT NULL
);

CREATE INDEX rings_ring_score ON rings (ring_score DESC, ring_id) WHERE dissolved_at IS NULL;

COMMENT ON TABLE rings IS
  'Groups of accounts that work together; an id survives from cycle to cycle. The key answers: what is this ring?';
COMMENT ON COLUMN rings.evidence IS 'What its score was made from, and the links between its members.';
COMMENT ON INDEX rings_ring_score IS 'Which living rings are the worst?';

CREATE TABLE ring_members (
  ring_id text NOT NULL REFERENCES rings ON DELETE CASCADE,
  account_id text NOT NULL,
  role text NOT NULL,
  joined_at timestamptz NOT NULL,
  left_at timestamptz,
  PRIMARY KEY (ring_id, account_id)
);

CREATE INDEX ring_members_account_id ON ring_members (account_id);

COMMENT ON TABLE ring_members IS 'Who is or was in a ring. The key answers: who belongs to this ring?';
COMMENT ON INDEX ring_members_account_id IS 'Which rings is this account in?';

CREATE TABLE models (
  id text PRIMARY KEY,
  trained_at timestamptz NOT NULL,
  seed bigint NOT NULL,
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL CHECK (window_to >= window_from),
  statistics jsonb NOT NULL,
  body text NOT NULL
);

CREATE INDEX models_trained_at ON models (trained_at DESC);

COMMENT ON TABLE models IS 'Models that were trained, whole. The key answers: what does the model that made this score say?';
COMMENT ON COLUMN models.statistics IS 'What the training saw: counts, quantiles, whatever the trainer reports.';
COMMENT ON INDEX models_trained_at IS 'Which model is the newest, and which was before it?';

CREATE TABLE dashboard_metrics (
  metric text NOT NULL,
  label text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (metric, label, at)
);

COMMENT ON TABLE dashboard_metrics IS
  'Figures over time that would be dear to compute at every look. The key answers: how did this figure move?';
