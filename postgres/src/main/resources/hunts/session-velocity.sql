-- title: Sessions faster than people
-- question: In which sessions did events follow each other faster than people act?
-- hit: The session holds at least so many events, and so many a minute from its first to its last. A session ends with a pause longer
--   than `gap`. Events of one moment count each; a session shorter than a second counts as one second long.
-- innocent: Clients that send what they kept while offline, clients that report every keystroke as an event, paid automation.
-- parameter events: integer 20 from 3 to 1000000: least events in the session
-- parameter per_minute: number 60 from 0 to 1000000000: least events a minute
-- parameter gap: duration 30m from 1s to 1d: pause that ends a session
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH busy AS MATERIALIZED (
  -- A session of up to a minute lies in two minutes of the clock; one of m minutes in m + 2 at most, which is 3 m or less.
  SELECT DISTINCT account_id
  FROM (
    SELECT e.account_id
    FROM raw_events e
    WHERE e.ts >= :since AND e.ts < :until
    GROUP BY e.account_id, date_bin(INTERVAL '1 minute', e.ts, TIMESTAMPTZ '2000-01-01 00:00:00+00')
    HAVING count(*) >= least(:events / 2.0, :per_minute / 3))
),
-- A session begins where the pause before is too long.
trails AS (
  SELECT e.account_id, e.ts, e.outcome,
    CASE WHEN e.ts - lag(e.ts) OVER (PARTITION BY e.account_id ORDER BY e.ts) <= :gap THEN 0 ELSE 1 END AS begins
  FROM raw_events e JOIN busy USING (account_id)
  WHERE e.ts >= :since AND e.ts < :until
),
sessions AS (
  SELECT account_id, min(ts) AS first_at, max(ts) AS last_at, count(*) AS events,
    count(*) FILTER (WHERE outcome = 1) AS failures,
    greatest(extract(epoch FROM max(ts) - min(ts)), 1)::double precision AS seconds
  FROM (
    SELECT *, sum(begins) OVER (PARTITION BY account_id ORDER BY ts) AS session
    FROM trails)
  GROUP BY account_id, session
  HAVING count(*) >= :events
)
SELECT account_id, events, round((60 * (events - 1) / seconds)::numeric, 1) AS events_per_minute, failures, first_at, last_at
FROM sessions
WHERE 60 * (events - 1) >= :per_minute * seconds
ORDER BY (events - 1) / seconds DESC, events DESC, account_id, first_at
