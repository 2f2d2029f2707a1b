-- title: Addresses with many accounts
-- question: Which addresses were used by many accounts within a short time?
-- hit: At the fullest moment so many accounts had used the address within the span, and they came with clearly fewer devices than
--   accounts. An IPv6 address stands for its /64, which is what one connection gets. Where no device was reported, only the number
--   of accounts counts. The more accounts on a device the higher it stands.
-- innocent: Public computers and kiosks, families that share a tablet. A carrier's NAT, an office or a cafe has many accounts too, but
--   about as many devices, and is left out by per_device.
-- parameter span: duration 1h from 1s to 1d: within how long the accounts were there
-- parameter accounts: integer 4 from 2 to 1000000: least accounts
-- parameter per_device: number 1.5 from 0 to 1000000: least accounts for each device
-- since: 24h
-- limit: 500
-- timeout: 20s
WITH pairs AS (
  SELECT e.ip, e.account_id
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.ip IS NOT NULL
  GROUP BY e.ip, e.account_id
),
networks AS (
  SELECT ip, CASE WHEN strpos(ip, ':') > 0 AND pg_input_is_valid(ip, 'inet')
      THEN network(set_masklen(ip::inet, 64))::text ELSE ip END AS network
  FROM (SELECT DISTINCT ip FROM pairs)
),
crowded AS (
  SELECT n.network
  FROM pairs p JOIN networks n USING (ip)
  GROUP BY n.network
  HAVING count(DISTINCT p.account_id) >= :accounts
),
visits AS (
  SELECT n.network, e.account_id, e.ts, e.outcome, e.account_created_at,
    -- What is written where no device is known is no device.
    CASE WHEN e.device_id !~* '^(unknown|undefined|null|none|n/?a|[0-]+)$' THEN e.device_id END AS device_id,
    CASE WHEN e.ts - lag(e.ts) OVER (PARTITION BY n.network, e.account_id ORDER BY e.ts) <= :span THEN 0 ELSE 1 END AS arrives
  FROM raw_events e JOIN networks n USING (ip) JOIN crowded c USING (network)
  WHERE e.ts >= :since AND e.ts < :until
),
-- An account is there from an event until the span after it is over.
stays AS (
  SELECT network, account_id, stay, min(ts) AS arrived, max(ts) + :span AS gone
  FROM (
    SELECT network, account_id, ts, sum(arrives) OVER (PARTITION BY network, account_id ORDER BY ts) AS stay
    FROM visits)
  GROUP BY network, account_id, stay
),
-- Who leaves at a moment is gone when others come at it.
present AS (
  SELECT network, at, sum(step) OVER (PARTITION BY network ORDER BY at, step) AS accounts
  FROM (
    SELECT network, arrived AS at, 1 AS step FROM stays
    UNION ALL
    SELECT network, gone, -1 FROM stays)
),
fullest AS (
  SELECT DISTINCT ON (network) network, at, accounts
  FROM present
  WHERE accounts >= :accounts
  ORDER BY network, accounts DESC, at
),
found AS (
  SELECT f.network, f.at, count(DISTINCT v.account_id) AS account_count,
    count(DISTINCT v.account_id) FILTER (WHERE v.device_id IS NOT NULL) AS with_device,
    count(DISTINCT v.device_id) AS devices, count(*) AS events,
    count(*) FILTER (WHERE v.outcome = 1) AS failures,
    count(DISTINCT v.account_id) FILTER (WHERE v.account_created_at > v.ts - INTERVAL '30 days') AS new_accounts,
    array_agg(DISTINCT v.account_id) AS accounts
  FROM fullest f JOIN visits v ON v.network = f.network AND v.ts > f.at - :span AND v.ts <= f.at
  GROUP BY f.network, f.at
)
SELECT network AS ip, account_count, devices, round(with_device::numeric / nullif(devices, 0), 1) AS accounts_per_device,
  new_accounts, events, failures, at - :span AS fullest_from, at AS fullest_to, accounts[1:20] AS accounts
FROM found
WHERE devices = 0 OR with_device >= :per_device * devices
ORDER BY with_device::double precision / nullif(devices, 0) DESC NULLS LAST, account_count DESC, network
