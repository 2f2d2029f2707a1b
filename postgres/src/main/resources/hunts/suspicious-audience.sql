-- title: Targets with a suspicious audience
-- question: Which targets get their reactions from accounts that are young, or that share devices?
-- hit: Of the accounts that acted on the target far more are young than of all that were active, or many of them share a device with
--   another of them: reviews, likes or followers that were bought. How far above is given in standard deviations.
-- innocent: A post that is shown to newcomers, a family's pictures, a campaign for students. What is young everywhere is no news: the
--   share is compared with that of all accounts.
-- parameter accounts: integer 8 from 3 to 1000000: least accounts that acted on the target
-- parameter young: duration 30d from 1h to 365d: how young an account is
-- parameter share: number 0.5 from 0 to 1: least share of the audience that is young, or that shares a device within it
-- parameter deviations: number 4 from 0 to 1000000: least standard deviations above the share of all accounts
-- parameter most: integer 100 from 2 to 1000000: a device with more accounts than this is an id that stands for none
-- parameter ignore: text view,search: actions that do not count, separated by commas
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH popular AS MATERIALIZED (
  -- Most targets have few accounts: what was done to them is not kept.
  SELECT target
  FROM (
    SELECT e.target, e.account_id
    FROM raw_events e
    WHERE e.ts >= :since AND e.ts < :until AND e.target IS NOT NULL
      AND e.action <> ALL (regexp_split_to_array(btrim(coalesce(:ignore, '')), '\s*,\s*'))
    GROUP BY e.target, e.account_id)
  GROUP BY target
  HAVING count(*) >= :accounts
),
users AS (
  SELECT e.account_id, e.device_id, bool_or(e.account_created_at > e.ts - :young) AS is_young
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.target IS NOT NULL
    AND e.action <> ALL (regexp_split_to_array(btrim(coalesce(:ignore, '')), '\s*,\s*'))
  GROUP BY e.account_id, e.device_id
),
crowds AS (
  SELECT device_id
  FROM users
  WHERE device_id IS NOT NULL
  GROUP BY device_id
  HAVING count(*) > :most OR device_id ~* '^(unknown|undefined|null|none|n/?a|[0-]+)$'
),
everybody AS (
  SELECT least(greatest(avg(CASE WHEN is_young THEN 1.0::double precision ELSE 0 END), 0.01), 0.99) AS young
  FROM (SELECT account_id, bool_or(is_young) AS is_young FROM users GROUP BY account_id)
  WHERE is_young IS NOT NULL
),
acts AS (
  SELECT e.target, e.account_id, e.device_id, count(*) AS events, bool_or(e.account_created_at > e.ts - :young) AS is_young,
    min(e.target_owner) AS target_owner, min(e.ts) AS first_at, max(e.ts) AS last_at
  FROM raw_events e JOIN popular USING (target)
  WHERE e.ts >= :since AND e.ts < :until
    AND e.action <> ALL (regexp_split_to_array(btrim(coalesce(:ignore, '')), '\s*,\s*'))
  GROUP BY e.target, e.account_id, e.device_id
),
audience AS (
  SELECT a.target, a.account_id, a.is_young, a.events, a.target_owner, a.first_at, a.last_at,
    a.device_id IS NOT NULL AND c.device_id IS NULL
      AND min(a.account_id) OVER w < max(a.account_id) OVER w AS shares
  FROM acts a LEFT JOIN crowds c USING (device_id)
  WINDOW w AS (PARTITION BY a.target, a.device_id)
),
people AS (
  SELECT target, account_id, bool_or(is_young) AS is_young, bool_or(shares) AS shares, sum(events) AS events,
    min(target_owner) AS target_owner, min(first_at) AS first_at, max(last_at) AS last_at
  FROM audience
  GROUP BY target, account_id
),
found AS (
  SELECT target, min(target_owner) AS target_owner, count(*) AS account_count, count(is_young) AS age_known,
    count(*) FILTER (WHERE is_young) AS young_accounts, count(*) FILTER (WHERE shares) AS sharing_accounts, sum(events) AS events,
    min(first_at) AS first_at, max(last_at) AS last_at,
    (array_agg(account_id ORDER BY account_id) FILTER (WHERE is_young OR shares))[1:20] AS accounts
  FROM people
  GROUP BY target
),
measured AS (
  SELECT f.*, CASE WHEN f.age_known > 0
    THEN (f.young_accounts - f.age_known * e.young) / sqrt(f.age_known * e.young * (1 - e.young)) END AS deviations,
    -- Nobody shares a device with others by chance: one in fifty is more than enough for families.
    (f.sharing_accounts - f.account_count * 0.02) / sqrt(f.account_count * 0.02 * 0.98) AS sharing_deviations
  FROM found f CROSS JOIN everybody e
)
SELECT target, target_owner, account_count, young_accounts, sharing_accounts, events, round(deviations::numeric, 1) AS young_deviations,
  round(sharing_deviations::numeric, 1) AS sharing_deviations, first_at, last_at, accounts
FROM measured
WHERE (young_accounts >= :share * greatest(age_known, :accounts) AND deviations >= :deviations)
  OR (sharing_accounts >= :share * account_count AND sharing_deviations >= :deviations)
ORDER BY greatest(deviations, sharing_deviations) DESC, account_count DESC, target
