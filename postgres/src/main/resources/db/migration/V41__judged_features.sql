CREATE TABLE verdict_features (
  verdict_id bigint PRIMARY KEY REFERENCES verdicts (id) ON DELETE CASCADE,
  account_id text NOT NULL,
  decided_at timestamptz NOT NULL,
  as_of timestamptz NOT NULL,
  anomaly_score score NOT NULL,
  ring_score score NOT NULL,
  ring_id text,
  events bigint NOT NULL CHECK (events >= 0),
  peer_group text,
  features jsonb NOT NULL
);

CREATE INDEX verdict_features_account_id ON verdict_features (account_id);
CREATE INDEX verdict_features_decided_at ON verdict_features (decided_at);

COMMENT ON TABLE verdict_features IS 'What an account was like when a verdict about it was given: what verdicts teach scores by. The key answers: what was this one given of?';
COMMENT ON COLUMN verdict_features.as_of IS 'The closed tick of the score that the features are of.';
COMMENT ON COLUMN verdict_features.ring_id IS 'Its ring; null if none. Members of one are learned from, and compared on, as one.';
COMMENT ON INDEX verdict_features_account_id IS 'What is kept of this account?';
COMMENT ON INDEX verdict_features_decided_at IS 'Which are old enough to go?';
