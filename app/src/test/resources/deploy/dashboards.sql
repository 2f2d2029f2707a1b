-- What DashboardsTest looks at: a few of everything, with times between 2026-11-20 and 2026-11-27.

-- 1,000 accounts with scores 0.0 to 99.9, one a tenth.
INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events, risk_score, band, anomaly_score,
  ring_score, scored_at)
SELECT 'account-' || lpad(n::text, 3, '0'), '2026-11-20Z', '2026-11-26Z', n, 0, n / 10.0,
  CASE WHEN n >= 700 THEN 'high' WHEN n >= 400 THEN 'medium' ELSE 'low' END, n / 10.0, 0, '2026-11-26 10:00Z'
FROM generate_series(0, 999) n;

INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score, reasons) VALUES
  ('account-100', '2026-11-26 10:01Z', 10, 10, 0, '[]'),
  ('account-900', '2026-11-26 10:02Z', 89, 89, 0, '[]'),
  ('account-900', '2026-11-26 10:03Z', 90, 90, 0, '[]'),
  ('account-900', '2026-11-10 10:03Z', 70, 70, 0, '[]');

INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at, dissolved_at, reasons, coincidences, print)
VALUES
  ('r1', 60, 2, 1, '2026-11-25 09:00Z', '2026-11-26Z', NULL, '[]', '[]', 0),
  ('r2', 90, 3, 3, '2026-11-26 09:00Z', '2026-11-26Z', NULL, '[]', '[]', 0),
  ('r3', 99, 5, 9, '2026-11-25 08:00Z', '2026-11-25Z', '2026-11-26 10:30Z', '[]', '[]', 0);
INSERT INTO ring_members (ring_id, account_id, role, joined_at, left_at) VALUES
  ('r1', 'a', 'core', '2026-11-25Z', NULL), ('r1', 'b', 'core', '2026-11-25Z', NULL),
  ('r2', 'b', 'core', '2026-11-26Z', NULL), ('r2', 'c', 'core', '2026-11-26Z', NULL), ('r2', 'd', 'core', '2026-11-26Z', NULL),
  ('r2', 'f', 'member', '2026-11-26Z', '2026-11-26 09:30Z'), ('r3', 'g', 'core', '2026-11-25Z', NULL);

-- Of a, c and d: abusive, benign, abusive and taken back; e long ago; b without a kind.
INSERT INTO verdicts (account_id, verdict, abuse_type, origin, decided_by, decided_at) VALUES
  ('a', 'abusive', 'spam', 'review', 'operator 1', '2026-11-26 10:00Z'),
  ('c', 'benign', NULL, 'review', 'operator 1', '2026-11-26 11:00Z'),
  ('d', 'abusive', 'spam', 'review', 'operator 1', '2026-11-26 12:00Z'),
  ('e', 'abusive', 'spam', 'review', 'operator 1', '2026-11-01 12:00Z'),
  ('b', 'abusive', NULL, 'review', 'operator 1', '2026-11-26 13:00Z');
INSERT INTO verdict_withdrawals (verdict_id, reason, withdrawn_by, withdrawn_at)
SELECT id, 'a mistake', 'operator 1', '2026-11-26 14:00Z' FROM verdicts WHERE account_id = 'd';

-- Two open, one of which was acknowledged; two closed by verdicts.
INSERT INTO alert_incidents (dedup_key, kind, state, account_id, ring_id, score, band, provisional, details, opened_at,
  last_evidence_at, acknowledged_at, acknowledged_by, closed_at, closed_by, close_reason, verdict_id)
VALUES
  ('account:a', 'account', 'resolved', 'a', NULL, 80, 'high', false, '{}', '2026-11-25 10:00Z', '2026-11-25 10:00Z', NULL, NULL,
    '2026-11-25 10:30Z', 'operator 1', 'a verdict', (SELECT id FROM verdicts WHERE account_id = 'a')),
  ('account:c', 'account', 'resolved', 'c', NULL, 75, 'high', false, '{}', '2026-11-26 10:00Z', '2026-11-26 10:00Z',
    '2026-11-26 10:10Z', 'operator 1', '2026-11-26 11:00Z', 'operator 1', 'a verdict',
    (SELECT id FROM verdicts WHERE account_id = 'c')),
  ('account:d', 'account', 'acknowledged', 'd', NULL, 70, 'high', false, '{}', '2026-11-25 12:00Z', '2026-11-25 12:00Z',
    '2026-11-25 12:30Z', 'operator 1', NULL, NULL, NULL, NULL),
  ('ring:r2', 'ring', 'open', NULL, 'r2', 90, 'high', false, '{}', '2026-11-26 09:01Z', '2026-11-26 09:01Z', NULL, NULL, NULL, NULL,
    NULL, NULL);

INSERT INTO alert_endpoints (name, url, least_band, kinds, secret, created_at)
VALUES ('pager', 'https://pager.example.org/', 'low', '{account,ring}', '', '2026-11-20Z');
INSERT INTO alert_deliveries (incident_id, endpoint_id, state, payload, next_attempt_at, created_at, delivered_at, waiting_since)
SELECT i.id, e.id, CASE WHEN i.kind = 'ring' THEN 'waiting' ELSE 'delivered' END, '{}',
  CASE WHEN i.kind = 'ring' THEN timestamptz '2026-11-28Z' END, i.opened_at,
  CASE WHEN i.kind = 'account' THEN i.opened_at + interval '1 second' END, i.opened_at
FROM alert_incidents i, alert_endpoints e;

INSERT INTO dashboard_metrics (metric, at, value) VALUES
  ('events', '2026-11-26 10:00Z', 10), ('events', '2026-11-26 10:59Z', 20), ('events', '2026-11-26 11:00Z', 40),
  ('events', '2026-11-01 10:00Z', 99), ('enforced', '2026-11-26 10:00Z', 2), ('minutes_counted', 'epoch', 1764158400);

INSERT INTO rejected_events (received_at, batch_index, reason, text) VALUES
  ('2026-11-26 10:00Z', 0, 'account_id is empty', 'x'), ('2026-11-26 10:01Z', 1, 'account_id is empty', 'x'),
  ('2026-11-01 10:01Z', 1, 'timestamp is empty', 'x');

INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason, proposed_by, proposed_at)
VALUES ('account', 'hand', 'proposed', 75, 70, 'fewer', 'operator 1', '2026-11-26Z');
