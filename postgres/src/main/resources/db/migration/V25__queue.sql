-- The queue of analysts: what waits for somebody's verdict, who has taken what of it, and who has passed on what.

CREATE TABLE queue_claims (
  subject text PRIMARY KEY,
  operator text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('review', 'second_review', 'appeal')),
  claimed_at timestamptz NOT NULL,
  until timestamptz NOT NULL CHECK (until > claimed_at)
);

CREATE INDEX queue_claims_operator ON queue_claims (operator);

COMMENT ON TABLE queue_claims IS
  'What somebody has taken out of the queue, each until a time of the database''s clock; afterwards whoever is next may have it. The key '
  'answers: does somebody look at this one?';
COMMENT ON COLUMN queue_claims.subject IS 'As incidents name it: account: or ring:, and the id.';
COMMENT ON COLUMN queue_claims.operator IS 'As the audit log names them: operator or api_key, and which.';
COMMENT ON COLUMN queue_claims.origin IS 'What the verdict will be, as the server chose when it was taken; whoever has it is not told.';
COMMENT ON INDEX queue_claims_operator IS 'What has this one taken?';

CREATE TABLE queue_skips (
  operator text NOT NULL,
  subject text NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (operator, subject)
);

COMMENT ON TABLE queue_skips IS
  'What somebody has passed on, and until when it is not offered to them again. The key answers: is this one to be offered?';

-- A keyed hash, so that nobody can tell from an item's number where it comes to stand.
CREATE FUNCTION queue_chance(what text) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT ('x' || left(encode(sha256(convert_to(
    coalesce((SELECT first_half || ' ' || second_half FROM hash_key), '') || ' queue ' || what, 'UTF8')), 'hex'), 12))::bit(48)::bigint
    / 281474976710656.0::double precision
$$;

COMMENT ON FUNCTION queue_chance IS 'A number from 0 to below 1 out of a text, by a hash under the secret key.';

-- What was closed by a verdict that was taken back, and nobody has decided since, waits as before.
CREATE VIEW queue_incidents AS
SELECT CASE WHEN i.kind = 'ring' THEN 'ring' ELSE 'account' END AS kind, coalesce(i.ring_id, i.account_id) AS id,
  i.score::double precision AS score, i.opened_at AS since
FROM alert_incidents i
WHERE i.closed_at IS NULL AND i.kind IN ('account', 'ring', 'hunt')
UNION ALL
SELECT CASE WHEN i.kind = 'ring' THEN 'ring' ELSE 'account' END, coalesce(i.ring_id, i.account_id), i.score::double precision, i.opened_at
FROM verdict_withdrawals w JOIN alert_incidents i ON i.verdict_id = w.verdict_id
WHERE i.closed_at IS NOT NULL
  AND NOT EXISTS (SELECT FROM alert_incidents later WHERE later.dedup_key = i.dedup_key AND later.id > i.id)
  AND NOT EXISTS (SELECT FROM verdicts_now s WHERE s.account_id = i.account_id AND s.stands AND s.verdict <> 'unsure')
  AND NOT EXISTS (SELECT FROM verdicts_now s WHERE s.ring_id = i.ring_id AND s.stands AND s.verdict <> 'unsure');

COMMENT ON VIEW queue_incidents IS 'The matters of incidents that nobody has decided: those that are open, and those whose verdict was taken back.';

-- Items of the random sample come one by one within the day after the draw, each as if its incident had been opened just then, and stand
-- at any place among incidents; so do second opinions. Who waits because of an appeal waits as what is risky does.
-- What nobody can decide about, for its id is longer than that of a verdict may be, does not wait; characters are counted as Java does.
CREATE VIEW queue_causes AS
SELECT * FROM (
SELECT i.kind, i.id, 'review' AS origin, i.score, i.score AS points, i.since, NULL::text AS not_for
FROM queue_incidents i
UNION ALL
SELECT 'account', a.account_id, 'review', NULL, s.least + (s.most - s.least) * queue_chance('place ' || a.id), due.at, NULL
FROM audit_items_open a
CROSS JOIN LATERAL (SELECT a.drawn_at + interval '1 day' * queue_chance('due ' || a.id) AS at) due
CROSS JOIN (SELECT coalesce(min(score), 40) AS least, coalesce(max(score), 100) AS most FROM queue_incidents) s
WHERE due.at <= statement_timestamp()
UNION ALL
SELECT CASE WHEN r.ring_id IS NULL THEN 'account' ELSE 'ring' END, coalesce(r.ring_id, r.account_id), 'second_review', NULL,
  s.least + (s.most - s.least) * queue_chance('second ' || r.id), r.decided_at, r.decided_by
FROM second_reviews_open r
CROSS JOIN (SELECT coalesce(min(score), 40) AS least, coalesce(max(score), 100) AS most FROM queue_incidents) s
UNION ALL
SELECT 'account', a.account_id, 'appeal', NULL, 70, a.opened_at, a.appealed_by
FROM appeals_now a WHERE a.state = 'open') cause
WHERE octet_length(id) BETWEEN 1 AND 500
  OR (octet_length(id) > 500 AND length(id) + length(regexp_replace(id, '[^\U00010000-\U0010FFFF]', '', 'g')) <= 500);

COMMENT ON VIEW queue_causes IS
  'Why accounts and rings wait for a verdict: of one there may be several. points says where it stands before its age is counted, not_for '
  'who may not decide it.';
