-- Endpoints of chat, paging and mail beside those of our own format.

ALTER TABLE alert_endpoints
  ADD COLUMN format text NOT NULL DEFAULT 'json'
    CHECK (format IN ('json', 'slack', 'pagerduty', 'teams', 'email')),
  ADD CHECK ((format = 'email') = (url LIKE 'mailto:%'));

COMMENT ON COLUMN alert_endpoints.format IS
  'How alerts are worded for it when they are put into the outbox, and what its answers mean. Never changes.';
COMMENT ON COLUMN alert_endpoints.url IS 'Where messages go; of e-mail mailto: and the addresses, with commas between.';
COMMENT ON COLUMN alert_endpoints.secret IS
  'Encrypted; what deliveries are signed with. Of PagerDuty the routing key; where there is none, an empty text.';
COMMENT ON COLUMN alert_attempts.status IS 'The HTTP status, or of e-mail the reply code of the mail server; null if there was no answer.';
