-- title: Accounts that act in step
-- question: Which accounts did the same things to the same targets at the same moments, again and again?
-- hit: The account and another one did the same action to the same target no longer than `together` apart, on so many different
--   targets, and the first and the last of these occasions lie at least `apart` apart. The partners are listed.
-- innocent: Fans of one creator, colleagues who work through one list. What more than `most` accounts do to one target at one moment
--   is a crowd, such as a sale or a broadcast, and does not count; nor do occasions that all lie close together.
-- parameter together: duration 15s from 1s to 1h: how close two accounts must act
-- parameter targets: integer 4 from 2 to 1000000: least different targets that the two have in common
-- parameter apart: duration 30m from 0s to 30d: least time between the first and the last occasion
-- parameter most: integer 40 from 2 to 1000: most accounts at one target at one moment
-- parameter ignore: text view,search: actions that do not count, separated by commas
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH acts AS (
  SELECT e.account_id, e.action, e.target, date_bin(:together, e.ts, TIMESTAMPTZ '2000-01-01 00:00:00+00') AS piece,
    min(e.ts) AS first_at, max(e.ts) AS last_at
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.target IS NOT NULL
    AND e.action <> ALL (regexp_split_to_array(btrim(coalesce(:ignore, '')), '\s*,\s*'))
  GROUP BY 1, 2, 3, 4
),
-- What only one account did ties nobody. A number for what is left makes the joins short.
targets AS (
  SELECT action, target, row_number() OVER () AS number
  FROM acts
  GROUP BY action, target
  HAVING min(account_id) < max(account_id)
),
numbered AS (
  SELECT t.number, a.piece, a.account_id, a.target, a.first_at, a.last_at
  FROM acts a JOIN targets t USING (action, target)
),
crowds AS (
  SELECT number, piece FROM numbered GROUP BY number, piece HAVING count(*) > :most
),
ordinary AS (
  SELECT n.*
  FROM numbered n LEFT JOIN crowds c USING (number, piece)
  WHERE c.number IS NULL
),
-- Who did not act on so many targets has them with nobody in common.
keen AS (
  SELECT account_id FROM (SELECT DISTINCT account_id, target FROM ordinary) GROUP BY account_id HAVING count(*) >= :targets
),
members AS (
  SELECT o.* FROM ordinary o JOIN keen USING (account_id)
),
-- A piece is as long as `together`: all within one are close enough, and whoever is close enough is in this piece or the next.
meetings AS (
  SELECT a.account_id AS one, b.account_id AS other, a.target, a.first_at AS at
  FROM members a JOIN members b USING (number, piece)
  WHERE a.account_id < b.account_id
  UNION ALL
  SELECT least(a.account_id, b.account_id), greatest(a.account_id, b.account_id), a.target, a.last_at
  FROM members a JOIN members b ON b.number = a.number AND b.piece = a.piece + :together
  WHERE a.account_id <> b.account_id AND b.first_at - a.last_at <= :together
),
pairs AS (
  SELECT one, other, count(DISTINCT target) AS targets, min(at) AS first_at, max(at) AS last_at
  FROM meetings
  GROUP BY one, other
  HAVING count(*) >= :targets AND count(DISTINCT target) >= :targets AND max(at) - min(at) >= :apart
)
SELECT account_id, count(*) AS partners, max(targets) AS most_common_targets, min(first_at) AS first_at, max(last_at) AS last_at,
  (array_agg(partner ORDER BY targets DESC, partner))[1:20] AS accounts
FROM (
  SELECT one AS account_id, other AS partner, targets, first_at, last_at FROM pairs
  UNION ALL
  SELECT other, one, targets, first_at, last_at FROM pairs)
GROUP BY account_id
ORDER BY max(targets) DESC, count(*) DESC, account_id
