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
WITH periods AS (
  -- Each begins so long before the window. In seconds: to take days off a time, PostgreSQL asks for the time zone again at every row.
  SELECT :since - 3 * length AS third, :since - 2 * length AS second, :since - length AS first
  FROM (SELECT make_interval(secs => extract(epoch FROM :until - :since)::double precision) AS length)
),
counts AS (
  -- Grouped by the action alone, so that several processes count: how many groups more would make cannot be told beforehand.
  -- What has no age belongs to neither side. How old an account was is asked last: it takes longest.
  SELECT e.action, min(e.ts) AS first_at,
    count(*) FILTER (WHERE e.ts >= :since) AS all_events, count(*) FILTER (WHERE e.ts < :since) AS all_before,
    count(*) FILTER (WHERE e.ts >= :since AND e.account_created_at > e.ts - :new) AS new_events,
    count(*) FILTER (WHERE e.ts < :since AND e.account_created_at > e.ts - :new) AS new_before,
    count(*) FILTER (WHERE e.ts < (SELECT first FROM periods) AND e.account_created_at > e.ts - :new) AS new_before_first,
    count(*) FILTER (WHERE e.ts < (SELECT second FROM periods) AND e.account_created_at > e.ts - :new) AS new_before_second,
    count(*) FILTER (WHERE e.ts < (SELECT third FROM periods) AND e.account_created_at > e.ts - :new) AS new_before_third
  FROM raw_events e
  WHERE e.ts >= :since - make_interval(secs => 4 * extract(epoch FROM :until - :since)::double precision)
    AND e.ts < :until AND e.account_created_at IS NOT NULL
  GROUP BY e.action
),
-- For how many of the four periods there are events. Of less than one nothing can be said.
stored AS (
  SELECT least(greatest(extract(epoch FROM :since - min(first_at)) / extract(epoch FROM :until - :since), 1), 4) AS periods
  FROM counts
),
trend AS (
  SELECT action, new_events::numeric AS new_events, new_before / periods AS new_before,
    (all_events - new_events)::numeric AS aged_events, (all_before - new_before) / periods AS aged_before,
    ARRAY[new_before_third, new_before_second - new_before_third, new_before_first - new_before_second, new_before - new_before_first,
      new_events]::text AS new_events_by_period
  FROM counts CROSS JOIN stored
)
SELECT action, new_events, round(new_before, 2) AS new_mean_before, round(new_events / greatest(new_before, 1), 2) AS new_times,
  aged_events, round(aged_before, 2) AS aged_mean_before, round(aged_events / greatest(aged_before, 1), 2) AS aged_times,
  round(100.0 * new_events / nullif(new_events + aged_events, 0), 1) AS new_percent, new_events_by_period
FROM trend
WHERE new_events >= :events AND new_events >= :times * greatest(new_before, 1)
ORDER BY new_events / greatest(new_before, 1) / greatest(aged_events / greatest(aged_before, 1), 1) DESC, new_events DESC, action
