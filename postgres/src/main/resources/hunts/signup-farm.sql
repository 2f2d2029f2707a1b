-- title: Signup farms
-- question: Which devices, addresses or blocks with one kind of client hold many accounts that were just opened?
-- hit: So many accounts younger than `young` acted from the source, and they are most of all accounts there. Accounts that were opened
--   within a short time of each other make it worse.
-- innocent: A class, a shop's stand or an event where people sign up together. A carrier's NAT holds young accounts too, but far more old ones.
-- parameter young: duration 7d from 1h to 365d: how young an account is
-- parameter accounts: integer 5 from 2 to 1000000: least young accounts
-- parameter share: number 0.7 from 0 to 1: least share of young accounts among all of the source whose age is known
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH uses AS (
  SELECT e.account_id, e.device_id, e.ip, e.user_agent, min(e.account_created_at) AS created_at,
    bool_or(e.account_created_at > e.ts - :young) AS is_young
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.account_created_at IS NOT NULL
  GROUP BY e.account_id, e.device_id, e.ip, e.user_agent
),
places AS (
  SELECT account_id, created_at, is_young, user_agent,
    CASE WHEN device_id !~* '^(unknown|undefined|null|none|n/?a|[0-]+)$' THEN device_id END AS device_id,
    CASE WHEN strpos(ip, ':') > 0 AND pg_input_is_valid(ip, 'inet') THEN network(set_masklen(ip::inet, 64))::text ELSE ip END AS network,
    -- A block with one kind of client, which is more than a block alone says. Only where an address is no more than one of many.
    CASE WHEN user_agent IS NOT NULL AND pg_input_is_valid(ip, 'inet')
      THEN network(set_masklen(ip::inet, CASE family(ip::inet) WHEN 4 THEN 24 ELSE 48 END))::text END AS block
  FROM uses
),
sources AS (
  SELECT CASE WHEN grouping(device_id) = 0 THEN 'device' WHEN grouping(network) = 0 THEN 'address' ELSE 'block and client' END AS kind,
    device_id, coalesce(network, block) AS ip, CASE WHEN grouping(user_agent) = 0 THEN user_agent END AS user_agent,
    count(DISTINCT account_id) FILTER (WHERE is_young) AS young_accounts, count(DISTINCT account_id) AS account_count,
    count(DISTINCT network) AS addresses,
    min(created_at) FILTER (WHERE is_young) AS opened_from, max(created_at) FILTER (WHERE is_young) AS opened_to,
    array_agg(DISTINCT account_id) FILTER (WHERE is_young) AS accounts
  FROM places
  GROUP BY GROUPING SETS ((device_id), (network), (block, user_agent))
  HAVING count(*) >= :accounts AND num_nonnulls(device_id, network, block) > 0
)
SELECT kind, device_id, ip, user_agent, young_accounts, account_count, addresses,
  round(young_accounts::numeric / account_count, 2) AS young_share, opened_from, opened_to, accounts[1:20] AS accounts
FROM sources
WHERE young_accounts >= :accounts AND young_accounts >= :share * account_count AND (kind <> 'block and client' OR addresses >= 2)
ORDER BY young_accounts DESC, opened_to - opened_from, kind, device_id, ip, user_agent
