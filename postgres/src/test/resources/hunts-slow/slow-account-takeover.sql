-- title: Account takeover
-- question: Which accounts did something sensitive soon after a device and an address that they never used before turned up?
-- hit: The device and the address of the sensitive action were first seen with this account no longer than `within` before it, and the
--   account had been seen before with others. An IPv6 address stands for its /64. A country that is new as well makes it worse, and
--   so does much activity on the new device.
-- innocent: Somebody with a new phone on a journey. Devices and addresses are only learned from `history`: who was away for longer is
--   left out, because then everything seems new.
-- parameter actions: text password_change,profile_update,email_change,phone_change,mfa_change,payout_change,withdrawal: sensitive actions, separated by commas
-- parameter within: duration 1h from 1s to 1d: longest time from the new device's first event to the action
-- parameter past: duration 1h from 0s to 90d: how long before the new device the account must have been seen
-- parameter history: duration 7d from 1h to 90d: how long before the window devices and addresses are learned from
-- since: 24h
-- limit: 500
-- timeout: 60s
WITH uses AS (
  SELECT account_id, device_id, ip, country, action, min(ts) AS first_at, count(*) AS events,
    CASE WHEN action IS NOT NULL THEN min(ts) END AS sensitive_at
  FROM (
    SELECT e.account_id, e.device_id, e.ip, e.country, e.ts,
      CASE WHEN e.ts >= :since AND e.outcome <> 1 AND e.action = ANY (regexp_split_to_array(btrim(:actions), '\s*,\s*'))
        THEN e.action END AS action
    FROM raw_events e
    WHERE e.ts >= :since - :history AND e.ts < :until
      AND e.account_id IN (
        SELECT s.account_id
        FROM raw_events s
        WHERE s.ts >= :since AND s.ts < :until AND s.device_id IS NOT NULL AND s.ip IS NOT NULL AND s.outcome <> 1
          AND s.action = ANY (regexp_split_to_array(btrim(:actions), '\s*,\s*'))))
  GROUP BY account_id, device_id, ip, country, action
),
places AS (
  SELECT *, CASE WHEN strpos(ip, ':') > 0 AND pg_input_is_valid(ip, 'inet')
      THEN network(set_masklen(ip::inet, 64))::text ELSE ip END AS network
  FROM uses
),
known AS (
  SELECT account_id, device_id, ip, country, sensitive_at, action,
    min(first_at) OVER (PARTITION BY account_id) AS account_at,
    min(first_at) OVER (PARTITION BY account_id, device_id) AS device_at,
    sum(events) OVER (PARTITION BY account_id, device_id) AS device_events,
    min(first_at) OVER (PARTITION BY account_id, network) AS network_at,
    min(first_at) OVER (PARTITION BY account_id, country) AS country_at
  FROM places
),
-- The first sensitive action of each new device.
strange AS (
  SELECT DISTINCT ON (account_id, device_id) *, country IS NOT NULL AND country_at > sensitive_at - :within AS new_country
  FROM known
  WHERE device_id IS NOT NULL AND ip IS NOT NULL AND device_at > sensitive_at - :within AND network_at > sensitive_at - :within
    AND account_at <= device_at - :past AND account_at < device_at
  ORDER BY account_id, device_id, sensitive_at, ip, action, country
)
SELECT n.account_id, n.action, n.sensitive_at AS at, n.device_id, n.ip, n.country, n.new_country,
  n.sensitive_at - n.device_at AS after_first_seen, n.device_events, s.risk_score
FROM strange n LEFT JOIN accounts s USING (account_id)
ORDER BY n.new_country DESC, n.device_events DESC, n.account_id, n.device_id
