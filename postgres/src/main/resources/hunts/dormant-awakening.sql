-- title: Dormant accounts that wake together
-- question: Which accounts came back after a long silence, several at about the same time on one device or address or to one target?
-- hit: So many accounts that had been silent for `dormant` did their first events within `together` of each other, with the device, the
--   address or the target in common, and they are most of all accounts there. They are old stock that was bought, or taken over in one go.
--   Silence is only known as far back as events are kept: where there are none from the day before it began, the hunt finds nothing.
-- innocent: A newsletter, a sale or a season brings people back, but among many who never left. A family after the holidays.
-- parameter dormant: duration 14d from 1d to 365d: least silence before
-- parameter together: duration 1h from 1s to 7d: within how long they wake
-- parameter accounts: integer 5 from 2 to 1000000: least accounts
-- parameter share: number 0.5 from 0 to 1: least share of all accounts on the device, the address or the target
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH returns AS (
  SELECT e.account_id, min(e.ts) AS woke_at, min(e.account_created_at) AS created_at
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until
    AND EXISTS (
      SELECT FROM raw_events o WHERE o.ts >= :since - :dormant - INTERVAL '24 hours' AND o.ts < :since - :dormant)
  GROUP BY e.account_id
),
-- Only one that is old enough can have been silent.
old AS (
  SELECT r.account_id, r.woke_at
  FROM returns r LEFT JOIN accounts s USING (account_id)
  WHERE least(r.created_at, s.account_created_at, s.first_event_at) < r.woke_at - :dormant
),
-- Of the days that lie whole in the silence account_days has the sum: of these only events are read that are not in it yet. All others
-- are those before the first midnight of the silence and those after the last one before the window.
active AS (
  SELECT account_id, max(last_at) AS last_at
  FROM (
    SELECT e.account_id, e.ts AS last_at
    FROM raw_events e
    WHERE e.ts >= greatest(:since - :dormant, date_bin(INTERVAL '24 hours', :since, TIMESTAMPTZ '2000-01-01 00:00:00+00')) AND e.ts < :since
    UNION ALL
    SELECT e.account_id, e.ts
    FROM raw_events e
    WHERE e.ts >= :since - :dormant AND e.ts < least(date_bin(INTERVAL '24 hours', :since, TIMESTAMPTZ '2000-01-01 00:00:00+00'),
      date_bin(INTERVAL '24 hours', :since - :dormant - INTERVAL '1 microsecond', TIMESTAMPTZ '2000-01-01 00:00:00+00')
      + INTERVAL '24 hours')
    UNION ALL
    SELECT e.account_id, e.ts
    FROM raw_events e
    WHERE e.ts >= date_bin(INTERVAL '24 hours', :since - :dormant - INTERVAL '1 microsecond', TIMESTAMPTZ '2000-01-01 00:00:00+00')
      + INTERVAL '24 hours'
      AND e.ts < date_bin(INTERVAL '24 hours', :since, TIMESTAMPTZ '2000-01-01 00:00:00+00') AND e.seq > (SELECT seq FROM account_days_counted)
    UNION ALL
    SELECT d.account_id, d.last_at
    FROM account_days d
    WHERE d.day >= date_bin(INTERVAL '24 hours', :since - :dormant - INTERVAL '1 microsecond', TIMESTAMPTZ '2000-01-01 00:00:00+00')
      + INTERVAL '24 hours'
      AND d.day < date_bin(INTERVAL '24 hours', :since, TIMESTAMPTZ '2000-01-01 00:00:00+00'))
  WHERE account_id IN (SELECT account_id FROM old)
  GROUP BY account_id
),
sleepers AS MATERIALIZED (
  SELECT o.account_id, o.woke_at
  FROM old o LEFT JOIN active a USING (account_id)
  WHERE a.account_id IS NULL OR a.last_at <= o.woke_at - :dormant
),
-- Only what an account did when it came back ties it to others.
uses AS MATERIALIZED (
  SELECT s.account_id, s.woke_at, e.device_id, e.ip, e.target
  FROM raw_events e JOIN sleepers s USING (account_id)
  WHERE e.ts >= :since AND e.ts < :until AND e.ts <= s.woke_at + :together
),
keys AS (
  SELECT 'device' AS kind, device_id AS value, account_id, woke_at FROM uses WHERE device_id IS NOT NULL
  UNION
  SELECT 'address', ip, account_id, woke_at FROM uses WHERE ip IS NOT NULL
  UNION
  SELECT 'target', target, account_id, woke_at FROM uses WHERE target IS NOT NULL
),
shared AS (
  SELECT kind, value FROM keys GROUP BY kind, value HAVING count(*) >= :accounts
),
sources AS (
  SELECT 'device' AS kind, e.device_id AS value, count(DISTINCT e.account_id) AS accounts
  FROM raw_events e JOIN shared s ON s.kind = 'device' AND s.value = e.device_id
  WHERE e.ts >= :since AND e.ts < :until
  GROUP BY e.device_id
  UNION ALL
  SELECT 'address', e.ip, count(DISTINCT e.account_id)
  FROM raw_events e JOIN shared s ON s.kind = 'address' AND s.value = e.ip
  WHERE e.ts >= :since AND e.ts < :until
  GROUP BY e.ip
  UNION ALL
  SELECT 'target', e.target, count(DISTINCT e.account_id)
  FROM raw_events e JOIN shared s ON s.kind = 'target' AND s.value = e.target
  WHERE e.ts >= :since AND e.ts < :until
  GROUP BY e.target
),
woken AS (
  SELECT kind, value, s.accounts, k.account_id, k.woke_at
  FROM keys k JOIN sources s USING (kind, value)
),
-- For each of them, how many woke within the span that ends with it.
waves AS (
  SELECT kind, value, accounts, account_id, woke_at,
    count(*) OVER (
      PARTITION BY kind, value ORDER BY woke_at
      RANGE BETWEEN :together - INTERVAL '1 microsecond' PRECEDING AND CURRENT ROW) AS woken
  FROM woken
),
largest AS (
  SELECT DISTINCT ON (kind, value) kind, value, accounts, woke_at, woken
  FROM waves
  WHERE woken >= greatest(:accounts, :share * accounts)
  ORDER BY kind, value, woken DESC, woke_at
)
SELECT l.kind, CASE l.kind WHEN 'device' THEN l.value END AS device_id, CASE l.kind WHEN 'address' THEN l.value END AS ip,
  CASE l.kind WHEN 'target' THEN l.value END AS target, l.woken AS account_count, l.accounts AS all_accounts,
  min(w.woke_at) AS first_woke_at, max(w.woke_at) AS last_woke_at,
  (array_agg(w.account_id ORDER BY w.account_id))[1:20] AS accounts
FROM largest l JOIN waves w ON w.kind = l.kind AND w.value = l.value AND w.woke_at > l.woke_at - :together AND w.woke_at <= l.woke_at
GROUP BY l.kind, l.value, l.woken, l.accounts
ORDER BY l.woken DESC, l.woken::double precision / l.accounts DESC, l.kind, l.value
