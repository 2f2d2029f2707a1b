-- title: Members of rings and their own risk
-- question: Who belongs to the worst living rings, and how risky is each member by itself?
-- hit: The account is in a living ring with such a score, and was active in the window. A member whose own score is low is worth a look
--   all the same: rings keep quiet accounts.
-- innocent: A member may have been drawn in by one shared device or card. The ring's page shows what ties it.
-- parameter score: number 40 from 0 to 100: least score of the ring
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH members AS (
  SELECT m.account_id, m.role, m.joined_at, r.ring_id, r.ring_score, r.members
  FROM rings r JOIN ring_members m USING (ring_id)
  WHERE r.dissolved_at IS NULL AND m.left_at IS NULL AND r.ring_score >= :score
),
active AS (
  SELECT e.account_id, count(*) AS events, count(*) FILTER (WHERE e.enforced) AS enforced_events, max(e.ts) AS last_at
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.account_id IN (SELECT account_id FROM members)
  GROUP BY e.account_id
)
SELECT m.ring_id, m.account_id, m.ring_score, s.risk_score, m.role, m.members AS ring_members, a.events, a.enforced_events,
  m.joined_at, a.last_at
FROM members m JOIN active a USING (account_id) LEFT JOIN accounts s USING (account_id)
ORDER BY m.ring_score DESC, m.ring_id, s.risk_score DESC NULLS LAST, m.account_id
