-- title: Accounts with unusually scattered addresses
-- question: Which accounts come from far more addresses, and more evenly, than other accounts do?
-- hit: The account has far more addresses than is usual, each weighed by how much comes from it: the effective number (2 to the power
--   of the Shannon entropy in bits, the number of addresses that as much from each would be) is so many robust deviations above the
--   median of all accounts with as many events at least. Deviations are of the median absolute deviation, so that outliers do not hide
--   each other, and half an address at least. An IPv6 address stands for its /64. Addresses with more accounts than a household has,
--   such as a carrier's or an office's, count as one.
-- innocent: Phones on carriers with more addresses than customers here, commuters, users of privacy networks, accounts that a team shares.
-- parameter events: integer 20 from 3 to 1000000: least events that have an address
-- parameter addresses: integer 8 from 2 to 1000000: least different addresses
-- parameter crowd: integer 8 from 2 to 1000000: more accounts than this on an address are a crowd, and no household
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
-- Bits are logarithms: where many have a home, a workplace and a phone, so many deviations above the median are more bits than anybody
-- can have. Numbers of addresses have no such bound.
numbers AS (
  SELECT *, power(2.0::double precision, bits) AS effective FROM entropies
),
middle AS (
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY effective) AS median FROM numbers
),
-- 1.4826 makes the median absolute deviation a standard deviation where values are normal (Rousseeuw and Croux, 1993). Where most
-- accounts have one address it is nought: half an address is the least that is taken.
spread AS (
  SELECT m.median, greatest(1.4826 * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(n.effective - m.median)), 0.5) AS deviation
  FROM numbers n CROSS JOIN middle m
  GROUP BY m.median
)
SELECT n.account_id, round(n.bits::numeric, 2) AS entropy_bits, round(n.effective::numeric, 1) AS effective_addresses,
  round(((n.effective - s.median) / s.deviation)::numeric, 1) AS deviations, n.addresses, n.events::bigint AS events,
  round(n.largest_share::numeric, 2) AS largest_share, round(s.median::numeric, 1) AS median_effective
FROM numbers n CROSS JOIN spread s
WHERE n.addresses >= :addresses AND n.effective - s.median >= :deviations * s.deviation
ORDER BY n.bits DESC, n.events DESC, n.account_id
