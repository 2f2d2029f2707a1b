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
-- timeout: 20s
WITH attempts AS (
  SELECT e.account_id, e.ts, e.outcome, e.ip, e.device_id,
    CASE WHEN pg_input_is_valid(e.ip, 'inet')
      THEN network(set_masklen(e.ip::inet, CASE family(e.ip::inet) WHEN 4 THEN 24 ELSE 48 END))::text END AS block
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.outcome IN (0, 1) AND coalesce(:action, 'any') IN ('any', e.action)
),
sources AS (
  SELECT
    CASE WHEN grouping(ip) = 0 THEN 'address' WHEN grouping(block) = 0 THEN 'block'
      WHEN grouping(device_id) = 0 THEN 'device' ELSE 'account' END AS kind,
    ip, block, device_id, account_id, count(*) AS attempts, count(*) FILTER (WHERE outcome = 1) AS failures,
    min(ts) AS first_at, max(ts) AS last_at
  FROM attempts
  GROUP BY GROUPING SETS ((ip), (block), (device_id), (account_id))
  HAVING count(*) >= :attempts AND count(*) FILTER (WHERE outcome = 1) >= :failed * count(*)
),
found AS (
  SELECT s.kind, s.ip, s.block, s.device_id, s.account_id, s.attempts, s.failures, s.first_at, s.last_at,
    count(DISTINCT a.account_id) AS account_count, count(DISTINCT a.ip) AS addresses,
    array_agg(DISTINCT a.account_id) FILTER (WHERE a.outcome = 0) AS entered
  FROM sources s JOIN attempts a
    ON CASE s.kind WHEN 'address' THEN s.ip WHEN 'block' THEN s.block WHEN 'device' THEN s.device_id ELSE s.account_id END
      = CASE s.kind WHEN 'address' THEN a.ip WHEN 'block' THEN a.block WHEN 'device' THEN a.device_id ELSE a.account_id END
  GROUP BY s.kind, s.ip, s.block, s.device_id, s.account_id, s.attempts, s.failures, s.first_at, s.last_at
)
SELECT kind, coalesce(ip, block) AS ip, device_id, account_id, attempts, failures,
  round(failures::numeric / attempts, 3) AS failed_share, account_count, addresses, coalesce(cardinality(entered), 0) AS entered_count,
  first_at, last_at, entered[1:20] AS accounts
FROM found
WHERE CASE kind WHEN 'account' THEN addresses >= :addresses WHEN 'block' THEN account_count >= :accounts AND addresses >= 2
  ELSE account_count >= :accounts END
ORDER BY failures DESC, kind, ip, device_id, account_id
