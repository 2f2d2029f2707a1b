-- title: Devices that change hands
-- question: On which devices did one account follow another within a short time?
-- hit: An account acted on the device no longer than `within` after another account did. One change from A to B is enough.
--   Returns are changes to an account that was on the device before: somebody works through several accounts. They stand first.
-- innocent: Families and public computers, though visitors of those seldom come back the same day. Accounts of one person, such as a
--   private one and a shop's. A device with more accounts than `most` is an id that stands for "none" and is left out.
-- parameter within: duration 30m from 1s to 1d: longest time between the two accounts
-- parameter changes: integer 1 from 1 to 1000000: least changes
-- parameter most: integer 100 from 2 to 1000000: most accounts on the device
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH pairs AS (
  SELECT e.device_id, e.account_id
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.device_id IS NOT NULL
  GROUP BY e.device_id, e.account_id
),
shared AS MATERIALIZED (
  SELECT device_id
  FROM pairs
  WHERE device_id !~* '^(unknown|undefined|null|none|n/?a|[0-]+)$'
  GROUP BY device_id
  HAVING count(*) BETWEEN 2 AND :most
),
-- Events of one moment stand by account, so that two accounts at once are one change and not many.
turns AS (
  SELECT e.device_id, e.account_id, e.ts,
    lag(e.account_id) OVER (PARTITION BY e.device_id ORDER BY e.ts, e.account_id) AS before,
    e.ts - lag(e.ts) OVER (PARTITION BY e.device_id ORDER BY e.ts, e.account_id) AS gap,
    row_number() OVER (PARTITION BY e.device_id, e.account_id ORDER BY e.ts) > 1 AS known
  FROM raw_events e JOIN shared USING (device_id)
  WHERE e.ts >= :since AND e.ts < :until
),
changes AS (
  SELECT device_id, account_id, before, gap, ts, known
  FROM turns
  WHERE before <> account_id AND gap <= :within
),
found AS (
  SELECT device_id, count(*) AS changes, count(*) FILTER (WHERE known) AS returns, min(gap) AS shortest,
    min(ts) AS first_at, max(ts) AS last_at
  FROM changes
  GROUP BY device_id
  HAVING count(*) >= :changes
),
hands AS (
  SELECT device_id, array_agg(DISTINCT account_id) AS accounts
  FROM (SELECT device_id, account_id FROM changes UNION ALL SELECT device_id, before FROM changes)
  GROUP BY device_id
)
SELECT f.device_id, cardinality(h.accounts) AS account_count, f.changes, f.returns, f.shortest AS shortest_gap, f.first_at, f.last_at,
  h.accounts[1:20] AS accounts
FROM found f JOIN hands h USING (device_id)
ORDER BY f.returns DESC, f.changes DESC, f.device_id
