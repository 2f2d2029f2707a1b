-- Thresholds in full: what every calibration came to, who let it pass, and from which minute on it holds.

-- Nothing ever wrote threshold_history before.
DROP TABLE threshold_history;

CREATE TABLE threshold_history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('account', 'ring')),
  origin text NOT NULL CHECK (origin IN ('calibration', 'hand')),
  state text NOT NULL CHECK (state IN ('refused', 'unchanged', 'proposed', 'replaced', 'rejected', 'approved')),
  threshold score,
  previous_threshold score NOT NULL,
  max_fpr double precision CHECK (max_fpr > 0 AND max_fpr < 1),
  confidence double precision CHECK (confidence > 0 AND confidence < 1),
  benign_count bigint CHECK (benign_count >= 0),
  violation_probability double precision CHECK (violation_probability BETWEEN 0 AND 1),
  window_from timestamptz,
  window_to timestamptz CHECK (window_to >= window_from),
  reason text NOT NULL,
  report jsonb,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  effective_from_minute bigint,
  CHECK ((threshold IS NULL) = (state = 'refused')),
  CHECK (num_nulls(decided_by, decided_at, decision_reason) IN (0, 3)),
  CHECK ((decided_at IS NOT NULL) = (state IN ('replaced', 'rejected', 'approved'))),
  CHECK (effective_from_minute IS NULL OR state = 'approved'),
  CHECK (num_nulls(max_fpr, confidence, benign_count, window_from, window_to, report) IN (0, 6)),
  CHECK ((origin = 'calibration') = (report IS NOT NULL))
);

CREATE INDEX threshold_history_kind ON threshold_history (kind, id DESC);
CREATE INDEX threshold_history_approved ON threshold_history (decided_at, id) WHERE state = 'approved';
CREATE UNIQUE INDEX threshold_history_proposed ON threshold_history (kind, origin) WHERE state = 'proposed';

COMMENT ON TABLE threshold_history IS
  'Every threshold that was proposed, with the bound it was calibrated to and who let it pass, and every calibration that came to '
  'none. The key answers: what was this proposal?';
COMMENT ON COLUMN threshold_history.state IS
  'refused: there is no threshold under what was asked for. unchanged: what holds is as good. replaced: another was proposed before it was decided.';
COMMENT ON COLUMN threshold_history.threshold IS 'Incidents are opened from this score on; null if there is none.';
COMMENT ON COLUMN threshold_history.previous_threshold IS 'What held when it was proposed.';
COMMENT ON COLUMN threshold_history.benign_count IS 'Benign accounts of the random sample that the bound rests on.';
COMMENT ON COLUMN threshold_history.violation_probability IS 'How likely the bound is broken all the same; null if it does not rest on one.';
COMMENT ON COLUMN threshold_history.window_from IS 'From when labels were taken, up to window_to.';
COMMENT ON COLUMN threshold_history.reason IS 'Why, as a sentence: of the calibration or of the person.';
COMMENT ON COLUMN threshold_history.report IS
  'What the calibration rests on: rates, areas under the curves, the curves, who would newly be flagged and who no longer.';
COMMENT ON COLUMN threshold_history.effective_from_minute IS
  'First tick at which it holds, in minutes since 1970-01-01T00:00Z; null until whoever moves incidents has read it.';
COMMENT ON INDEX threshold_history_kind IS 'How did the threshold drift?';
COMMENT ON INDEX threshold_history_approved IS 'Which threshold holds, and which held at that minute?';
COMMENT ON INDEX threshold_history_proposed IS 'Is one waiting to be decided? There is one at most of a kind and origin.';
