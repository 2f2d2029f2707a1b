-- What Grafana's dashboards read, and nothing else: no passwords, no keys, no audit log, no events, no person's words.
-- Run it in Ringwatch's database when the server has started once, as an administrator or as the role ringwatch; running it again
-- changes nothing.
GRANT SELECT ON accounts, risk_scores, rings, ring_members, dashboard_metrics TO ringwatch_charts;
GRANT SELECT (id, dedup_key, kind, state, account_id, ring_id, score, band, opened_at, last_evidence_at, acknowledged_at,
  closed_at, verdict_id) ON alert_incidents TO ringwatch_charts;
GRANT SELECT (endpoint_id, state, created_at) ON alert_deliveries TO ringwatch_charts;
GRANT SELECT (id, name) ON alert_endpoints TO ringwatch_charts;
GRANT SELECT (id, verdict, abuse_type, decided_at, withdrawn_at) ON verdicts_now TO ringwatch_charts;
GRANT SELECT (kind, id) ON queue_causes TO ringwatch_charts;
GRANT SELECT (id, kind, state, threshold, max_fpr, confidence, benign_count, proposed_at, decided_at) ON threshold_history
  TO ringwatch_charts;
GRANT SELECT (reason, received_at) ON rejected_events TO ringwatch_charts;
