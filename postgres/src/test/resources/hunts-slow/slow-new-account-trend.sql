-- title: What new accounts suddenly do
-- question: Which actions do new accounts do far more than in the four periods before?
-- hit: In the window new accounts did the action so many times as often as in the mean of the four periods of the same length
--   before it; with a window of 7 days these are weeks. Periods without the action count as nought, and a mean under one as one,
--   so that what has never been seen before stands out. Where events are stored from a later moment on, the mean is over the
--   time from there, and over one period at least. What older accounts did is shown beside it: what grew with both stands last.
-- innocent: A campaign that brings customers, a new function, the first weeks of a platform. Compare with the older accounts.
-- parameter new: duration 30d from 1h to 365d: how young an account is new
-- parameter events: integer 20 from 1 to 1000000000: least events of new accounts in the window
-- parameter times: number 1.5 from 0 to 1000000: least times as many as the mean of the four periods before
-- since: 7d
-- limit: 500
-- timeout: 60s
WITH counts AS (
  -- Period 4 is the window, 0 to 3 are those before it, the oldest first. What has no age belongs to neither side.
  SELECT e.action, e.account_created_at > e.ts - :new AS is_new,
    width_bucket(e.ts, (
      SELECT array_agg(:since - make_interval(secs => before * extract(epoch FROM :until - :since)::double precision)
        ORDER BY before DESC)
      FROM generate_series(0, 3) AS before)) AS period,
    count(*) AS events, min(e.ts) AS first_at
  FROM raw_events e
  -- In seconds: to take days off a time, PostgreSQL asks for the time zone again at every row.
  WHERE e.ts >= :since - make_interval(secs => 4 * extract(epoch FROM :until - :since)::double precision)
    AND e.ts < :until AND e.account_created_at IS NOT NULL
  GROUP BY 1, 2, 3
),
-- For how many of the four periods there are events. Of less than one nothing can be said.
stored AS (
  SELECT least(greatest(extract(epoch FROM :since - min(first_at)) / extract(epoch FROM :until - :since), 1), 4) AS periods
  FROM counts
),
-- Whatever is missing in these is nought: the sum is over the events that there are.
trend AS (
  SELECT action,
    coalesce(sum(events) FILTER (WHERE is_new AND period = 4), 0) AS new_events,
    coalesce(sum(events) FILTER (WHERE is_new AND period < 4), 0) / periods AS new_before,
    coalesce(sum(events) FILTER (WHERE NOT is_new AND period = 4), 0) AS aged_events,
    coalesce(sum(events) FILTER (WHERE NOT is_new AND period < 4), 0) / periods AS aged_before,
    ARRAY[
      coalesce(sum(events) FILTER (WHERE is_new AND period = 0), 0), coalesce(sum(events) FILTER (WHERE is_new AND period = 1), 0),
      coalesce(sum(events) FILTER (WHERE is_new AND period = 2), 0), coalesce(sum(events) FILTER (WHERE is_new AND period = 3), 0),
      coalesce(sum(events) FILTER (WHERE is_new AND period = 4), 0)]::text AS new_events_by_period
  FROM counts CROSS JOIN stored
  GROUP BY action, periods
)
SELECT action, new_events, round(new_before, 2) AS new_mean_before, round(new_events / greatest(new_before, 1), 2) AS new_times,
  aged_events, round(aged_before, 2) AS aged_mean_before, round(aged_events / greatest(aged_before, 1), 2) AS aged_times,
  round(100.0 * new_events / nullif(new_events + aged_events, 0), 1) AS new_percent, new_events_by_period
FROM trend
WHERE new_events >= :events AND new_events >= :times * greatest(new_before, 1)
ORDER BY new_events / greatest(new_before, 1) / greatest(aged_events / greatest(aged_before, 1), 1) DESC, new_events DESC, action
