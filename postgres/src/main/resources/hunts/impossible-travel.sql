-- title: Impossible travel
-- question: Which accounts acted from two countries within less time than a journey takes?
-- hit: One event came from one country and the account's next from another no later than `within` after it. The more such hops
--   the higher. Events without a country are passed over.
-- innocent: People at a border, phones that roam, privacy networks, companies whose traffic leaves abroad. Addresses with more accounts
--   than `crowd` are such exits and are passed over.
-- parameter within: duration 1h from 1s to 2d: longest time between the two events
-- parameter hops: integer 1 from 1 to 1000000: least hops
-- parameter crowd: integer 50 from 1 to 1000000: more accounts than this on an address are an exit
-- parameter country: text any: only hops from or to this country
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH uses AS (
  SELECT e.account_id, e.country, e.ip
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.country IS NOT NULL
  GROUP BY e.account_id, e.country, e.ip
),
exits AS (
  SELECT ip FROM uses WHERE ip IS NOT NULL GROUP BY ip HAVING count(DISTINCT account_id) > :crowd
),
travellers AS (
  SELECT u.account_id
  FROM uses u LEFT JOIN exits x USING (ip)
  WHERE x.ip IS NULL
  GROUP BY u.account_id
  HAVING min(u.country) < max(u.country)
),
trails AS (
  SELECT e.account_id, e.ts, e.country,
    lag(e.country) OVER w AS before, e.ts - lag(e.ts) OVER w AS gap
  FROM raw_events e JOIN travellers USING (account_id) LEFT JOIN exits x USING (ip)
  WHERE e.ts >= :since AND e.ts < :until AND e.country IS NOT NULL AND x.ip IS NULL
  -- Of one moment the countries stand in their order, so that two at once are one hop.
  WINDOW w AS (PARTITION BY e.account_id ORDER BY e.ts, e.country, e.event_id)
)
SELECT account_id, count(*) AS hops, min(gap) AS shortest_gap, string_agg(DISTINCT before || ' to ' || country, ', ') AS journeys,
  min(ts) AS first_at, max(ts) AS last_at
FROM trails
WHERE before <> country AND gap <= :within AND (:country IS NULL OR :country IN (before, country))
GROUP BY account_id
HAVING count(*) >= :hops
ORDER BY count(*) DESC, min(gap), account_id
