-- Verdicts in full: where each came from, what it belongs to, and that one was taken back. Rows are added and never changed.

CREATE TABLE audit_draws (
  day timestamptz PRIMARY KEY,
  eligible bigint NOT NULL CHECK (eligible >= drawn),
  drawn integer NOT NULL CHECK (drawn > 0),
  drawn_at timestamptz NOT NULL
);

COMMENT ON TABLE audit_draws IS 'The random samples that were drawn, one a day. The key answers: was it drawn for this day already?';
COMMENT ON COLUMN audit_draws.day IS 'When the day began, UTC.';
COMMENT ON COLUMN audit_draws.eligible IS 'Accounts that were active on that day and in no sample of the 90 days before.';

CREATE TABLE audit_items (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id text NOT NULL,
  day timestamptz NOT NULL REFERENCES audit_draws,
  inclusion_probability double precision NOT NULL CHECK (inclusion_probability > 0 AND inclusion_probability <= 1),
  drawn_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX audit_items_account_id ON audit_items (account_id, day);

COMMENT ON TABLE audit_items IS
  'Accounts that were drawn at random to be looked at, whatever their score. The key answers: which waits longest?';
COMMENT ON COLUMN audit_items.day IS 'The day on which it was active and of which it is a sample.';
COMMENT ON COLUMN audit_items.inclusion_probability IS 'How likely each eligible account of that day was to be drawn.';
COMMENT ON INDEX audit_items_account_id IS 'Was this account drawn lately?';

CREATE TABLE appeals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id text NOT NULL,
  text text NOT NULL,
  verdict_id bigint NOT NULL REFERENCES verdicts,
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL
);

CREATE INDEX appeals_account_id ON appeals (account_id, id DESC);

COMMENT ON TABLE appeals IS
  'What was said against verdicts. One is open until a verdict answers it (verdicts.appeal_id). The key answers: which are the newest?';
COMMENT ON COLUMN appeals.verdict_id IS 'The verdict that it is against: the one that stood.';
COMMENT ON INDEX appeals_account_id IS 'Has this account appealed?';

ALTER TABLE verdicts
  ADD COLUMN ring_verdict bigint REFERENCES verdicts,
  ADD COLUMN second_of bigint REFERENCES verdicts,
  ADD COLUMN appeal_id bigint REFERENCES appeals,
  ADD COLUMN audit_item bigint REFERENCES audit_items,
  ADD COLUMN wants_second boolean NOT NULL DEFAULT false,
  ADD CHECK ((second_of IS NOT NULL) = (origin = 'second_review')),
  ADD CHECK ((appeal_id IS NOT NULL) = (origin = 'appeal'));

CREATE INDEX verdicts_ring_verdict ON verdicts (ring_verdict) WHERE ring_verdict IS NOT NULL;
CREATE INDEX verdicts_second_of ON verdicts (second_of) WHERE second_of IS NOT NULL;
CREATE INDEX verdicts_appeal_id ON verdicts (appeal_id) WHERE appeal_id IS NOT NULL;
CREATE INDEX verdicts_audit_item ON verdicts (audit_item) WHERE audit_item IS NOT NULL;
CREATE INDEX verdicts_wants_second ON verdicts (id) WHERE wants_second;

COMMENT ON TABLE verdicts IS
  'What people decided about an account or a ring; the latest that was not taken back stands, none is changed. The key answers: which '
  'were entered last?';
COMMENT ON COLUMN verdicts.risk_score IS 'The score as the server had it then; null if it had none.';
COMMENT ON COLUMN verdicts.decided_by IS 'As the audit log names them: operator, api_key or console, and which.';
COMMENT ON COLUMN verdicts.decided_at IS 'Of one account or ring never earlier than of the one entered before, but where the time was brought along.';
COMMENT ON COLUMN verdicts.ring_verdict IS 'Of a member: the verdict about its ring that it was given with.';
COMMENT ON COLUMN verdicts.second_of IS 'The verdict of which it is a second opinion; it replaces none.';
COMMENT ON COLUMN verdicts.appeal_id IS 'The appeal that it answers.';
COMMENT ON COLUMN verdicts.audit_item IS 'The item of the random sample that it answers.';
COMMENT ON COLUMN verdicts.wants_second IS 'Whether it was chosen for a second opinion.';
COMMENT ON INDEX verdicts_ring_verdict IS 'Which members'' verdicts go with this one?';
COMMENT ON INDEX verdicts_second_of IS 'What does a second person say?';
COMMENT ON INDEX verdicts_appeal_id IS 'How was this appeal decided?';
COMMENT ON INDEX verdicts_audit_item IS 'Was this item of the sample looked at?';
COMMENT ON INDEX verdicts_wants_second IS 'Which wait for a second opinion?';

