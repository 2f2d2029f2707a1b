CREATE INDEX CONCURRENTLY good ON accounts (last_event_at);
