CREATE TABLE learned_blends (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('refused', 'proposed', 'replaced', 'rejected', 'approved', 'ended')),
  reason text NOT NULL,
  verdicts integer NOT NULL CHECK (verdicts >= 0),
  report jsonb NOT NULL,
  weights jsonb,
  spread double precision[],
  learned_until timestamptz,
  threshold score,
  previous_threshold score,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  ended_by text,
  ended_at timestamptz,
  end_reason text,
  checked_at timestamptz,
  CHECK (num_nulls(weights, spread, learned_until, threshold, previous_threshold) = CASE WHEN state = 'refused' THEN 5 ELSE 0 END),
  CHECK (num_nulls(decided_by, decided_at, decision_reason) IN (0, 3)),
  CHECK ((decided_at IS NOT NULL) = (state IN ('replaced', 'rejected', 'approved', 'ended'))),
  CHECK (num_nulls(ended_by, ended_at, end_reason) IN (0, 3)),
  CHECK ((ended_at IS NOT NULL) = (state = 'ended'))
);

CREATE UNIQUE INDEX learned_blends_in_force ON learned_blends (state) WHERE state = 'approved';

COMMENT ON TABLE learned_blends IS 'What verdicts taught scores, each time that this was asked, and what became of it. The key answers: what was said under this number?';
COMMENT ON COLUMN learned_blends.reason IS 'What the test of it came to, as a sentence.';
COMMENT ON COLUMN learned_blends.report IS 'The figures that this rests on; names no account.';
COMMENT ON COLUMN learned_blends.weights IS 'The coefficients, as the log has them; null where it was refused.';
COMMENT ON COLUMN learned_blends.spread IS 'How what it adds was spread over accounts: what later ones are compared with.';
COMMENT ON COLUMN learned_blends.learned_until IS 'When the newest verdict was given that it was learned from.';
COMMENT ON COLUMN learned_blends.threshold IS 'The threshold of accounts that goes with it.';
COMMENT ON COLUMN learned_blends.previous_threshold IS 'What held without it.';
COMMENT ON COLUMN learned_blends.ended_by IS 'Who gave it up; system if later accounts or verdicts spoke against it.';
COMMENT ON COLUMN learned_blends.checked_at IS 'When it was last asked whether it still fits.';
COMMENT ON INDEX learned_blends_in_force IS 'Which holds? One at most.';
