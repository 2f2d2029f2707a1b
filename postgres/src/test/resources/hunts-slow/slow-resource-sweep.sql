-- title: Sweeps over many targets
-- question: Which accounts went through many different targets within minutes, far more than they usually do?
-- hit: Within the span the account touched so many different targets, and so many times as many as in the busiest moment of its usual
--   (median) stretch of activity, the sweep's own left out. Both count different targets within the same span.
-- innocent: Search engines' crawlers and partners' clients that you know of, staff who moderate, people who clean up their likes.
-- parameter span: duration 2m from 1s to 1h: within how long targets are counted
-- parameter targets: integer 20 from 2 to 1000000: least different targets within the span
-- parameter times: number 3 from 1 to 1000000: least times as many as usual
-- parameter baseline: duration 1d from 0s to 30d: how long before the window the usual is learned from
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH pieces AS (
  SELECT e.account_id, date_bin(:span, e.ts, TIMESTAMPTZ '2000-01-01 00:00:00+00') AS piece, count(*) AS events
  FROM raw_events e
  WHERE e.ts >= :since - :span AND e.ts < :until AND e.target IS NOT NULL
  GROUP BY 1, 2
),
-- Any span lies within two neighbouring pieces, and one of them holds half: of all other accounts nothing need be put in order.
busy AS (
  SELECT DISTINCT account_id FROM pieces WHERE events * 2 >= :targets
),
-- Few accounts are left to look at closely.
suspects AS (
  SELECT DISTINCT account_id
  FROM (
    SELECT account_id, events + CASE WHEN lead(piece) OVER w = piece + :span THEN lead(events) OVER w ELSE 0 END AS events
    FROM pieces JOIN busy USING (account_id)
    WINDOW w AS (PARTITION BY account_id ORDER BY piece))
  WHERE events >= :targets
),
-- A touch of a target lasts for the span, unless the target is touched again before it is over.
touches AS (
  SELECT e.account_id, e.target, e.ts,
    lead(e.ts) OVER (PARTITION BY e.account_id, e.target ORDER BY e.ts) AS again,
    lag(e.ts) OVER (PARTITION BY e.account_id, e.target ORDER BY e.ts) AS before
  FROM raw_events e JOIN suspects USING (account_id)
  WHERE e.ts >= :since - :span - :baseline AND e.ts < :until AND e.target IS NOT NULL
),
steps AS (
  SELECT account_id, ts AS at, 1 AS step FROM touches WHERE before IS NULL OR ts - before > :span
  UNION ALL
  SELECT account_id, ts + :span, -1 FROM touches WHERE again IS NULL OR again - ts > :span
),
-- How many targets lie within the span that ends here: those of its very begin do not belong to it, so they go first.
counts AS (
  SELECT account_id, at, step, sum(step) OVER (PARTITION BY account_id ORDER BY at, step) AS targets
  FROM steps
),
-- At nought a stretch of activity is over: nothing was touched for as long as the span.
stretches AS (
  SELECT account_id, at, step, targets, at < :since AS earlier,
    count(*) FILTER (WHERE targets = 0) OVER (PARTITION BY account_id ORDER BY at, step) AS stretch
  FROM counts
),
-- Of a stretch that begins before the window, what lies in the window stands for itself.
busiest AS (
  SELECT DISTINCT ON (account_id, stretch, earlier) account_id, stretch, earlier, at, targets
  FROM stretches
  WHERE step = 1
  ORDER BY account_id, stretch, earlier, targets DESC, at
),
-- The fullest of the window comes first: the sweep. The other stretches say what is usual.
ranked AS (
  SELECT account_id, stretch, at, targets, row_number() OVER w AS place, first_value(stretch) OVER w AS sweep
  FROM busiest
  WINDOW w AS (PARTITION BY account_id ORDER BY earlier, targets DESC, at)
),
sweeps AS (
  SELECT account_id, max(targets) FILTER (WHERE place = 1) AS targets, max(at) FILTER (WHERE place = 1) AS at,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY targets) FILTER (WHERE stretch <> sweep) AS usual_targets,
    count(*) FILTER (WHERE stretch <> sweep) AS other_stretches
  FROM ranked
  GROUP BY account_id
)
SELECT account_id, targets AS distinct_targets, usual_targets, round(targets::numeric / greatest(usual_targets, 1), 1) AS times_usual,
  other_stretches, at - :span AS sweep_from, at AS sweep_to
FROM sweeps
WHERE at >= :since AND targets >= :targets AND targets >= :times * greatest(usual_targets, 1)
ORDER BY targets DESC, targets::double precision / greatest(usual_targets, 1) DESC, account_id
