-- What the server writes of closed ticks, and the models that it was written under.

ALTER TABLE accounts
  ADD COLUMN model_id text,
  ADD COLUMN kept_score score;

COMMENT ON COLUMN accounts.first_event_at IS 'Its first event, however long ago.';
COMMENT ON COLUMN accounts.events IS 'Within the 30 days up to the last one on which it was active; so are enforced_events.';
COMMENT ON COLUMN accounts.model_id IS 'The model that the score was made under.';
COMMENT ON COLUMN accounts.kept_score IS 'The score that risk_scores has last. A score that is less than a point away, and in the same band, is not kept there.';
COMMENT ON TABLE account_features IS
  'The features that the score which risk_scores has last was made from, number by name. The key answers: what was it judged by?';
COMMENT ON TABLE risk_scores IS
  'Final scores over time: one per account and closed tick at which it had moved by a point or into another band, as far as the '
  'server came to write it. The key answers: how did it come to this?';

CREATE TABLE results_written (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq bigint NOT NULL
);

COMMENT ON TABLE results_written IS
  'Up to which entry of the log all that closed ticks say is in accounts; one row at most. After a start from a snapshot: must all '
  'accounts be written once more?';

-- Nothing ever wrote models before.
DROP TABLE models;

CREATE TABLE models (
  id text PRIMARY KEY,
  trained_at timestamptz NOT NULL,
  effective_from timestamptz NOT NULL,
  seed bigint NOT NULL,
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL CHECK (window_to >= window_from),
  accounts integer NOT NULL CHECK (accounts > 0),
  features text[] NOT NULL,
  statistics jsonb NOT NULL,
  body text NOT NULL
);

CREATE INDEX models_trained_at ON models (trained_at DESC, id);

COMMENT ON TABLE models IS 'Models that were trained, whole. The key answers: what does the model that made this score say?';
COMMENT ON COLUMN models.id IS 'The beginning of the SHA-256 of body: equal models have one id.';
COMMENT ON COLUMN models.effective_from IS 'The first tick that it was to score when it was trained.';
COMMENT ON COLUMN models.accounts IS 'From how many accounts it was learned.';
COMMENT ON COLUMN models.features IS 'What it looks at.';
COMMENT ON COLUMN models.statistics IS 'How it scored the accounts that it was learned from.';
COMMENT ON INDEX models_trained_at IS 'Which model is the newest, and which was before it?';

CREATE TABLE pinned_model (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  model_id text NOT NULL REFERENCES models,
  pinned_by text NOT NULL,
  pinned_at timestamptz NOT NULL
);

COMMENT ON TABLE pinned_model IS
  'The model that somebody chose; one row at most. While it is there no other is learned. Does the server learn, or hold?';
