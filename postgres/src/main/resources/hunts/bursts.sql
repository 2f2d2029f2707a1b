-- title: Bursts
-- question: Which accounts did far more within minutes than they usually do?
-- hit: The account's busiest moment holds at least so many events, and so many times as many as the busiest moment of its
--   usual (median) stretch of activity, the burst's own left out. Both are counted over the same span. An account that usually
--   does less than all that were ever so busy usually do is measured by them.
-- innocent: Somebody who imports or cleans up, a sale that one has waited for, a client that sends what it kept while offline.
-- parameter span: duration 5m from 10s to 1h: within how long events are counted
-- parameter events: integer 30 from 3 to 1000000: least events within the span
-- parameter times: number 5 from 1 to 1000000: least times as many as usual
-- parameter baseline: duration 1d from 0s to 30d: how long before the window the usual is learned from
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH pieces AS (
  SELECT e.account_id, date_bin(:span, e.ts, TIMESTAMPTZ '2000-01-01 00:00:00+00') AS piece, count(*) AS events
  FROM raw_events e
  WHERE e.ts >= :since - :span AND e.ts < :until
  GROUP BY 1, 2
),
-- Any span lies within two neighbouring pieces, and one of them holds half: of all other accounts nothing need be put in order.
busy AS (
  SELECT DISTINCT account_id FROM pieces WHERE events * 2 >= :events
),
-- Few accounts are left to look at closely. A number for each makes it short to put their events in order.
suspects AS MATERIALIZED (
  SELECT account_id, row_number() OVER () AS number
  FROM (
    SELECT account_id, events + CASE WHEN lead(piece) OVER w = piece + :span THEN lead(events) OVER w ELSE 0 END AS events
    FROM pieces JOIN busy USING (account_id)
    WINDOW w AS (PARTITION BY account_id ORDER BY piece))
  WHERE events >= :events
  GROUP BY account_id
),
-- How many events the account had within the span that ends with each of its events: the span's own begin does not belong to it.
trails AS (
  SELECT s.number, e.ts,
    count(*) OVER (
      PARTITION BY s.number ORDER BY e.ts
      RANGE BETWEEN :span - INTERVAL '1 microsecond' PRECEDING AND CURRENT ROW) AS events,
    CASE WHEN e.ts - lag(e.ts) OVER (PARTITION BY s.number ORDER BY e.ts) <= :span THEN 0 ELSE 1 END AS begins
  FROM raw_events e JOIN suspects s USING (account_id)
  WHERE e.ts >= :since - :span - :baseline AND e.ts < :until
),
-- A stretch of activity ends with a pause longer than the span.
stretches AS (
  SELECT number, ts, events, ts < :since AS earlier, sum(begins) OVER (PARTITION BY number ORDER BY ts) AS stretch
  FROM trails
),
-- Of a stretch that begins before the window, what lies in the window stands for itself.
busiest AS (
  SELECT DISTINCT ON (number, stretch, earlier) number, stretch, earlier, ts, events
  FROM stretches
  ORDER BY number, stretch, earlier, events DESC, ts
),
-- The fullest of the window comes first: the burst. The other stretches say what is usual.
ranked AS (
  SELECT number, stretch, ts, events, row_number() OVER w AS place, first_value(stretch) OVER w AS burst
  FROM busiest
  WINDOW w AS (PARTITION BY number ORDER BY earlier, events DESC, ts)
),
bursts AS (
  SELECT number, max(events) FILTER (WHERE place = 1) AS events, max(ts) FILTER (WHERE place = 1) AS ts,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY events) FILTER (WHERE stretch <> burst) AS usual_events,
    count(*) FILTER (WHERE stretch <> burst) AS other_stretches
  FROM ranked
  GROUP BY number
),
general AS (
  SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY events) AS events FROM ranked WHERE stretch <> burst
),
measured AS (
  SELECT s.account_id, b.*, greatest(b.usual_events, g.events, 1) AS measure
  FROM bursts b JOIN suspects s USING (number) CROSS JOIN general g
  WHERE b.ts >= :since AND b.events >= :events
)
SELECT account_id, events, usual_events, round(events::numeric / measure, 1) AS times_usual, other_stretches,
  ts - :span AS burst_from, ts AS burst_to
FROM measured
WHERE events >= :times * measure
ORDER BY events::double precision / measure DESC, events DESC, account_id
