ALTER TABLE accounts ADD CONSTRAINT good CHECK (first_event_at <= last_event_at) NOT VALID;
