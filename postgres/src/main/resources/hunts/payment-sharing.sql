-- title: Payments used by many accounts, or for many claims
-- question: Which payment instruments pay for many accounts, or keep getting refunds and promotions?
-- hit: So many accounts used the instrument, or so many refunds, disputes or promotions went to it. The more addresses its accounts come
--   from the higher it stands: a family shares a card at home. New accounts are younger than 30 days.
-- innocent: Families, company cards, gift cards of one series. A shop that refunds a whole delivery.
-- parameter accounts: integer 4 from 2 to 1000000: least accounts on the instrument
-- parameter claims: integer 5 from 1 to 1000000: least refunds, disputes or promotions
-- parameter claim_actions: text refund,refund_request,chargeback,dispute,promo_redeem,coupon_redeem,bonus_claim: what is a claim, separated by commas
-- since: 7d
-- limit: 500
-- timeout: 60s
WITH uses AS (
  SELECT e.payment_id, e.account_id, e.ip, e.device_id, e.ts, e.outcome, e.account_created_at,
    e.outcome <> 1 AND e.action = ANY (regexp_split_to_array(btrim(coalesce(:claim_actions, '')), '\s*,\s*')) AS is_claim
  FROM raw_events e
  WHERE e.ts >= :since AND e.ts < :until AND e.payment_id IS NOT NULL
),
suspects AS (
  SELECT payment_id
  FROM uses
  GROUP BY payment_id
  HAVING count(*) FILTER (WHERE is_claim) >= :claims OR (min(account_id) < max(account_id) AND count(*) >= :accounts)
),
found AS (
  SELECT u.payment_id, count(DISTINCT u.account_id) AS account_count, count(DISTINCT u.device_id) AS devices,
    count(DISTINCT CASE WHEN strpos(u.ip, ':') > 0 AND pg_input_is_valid(u.ip, 'inet')
      THEN network(set_masklen(u.ip::inet, 64))::text ELSE u.ip END) AS addresses,
    count(*) AS events, count(*) FILTER (WHERE u.is_claim) AS claims, count(*) FILTER (WHERE u.outcome = 1) AS failures,
    count(DISTINCT u.account_id) FILTER (WHERE u.account_created_at > u.ts - INTERVAL '720 hours') AS new_accounts,
    min(u.ts) AS first_at, max(u.ts) AS last_at, array_agg(DISTINCT u.account_id) AS accounts
  FROM uses u JOIN suspects USING (payment_id)
  GROUP BY u.payment_id
)
SELECT payment_id, account_count, addresses, devices, new_accounts, events, claims, round(claims::numeric / events, 2) AS claimed_share,
  failures, first_at, last_at, accounts[1:20] AS accounts
FROM found
WHERE account_count >= :accounts OR claims >= :claims
ORDER BY greatest(claims, least(account_count, greatest(addresses, 1))) DESC, account_count DESC, payment_id
