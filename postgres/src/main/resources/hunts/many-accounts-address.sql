-- title: Addresses with many accounts
-- question: Which addresses were used by many accounts within a short time?
-- hit: At the fullest moment so many accounts had used the address within the span, and those who used it come with clearly fewer
--   devices than accounts: either at that moment or, as a farm shows in an hour no more than a few of its accounts, in all the time.
--   Accounts and what they did are those of all the time. An IPv6 address stands for its /64, which is what one connection gets.
--   Where no device was reported, only the number of accounts counts. The more accounts on a device the higher it stands, and those
--   accounts are named first that have their device in common with most others; who came with a device of their own is not named. New accounts are younger than 30 days.
-- innocent: Public computers and kiosks, families that share a tablet. A carrier's NAT, an office or a cafe has many accounts too, but
--   about as many devices, and is left out by per_device.
-- parameter span: duration 1h from 1s to 1d: within how long the accounts were there
-- parameter accounts: integer 4 from 2 to 1000000: least accounts
-- parameter per_device: number 1.5 from 0 to 1000000: least accounts for each device
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH stays AS (
  -- A piece is as long as the span: what an account does within one is one stay, from its first event to its last.
  SELECT e.ip, e.account_id, date_bin(:span, e.ts, TIMESTAMPTZ '2000-01-01 00:00:00+00') AS piece,
    min(e.ts) AS first_at, max(e.ts) AS last_at
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.ip IS NOT NULL
  GROUP BY 1, 2, 3
),
networks AS (
  SELECT ip, CASE WHEN strpos(ip, ':') > 0 AND pg_input_is_valid(ip, 'inet')
      THEN network(set_masklen(ip::inet, 64))::text ELSE ip END AS network
  FROM (SELECT DISTINCT ip FROM stays)
),
-- Any span lies within two neighbouring pieces: where these have too few, nothing need be put in order. Who has two addresses of a
-- network counts twice here, which lets more through and no less.
halls AS (
  SELECT network, piece
  FROM (
    SELECT network, piece, accounts,
      CASE WHEN lag(piece) OVER w = piece - :span THEN lag(accounts) OVER w ELSE 0 END AS before,
      CASE WHEN lead(piece) OVER w = piece + :span THEN lead(accounts) OVER w ELSE 0 END AS after
    FROM (
      SELECT n.network, s.piece, count(*) AS accounts
      FROM stays s JOIN networks n USING (ip)
      GROUP BY n.network, s.piece)
    WINDOW w AS (PARTITION BY network ORDER BY piece))
  WHERE accounts + greatest(before, after) >= :accounts
),
visits AS (
  SELECT network, first_at, last_at, lag(last_at) OVER w AS before, lead(first_at) OVER w AS again
  FROM (
    SELECT h.network, s.account_id, s.piece, min(s.first_at) AS first_at, max(s.last_at) AS last_at
    FROM stays s JOIN networks n USING (ip) JOIN halls h USING (network, piece)
    GROUP BY h.network, s.account_id, s.piece)
  WINDOW w AS (PARTITION BY network, account_id ORDER BY piece)
),
-- An account is there from an event until the span after it is over, unless it does something again before.
steps AS (
  SELECT network, first_at AS at, 1 AS step FROM visits WHERE before IS NULL OR first_at - before > :span
  UNION ALL
  SELECT network, last_at + :span, -1 FROM visits WHERE again IS NULL OR again - last_at > :span
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
guests AS (
  SELECT d.network, d.at, e.account_id, CASE WHEN e.device_id !~* '^(unknown|undefined|null|none|n/?a|[0-]+)$' THEN e.device_id END AS device_id,
    count(*) AS events, count(*) FILTER (WHERE e.outcome = 1) AS failures,
    bool_or(e.account_created_at > e.ts - INTERVAL '720 hours') AS is_new, bool_or(e.ts > d.at - :span AND e.ts <= d.at) AS at_once
  FROM raw_events e JOIN doors d USING (ip)
  WHERE e.ts >= :since AND e.ts < :until
  GROUP BY 1, 2, 3, 4
),
devices AS (
  SELECT network, count(DISTINCT device_id) AS devices, count(DISTINCT account_id) FILTER (WHERE device_id IS NOT NULL) AS with_device,
    count(DISTINCT device_id) FILTER (WHERE at_once) AS devices_at_once,
    count(DISTINCT account_id) FILTER (WHERE device_id IS NOT NULL AND at_once) AS with_device_at_once
  FROM guests
  GROUP BY network
),
people AS (
  SELECT network, at, account_id, sum(events) AS events, sum(failures) AS failures, bool_or(is_new) AS is_new, bool_or(at_once) AS at_once,
    max(company) AS company
  FROM (
    SELECT *, CASE WHEN device_id IS NULL THEN 0 ELSE count(*) OVER (PARTITION BY network, device_id) END AS company
    FROM guests)
  GROUP BY network, at, account_id
),
found AS (
  SELECT network, at, count(*) AS account_count, count(*) FILTER (WHERE at_once) AS at_once, count(*) FILTER (WHERE is_new) AS new_accounts,
    sum(events)::bigint AS events, sum(failures)::bigint AS failures,
    coalesce((array_agg(account_id ORDER BY company DESC, account_id) FILTER (WHERE company <> 1))[1:20], '{}') AS accounts
  FROM people
  GROUP BY network, at
),
measured AS (
  SELECT f.*, d.devices, greatest(d.with_device::double precision / nullif(d.devices, 0),
      d.with_device_at_once::double precision / nullif(d.devices_at_once, 0)) AS per_device
  FROM found f JOIN devices d USING (network)
)
SELECT network AS ip, account_count, at_once, devices, round(per_device::numeric, 1) AS accounts_per_device, new_accounts, events, failures,
  at - :span AS fullest_from, at AS fullest_to, accounts
FROM measured
WHERE devices = 0 OR per_device >= :per_device
ORDER BY per_device DESC NULLS LAST, account_count DESC, network
