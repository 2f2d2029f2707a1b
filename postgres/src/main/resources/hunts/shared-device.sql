-- title: Shared devices
-- question: Which devices were used by several accounts?
-- hit: So many accounts acted from the device. The more addresses they came from the higher it stands: a computer that people
--   share stands in one place, and a device that is copied or run behind proxies does not.
-- innocent: Families, public computers, shop terminals, phones that were sold. A device with more accounts than `most` is an id
--   that collides or stands for "none" and is left out.
-- parameter accounts: integer 3 from 2 to 1000000: least accounts on the device
-- parameter most: integer 100 from 2 to 1000000: most accounts on the device
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH uses AS (
  SELECT e.device_id, e.account_id, e.ip, count(*) AS events, count(*) FILTER (WHERE e.enforced) AS enforced,
    min(e.ts) AS first_at, max(e.ts) AS last_at
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.device_id IS NOT NULL
  GROUP BY e.device_id, e.account_id, e.ip
),
shared AS (
  SELECT device_id
  FROM uses
  WHERE device_id !~* '^(unknown|undefined|null|none|n/?a|[0-]+)$'
  GROUP BY device_id
  HAVING min(account_id) < max(account_id) AND count(DISTINCT account_id) BETWEEN :accounts AND :most
),
found AS (
  SELECT device_id, count(DISTINCT account_id) AS account_count,
    count(DISTINCT CASE WHEN strpos(ip, ':') > 0 AND pg_input_is_valid(ip, 'inet')
      THEN network(set_masklen(ip::inet, 64))::text ELSE ip END) AS addresses,
    sum(events) AS events, sum(enforced) AS enforced_events, min(first_at) AS first_at, max(last_at) AS last_at,
    array_agg(DISTINCT account_id) AS accounts
  FROM uses JOIN shared USING (device_id)
  GROUP BY device_id
)
SELECT device_id, account_count, addresses, events, enforced_events, first_at, last_at, accounts[1:20] AS accounts
FROM found
ORDER BY least(account_count, addresses) DESC, account_count DESC, device_id
