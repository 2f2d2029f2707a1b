-- title: Sessions that fail
-- question: In which long sessions did hardly anything succeed, compared with what these actions usually do?
-- hit: So many events of the session had a known outcome, most of them failed, and the number of failures is so many standard
--   deviations above what the same actions fail for accounts in general. Every account counts once in that, so the attackers
--   themselves hardly move it. A session is the platform's own, or else ends with a pause longer than `gap`.
-- innocent: Somebody who forgot a password, a card that was refused again and again, an outage of one function: then many accounts are
--   here at the same time.
-- parameter events: integer 10 from 2 to 1000000: least events with a known outcome
-- parameter failed: number 0.5 from 0 to 1: least share of failures
-- parameter deviations: number 4 from 0 to 1000000: least standard deviations above what is usual
-- parameter gap: duration 30m from 1s to 1d: pause that ends a session which the platform did not name
-- parameter baseline: duration 1d from 0s to 30d: how long before the window the usual is learned from
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH rates AS (
  SELECT e.account_id, e.action,
    avg(CASE WHEN e.outcome = 1 THEN 1.0::double precision ELSE 0 END) AS failed,
    count(*) FILTER (WHERE e.ts >= :since) AS events
  FROM raw_events e
  WHERE e.ts >= :since - :baseline AND e.ts < :until AND e.outcome IN (0, 1)
  GROUP BY e.account_id, e.action
),
-- Between one in a thousand and nearly always: what never failed yet may fail once.
usual AS (
  SELECT action, least(greatest(avg(failed), 0.001), 0.999) AS failed
  FROM rates
  GROUP BY action
),
suspects AS (
  SELECT account_id FROM rates GROUP BY account_id HAVING sum(events) >= :events AND max(failed) > 0
),
attempts AS (
  SELECT e.account_id, e.session_id, e.ts, e.outcome, u.failed,
    CASE WHEN e.session_id IS NOT NULL
        OR e.ts - lag(e.ts) OVER (PARTITION BY e.account_id, e.session_id ORDER BY e.ts) <= :gap THEN 0 ELSE 1 END AS begins
  FROM raw_events e JOIN suspects USING (account_id) JOIN usual u USING (action)
  WHERE e.ts >= :since AND e.ts < :until AND e.outcome IN (0, 1)
),
sessions AS (
  SELECT account_id, session_id, min(ts) AS first_at, max(ts) AS last_at, count(*) AS events,
    count(*) FILTER (WHERE outcome = 1) AS failures, sum(failed) AS expected, sum(failed * (1 - failed)) AS variance
  FROM (
    SELECT *, sum(begins) OVER (PARTITION BY account_id, session_id ORDER BY ts) AS session
    FROM attempts)
  GROUP BY account_id, session_id, session
)
SELECT account_id, session_id, events, failures, round(expected::numeric, 2) AS usual_failures,
  round(((failures - expected) / sqrt(variance))::numeric, 1) AS deviations, first_at, last_at
FROM sessions
WHERE events >= :events AND failures >= :failed * events AND failures - expected >= :deviations * sqrt(variance)
ORDER BY (failures - expected) / sqrt(variance) DESC, account_id, first_at
