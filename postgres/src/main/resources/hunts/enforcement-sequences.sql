-- title: Accounts that were acted against again
-- question: Which accounts went on after the platform acted against them, and were acted against again?
-- hit: The platform acted against the account on so many separate occasions. Acts no longer apart than `apart` are one occasion. The
--   shortest return is the time from one occasion to the next.
-- innocent: Rules that fire on harmless behaviour fire again on the same people: look at what was enforced before blaming them.
-- parameter occasions: integer 2 from 2 to 1000000: least separate occasions
-- parameter apart: duration 1h from 0s to 30d: longest time between acts of one occasion
-- since: 7d
-- limit: 500
-- timeout: 60s
WITH acts AS (
  SELECT e.account_id, e.ts, e.action,
    e.ts - lag(e.ts) OVER (PARTITION BY e.account_id ORDER BY e.ts, e.event_id) AS gap
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.enforced
),
sequences AS (
  SELECT account_id, count(*) FILTER (WHERE gap IS NULL OR gap > :apart) AS occasions, count(*) AS enforced_events,
    min(gap) FILTER (WHERE gap > :apart) AS shortest_return, min(ts) AS first_at, max(ts) AS last_at,
    array_agg(DISTINCT action) AS actions
  FROM acts
  GROUP BY account_id
  HAVING count(*) FILTER (WHERE gap IS NULL OR gap > :apart) >= :occasions
)
SELECT q.account_id, q.occasions, q.enforced_events, q.shortest_return, q.first_at, q.last_at,
  array_to_string(q.actions, ', ') AS actions, s.risk_score
FROM sequences q LEFT JOIN accounts s USING (account_id)
ORDER BY q.occasions DESC, q.shortest_return, q.account_id
