ALTER TABLE rejected_events ALTER COLUMN api_key_id SET NOT NULL;
