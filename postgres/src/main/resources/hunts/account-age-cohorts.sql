-- title: Abuse by age of account
-- question: How do accounts of a week, a month, three months and older compare in risk and enforcement?
-- hit: Not a suspicion but a comparison. A band whose share of flagged accounts stands far above that of older ones says where
--   abuse comes in. Age is the account's at the end of the window. Scores are the latest, whatever the window.
-- innocent: New accounts fail and are checked more often everywhere. Shares of few accounts move by chance: look at the number first.
-- parameter flagged: number 70 from 0 to 100: from which risk score on an account counts as flagged
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH active AS (
  SELECT e.account_id, min(e.account_created_at) AS created_at, count(*) AS events,
    count(*) FILTER (WHERE e.enforced) AS enforced_events,
    count(*) FILTER (WHERE e.outcome = 1) AS failures, count(*) FILTER (WHERE e.outcome IN (0, 1)) AS outcomes
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until
  GROUP BY e.account_id
),
aged AS (
  SELECT a.*, s.risk_score,
    CASE
      WHEN coalesce(a.created_at, s.account_created_at) IS NULL THEN 5
      WHEN coalesce(a.created_at, s.account_created_at) > :until - INTERVAL '168 hours' THEN 1
      WHEN coalesce(a.created_at, s.account_created_at) > :until - INTERVAL '720 hours' THEN 2
      WHEN coalesce(a.created_at, s.account_created_at) > :until - INTERVAL '2160 hours' THEN 3
      ELSE 4 END AS cohort
  FROM active a LEFT JOIN accounts s USING (account_id)
),
cohorts AS (
  SELECT cohort, count(*) AS account_count, count(risk_score) AS scored,
    count(*) FILTER (WHERE risk_score >= :flagged) AS flagged, avg(risk_score) AS mean_score,
    count(*) FILTER (WHERE enforced_events > 0) AS enforced_accounts, sum(enforced_events) AS enforced_events,
    sum(events) AS events, sum(failures) AS failures, sum(outcomes) AS outcomes
  FROM aged
  GROUP BY cohort
)
SELECT (ARRAY['under 7 days', '7 to 29 days', '30 to 89 days', '90 days and more', 'not known'])[cohort] AS age,
  account_count, flagged AS flagged_accounts, round(100.0 * flagged / nullif(scored, 0), 2) AS flagged_percent,
  round(mean_score::numeric, 1) AS mean_score, enforced_accounts,
  round(100.0 * enforced_accounts / account_count, 2) AS enforced_percent, enforced_events, events,
  round(100.0 * failures / nullif(outcomes, 0), 2) AS failed_percent
FROM cohorts
ORDER BY flagged::double precision / nullif(scored, 0) DESC NULLS LAST, enforced_accounts::double precision / account_count DESC, cohort