CREATE TABLE verdict_withdrawals (
  verdict_id bigint PRIMARY KEY REFERENCES verdicts,
  reason text NOT NULL,
  withdrawn_by text NOT NULL,
  withdrawn_at timestamptz NOT NULL
);

COMMENT ON TABLE verdict_withdrawals IS
  'Verdicts that were taken back, so that the one before stands again. The key answers: was this one?';

ALTER TABLE alert_incidents ADD COLUMN verdict_id bigint REFERENCES verdicts;

CREATE INDEX alert_incidents_verdict_id ON alert_incidents (verdict_id) WHERE verdict_id IS NOT NULL;

COMMENT ON COLUMN alert_incidents.verdict_id IS 'The verdict that closed it.';
COMMENT ON INDEX alert_incidents_verdict_id IS 'What did this verdict close, now that it is taken back?';

CREATE VIEW verdicts_now AS
SELECT v.*, w.reason AS withdraw_reason, w.withdrawn_by, w.withdrawn_at,
  w.verdict_id IS NULL AND v.origin <> 'second_review'
  AND NOT EXISTS (
    SELECT FROM verdicts l
    WHERE l.account_id = v.account_id AND (l.decided_at, l.id) > (v.decided_at, v.id) AND l.origin <> 'second_review'
      AND NOT EXISTS (SELECT FROM verdict_withdrawals lw WHERE lw.verdict_id = l.id))
  AND NOT EXISTS (
    SELECT FROM verdicts l
    WHERE l.ring_id = v.ring_id AND (l.decided_at, l.id) > (v.decided_at, v.id) AND l.origin <> 'second_review'
      AND NOT EXISTS (SELECT FROM verdict_withdrawals lw WHERE lw.verdict_id = l.id)) AS stands
FROM verdicts v LEFT JOIN verdict_withdrawals w ON w.verdict_id = v.id;

COMMENT ON VIEW verdicts_now IS 'Verdicts, whether they were taken back, and whether each is the one that stands.';

CREATE VIEW audit_items_open AS
SELECT i.* FROM audit_items i
WHERE NOT EXISTS (
  SELECT FROM verdicts v
  WHERE v.audit_item = i.id AND NOT EXISTS (SELECT FROM verdict_withdrawals w WHERE w.verdict_id = v.id));

COMMENT ON VIEW audit_items_open IS 'Items of the random sample that nobody has decided about.';

CREATE VIEW second_reviews_open AS
SELECT v.* FROM verdicts v
WHERE v.wants_second
  AND NOT EXISTS (SELECT FROM verdict_withdrawals w WHERE w.verdict_id = v.id)
  AND NOT EXISTS (
    SELECT FROM verdicts s
    WHERE s.second_of = v.id AND NOT EXISTS (SELECT FROM verdict_withdrawals w WHERE w.verdict_id = s.id));

COMMENT ON VIEW second_reviews_open IS 'Verdicts that wait for a second opinion.';

CREATE VIEW appeals_now AS
SELECT a.*, old.verdict AS appealed_verdict, old.decided_by AS appealed_by,
  answer.id AS answer_id, answer.decided_by AS answered_by, answer.decided_at AS answered_at,
  CASE WHEN answer.id IS NULL THEN 'open' WHEN answer.verdict = old.verdict THEN 'upheld' ELSE 'overturned' END AS state
FROM appeals a
JOIN verdicts old ON old.id = a.verdict_id
LEFT JOIN LATERAL (
  SELECT v.* FROM verdicts v
  WHERE v.appeal_id = a.id AND NOT EXISTS (SELECT FROM verdict_withdrawals w WHERE w.verdict_id = v.id)
  ORDER BY v.id DESC LIMIT 1) answer ON true;

COMMENT ON VIEW appeals_now IS 'Appeals and how they stand: open, or the verdict appealed against was upheld or overturned.';
