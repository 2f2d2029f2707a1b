-- title: Addresses with many accounts
-- question: Which addresses were used by many accounts within a short time?
-- hit: At the fullest moment so many accounts had used the address within the span, and those who used it come with clearly fewer
--   devices than accounts: either at that moment or, as a farm shows in an hour no more than a few of its accounts, in all the time.
--   Accounts and what they did are those of all the time. An IPv6 address stands for its /64, which is what one connection gets.
--   Where no device was reported, only the number of accounts counts. The more accounts on a device the higher it stands, and those
--   accounts are named first that have their device in common with most others. New accounts are younger than 30 days.
-- innocent: Public computers and kiosks, families that share a tablet. A carrier's NAT, an office or a cafe has many accounts too, but
--   about as many devices, and is left out by per_device.
-- parameter span: duration 1h from 1s to 1d: within how long the accounts were there
-- parameter accounts: integer 4 from 2 to 1000000: least accounts
-- parameter per_device: number 1.5 from 0 to 1000000: least accounts for each device
-- since: 24h
-- limit: 500
-- timeout: 60s
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
shared AS (
  SELECT n.network
  FROM pairs p JOIN networks n USING (ip)
  GROUP BY n.network
  HAVING count(DISTINCT p.account_id) >= :accounts
),
-- Only what is needed to find the fullest moment: these are many.
sightings AS (
  SELECT n.network, e.account_id, e.ts
  FROM raw_events e JOIN networks n USING (ip) JOIN shared USING (network)
  WHERE e.ts >= :since AND e.ts < :until
),
-- Any span lies within two neighbouring pieces, and one of them has half of the accounts.
crowded AS (
  SELECT DISTINCT network
  FROM (
    SELECT network, date_bin(:span, ts, TIMESTAMPTZ '2000-01-01 00:00:00+00') AS piece
    FROM sightings
    GROUP BY network, account_id, piece)
  GROUP BY network, piece
  HAVING count(*) * 2 >= :accounts
),
visits AS (
  SELECT network, ts, lag(ts) OVER w AS before, lead(ts) OVER w AS again
  FROM sightings JOIN crowded USING (network)
  WINDOW w AS (PARTITION BY network, account_id ORDER BY ts)
),
-- An account is there from an event until the span after it is over, unless it does something again before.
steps AS (
  SELECT network, ts AS at, 1 AS step FROM visits WHERE before IS NULL OR ts - before > :span
  UNION ALL
  SELECT network, ts + :span, -1 FROM visits WHERE again IS NULL OR again - ts > :span
),
-- Who leaves at a moment is gone when others come at it.
present AS (
  SELECT network, at, sum(step) OVER (PARTITION BY network ORDER BY at, step) AS accounts
  FROM steps
),
fullest AS (
  SELECT DISTINCT ON (network) network, at, accounts
  FROM present
  WHERE accounts >= :accounts
  ORDER BY network, accounts DESC, at
),
-- These are few, so it is made first.
doors AS MATERIALIZED (
  SELECT n.ip, f.network, f.at FROM networks n JOIN fullest f USING (network)
),
-- What is written where no device is known is no device.
guests AS MATERIALIZED (
  SELECT d.network, d.at, e.account_id, e.outcome, e.ts > d.at - :span AND e.ts <= d.at AS at_once,
    e.account_created_at > e.ts - INTERVAL '720 hours' AS is_new,
    CASE WHEN e.device_id !~* '^(unknown|undefined|null|none|n/?a|[0-]+)$' THEN e.device_id END AS device_id
  FROM raw_events e JOIN doors d USING (ip)
  WHERE e.ts >= :since AND e.ts < :until
),
company AS (
  SELECT one.network, one.account_id, count(DISTINCT other.account_id) AS others
  FROM guests one LEFT JOIN guests other ON other.network = one.network AND other.device_id = one.device_id
  GROUP BY one.network, one.account_id, one.device_id
),
named AS (
  SELECT network, coalesce(array_agg(account_id ORDER BY others DESC, account_id) FILTER (WHERE others <> 1), '{}') AS accounts
  FROM (SELECT network, account_id, max(others) AS others FROM company GROUP BY network, account_id)
  GROUP BY network
),
found AS (
  SELECT network, at, count(DISTINCT account_id) AS account_count, count(DISTINCT account_id) FILTER (WHERE at_once) AS at_once,
    count(DISTINCT device_id) AS devices, count(DISTINCT device_id) FILTER (WHERE at_once) AS devices_at_once,
    count(DISTINCT account_id) FILTER (WHERE device_id IS NOT NULL) AS with_device,
    count(DISTINCT account_id) FILTER (WHERE device_id IS NOT NULL AND at_once) AS with_device_at_once,
    count(DISTINCT account_id) FILTER (WHERE is_new) AS new_accounts, count(*) AS events, count(*) FILTER (WHERE outcome = 1) AS failures
  FROM guests
  GROUP BY network, at
),
measured AS (
  SELECT *, greatest(with_device::double precision / nullif(devices, 0),
    with_device_at_once::double precision / nullif(devices_at_once, 0)) AS per_device
  FROM found
)
SELECT m.network AS ip, account_count, at_once, devices, round(per_device::numeric, 1) AS accounts_per_device, new_accounts, events, failures,
  at - :span AS fullest_from, at AS fullest_to, n.accounts[1:20] AS accounts
FROM measured m JOIN named n USING (network)
WHERE devices = 0 OR per_device >= :per_device
ORDER BY per_device DESC NULLS LAST, account_count DESC, m.network
