CREATE INDEX bad ON raw_events (country);
