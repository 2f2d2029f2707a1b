-- What the server and people write of the account $, in every table that has room for one.
INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events, risk_score,
  band, anomaly_score, ring_score, scored_at) VALUES ('$', now(), now(), 7, 0, 85, 'high', 85, 0, now())
  ON CONFLICT DO NOTHING;
INSERT INTO account_features VALUES ('$', now(), '{}') ON CONFLICT DO NOTHING;
INSERT INTO risk_scores VALUES ('$', now(), 85, 85, 0, '[]', NULL);
INSERT INTO account_days VALUES (date_trunc('day', now()), now(), now(), 1, '$', 'd-$', '10.9.8.7', NULL);
INSERT INTO hunt_findings VALUES ('$', 'bursts', now(), now(), '{"of": "$"}'),
  ('other-0', 'bursts', now(), now(), '{"accounts": ["$", "other-1"]}');
INSERT INTO rings_written (at) VALUES ('2000-01-01T00:00Z') ON CONFLICT DO NOTHING;
INSERT INTO rings VALUES ('r', 80, 3, 2, now(), now(), NULL,
  '[{"name":"n","points":80,"sentence":"$ and two more"}]', '[]', 0);
INSERT INTO ring_members VALUES ('r', '$', 'core', now(), NULL), ('r', 'other-0', 'core', now(), NULL);
INSERT INTO ring_edges VALUES
  ('r', '$', 'other-0', 0.9, 1e-9, '{"shared":1,"evidence":[]}'),
  ('r', 'other-0', 'other-1', 0.9, 1e-9, '{"shared":1,"evidence":[{"kind":"co_action",
    "value":"follow $","accounts":2,"sentence":"both did follow to $"}]}');
INSERT INTO ring_history (ring_id, at, kind, members, joined_count, left_count, joined_accounts,
  left_accounts) VALUES ('r', now(), 'found', 2, 2, 0, '["$", "other-0"]', '[]');
INSERT INTO alert_silences (kinds, subject, reason, starts_at, ends_at, rhythm, until, created_by,
  created_at) VALUES ('{account}', '$', 'known', now(), now() + interval '1 h', 'once',
  now() + interval '1 h', 'operator 1', now());
INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band, provisional, details,
  opened_at, last_evidence_at) VALUES ('account:$', 'account', 'open', '$', 85, 'high', false,
  '{"reasons":[],"members":[],"memberCount":0}', now(), now());
INSERT INTO alert_incidents (dedup_key, kind, state, ring_id, score, band, provisional, details,
  opened_at, last_evidence_at) VALUES ('ring:r', 'ring', 'open', 'r', 85, 'high', false,
  '{"reasons":[],"members":["$","other-0"],"memberCount":2}', now(), now());
INSERT INTO alert_moves (incident_id, move, at, last_at, who, words)
  SELECT id, 'opened', now(), now(), NULL, 'of $' FROM alert_incidents;
INSERT INTO alert_holds SELECT i.id, s.id, 'opened', now() FROM alert_incidents i, alert_silences s;
INSERT INTO alert_suppressions (dedup_key, cause, incident_id, reason, score, first_at, last_at)
  VALUES ('account:$', 'allowed', NULL, '$ is let pass', 85, now(), now());
INSERT INTO alert_endpoints (name, url, least_band, kinds, secret, created_at)
  VALUES ('hook', 'https://hooks.example/x', 'low', '{account,ring}', '\x00', now());
INSERT INTO alert_deliveries (incident_id, endpoint_id, state, payload, tries, created_at,
  delivered_at, waiting_since) SELECT i.id, e.id, 'delivered',
  '{"dedup_key":"account:$","text":"*$* is at <https://x.example/accounts?account_id=$|its page>"}',
  1, now(), now(), now() FROM alert_incidents i, alert_endpoints e;
INSERT INTO alert_attempts (delivery_id, at, took_ms, status, error, answer)
  SELECT id, now(), 5, 200, '', 'took $' FROM alert_deliveries;
INSERT INTO audit_draws VALUES ('2026-11-20', 100, 1, now());
INSERT INTO audit_items (account_id, day, inclusion_probability, drawn_at)
  VALUES ('$', '2026-11-20', 0.01, now());
INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at, reason, audit_item)
  SELECT '$', 'abusive', 'audit', 'operator 1', now(), '$ again', id FROM audit_items;
INSERT INTO appeals (account_id, text, verdict_id, opened_by, opened_at)
  SELECT '$', 'I am not', id, 'api_key 1', now() FROM verdicts;
INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at, appeal_id)
  SELECT '$', 'benign', 'appeal', 'operator 2', now(), id FROM appeals;
INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at, reason)
  VALUES ('other-0', 'abusive', 'review', 'operator 1', now(), 'works with $, see there');
INSERT INTO verdict_features (verdict_id, account_id, decided_at, as_of, anomaly_score, ring_score,
  ring_id, events, peer_group, features)
  SELECT id, account_id, decided_at, decided_at, 50, 0, NULL, 3, 'login', '{"events":3}' FROM verdicts
  WHERE account_id = '$';
INSERT INTO verdict_withdrawals SELECT id, 'not so $', 'operator 1', now() FROM verdicts
  WHERE account_id = '$' AND origin = 'audit';
INSERT INTO account_notes (account_id, text, written_by, written_at)
  VALUES ('$', 'hello $', 'operator 1', now()), ('other-0', 'knows $.', 'operator 1', now());
INSERT INTO queue_claims VALUES ('account:$', 'operator 1', 'review', now(), now() + interval '1 h');
INSERT INTO queue_skips VALUES ('operator 1', 'account:$', now() + interval '1 h');
INSERT INTO listed VALUES ('watch', 'account', '$', 'why not', 'operator 1', now(), NULL);
INSERT INTO set_aside VALUES (1, 'event', 'no room for $', now());
