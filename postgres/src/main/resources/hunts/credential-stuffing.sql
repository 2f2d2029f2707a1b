-- title: Credential stuffing
-- question: Which addresses, blocks of addresses or devices tried many accounts, and which accounts were tried from many addresses, mostly in vain?
-- hit: So many attempts came from the source, most of them failed, and they were at so many accounts; or they were at one account from so
--   many addresses. Blocks are /24, and /48 of IPv6, and hold two addresses at least. Accounts that the source got into are listed:
--   they are the urgent part.
-- innocent: A carrier's NAT has many accounts but most of them get in. An outage of the login fails everybody from everywhere. A tester's
--   or a partner's address.
-- parameter action: text login: the action that is an attempt, or any for all actions
-- parameter attempts: integer 20 from 2 to 1000000000: least attempts with a known outcome
-- parameter failed: number 0.8 from 0 to 1: least share of failures
-- parameter accounts: integer 10 from 2 to 1000000: least accounts that one source tried
-- parameter addresses: integer 5 from 2 to 1000000: least addresses that one account was tried from
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH attempts AS (
  SELECT e.account_id, e.ts, e.outcome, e.ip, e.device_id
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.outcome IN (0, 1) AND coalesce(:action, 'any') IN ('any', e.action)
),
-- The same attempt counts for all that it came from.
keys AS (
  SELECT k.kind, k.value, a.account_id, a.ts, a.outcome, a.ip
  FROM attempts a CROSS JOIN LATERAL (VALUES
    ('address', a.ip),
    ('block', CASE WHEN pg_input_is_valid(a.ip, 'inet')
      THEN network(set_masklen(a.ip::inet, CASE family(a.ip::inet) WHEN 4 THEN 24 ELSE 48 END))::text END),
    ('device', a.device_id),
    ('account', a.account_id)) AS k (kind, value)
  WHERE k.value IS NOT NULL
),
sources AS (
  SELECT kind, value
  FROM keys
  GROUP BY kind, value
  HAVING count(*) >= :attempts AND count(*) FILTER (WHERE outcome = 1) >= :failed * count(*)
),
found AS (
  SELECT kind, value, count(*) AS attempts, count(*) FILTER (WHERE outcome = 1) AS failures, min(ts) AS first_at, max(ts) AS last_at,
    count(DISTINCT account_id) AS account_count, count(DISTINCT ip) AS addresses,
    array_agg(DISTINCT account_id) FILTER (WHERE outcome = 0) AS entered
  FROM keys JOIN sources USING (kind, value)
  GROUP BY kind, value
)
SELECT kind, CASE WHEN kind IN ('address', 'block') THEN value END AS ip, CASE kind WHEN 'device' THEN value END AS device_id,
  CASE kind WHEN 'account' THEN value END AS account_id, attempts, failures, round(failures::numeric / attempts, 3) AS failed_share,
  account_count, addresses, coalesce(cardinality(entered), 0) AS entered_count, first_at, last_at, entered[1:20] AS accounts
FROM found
WHERE CASE kind WHEN 'account' THEN addresses >= :addresses WHEN 'block' THEN account_count >= :accounts AND addresses >= 2
  ELSE account_count >= :accounts END
ORDER BY failures DESC, kind, value
