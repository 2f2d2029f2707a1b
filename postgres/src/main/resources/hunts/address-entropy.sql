-- title: Accounts with unusually scattered addresses
-- question: Which accounts come from far more addresses, and more evenly, than other accounts do?
-- hit: The Shannon entropy (bits) of the account's addresses is so many robust deviations above the median of all accounts with as
--   many events at least. Deviations are of the median absolute deviation, so that outliers do not hide each other. An IPv6 address
--   stands for its /64. Addresses that a crowd uses, such as a carrier's, count as one.
-- innocent: Phones on carriers with more addresses than customers here, commuters, users of privacy networks, accounts that a team shares.
-- parameter events: integer 20 from 3 to 1000000: least events that have an address
-- parameter addresses: integer 8 from 2 to 1000000: least different addresses
-- parameter crowd: integer 20 from 2 to 1000000: more accounts than this on an address are a crowd
-- parameter deviations: number 3.5 from 0 to 1000000: least robust deviations above the median
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH uses AS (
  SELECT e.account_id, e.ip, count(*) AS events
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.ip IS NOT NULL
  GROUP BY e.account_id, e.ip
),
networks AS (
  SELECT account_id, sum(events) AS events, CASE WHEN strpos(ip, ':') > 0 AND pg_input_is_valid(ip, 'inet')
      THEN network(set_masklen(ip::inet, 64))::text ELSE ip END AS network
  FROM uses
  GROUP BY account_id, 3
),
-- Null is the crowd's place.
places AS (
  SELECT account_id, network, sum(events) AS events, sum(sum(events)) OVER (PARTITION BY account_id) AS all_events
  FROM (
    SELECT account_id, events, CASE WHEN count(*) OVER (PARTITION BY network) <= :crowd THEN network END AS network
    FROM networks)
  GROUP BY account_id, network
),
entropies AS (
  SELECT account_id, count(*) AS addresses, sum(events) AS events, max(events / all_events) AS largest_share,
    -sum(events / all_events * ln(events / all_events)) / ln(2.0) AS bits
  FROM (
    SELECT account_id, events::double precision AS events, all_events::double precision AS all_events
    FROM places
    WHERE all_events >= :events)
  GROUP BY account_id
),
middle AS (
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY bits) AS median FROM entropies
),
-- 1.4826 makes the median absolute deviation a standard deviation where values are normal (Rousseeuw and Croux, 1993). Where most
-- accounts have one address it is nought: a tenth of a bit is the least that is taken.
spread AS (
  SELECT m.median, greatest(1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(e.bits - m.median)), 0.1) AS deviation
  FROM entropies e CROSS JOIN middle m
  GROUP BY m.median
)
SELECT e.account_id, round(e.bits::numeric, 2) AS entropy_bits, round(((e.bits - s.median) / s.deviation)::numeric, 1) AS deviations,
  e.addresses, e.events::bigint AS events, round(e.largest_share::numeric, 2) AS largest_share, round(s.median::numeric, 2) AS median_bits
FROM entropies e CROSS JOIN spread s
WHERE e.addresses >= :addresses AND e.bits - s.median >= :deviations * s.deviation
ORDER BY e.bits DESC, e.events DESC, e.account_id
