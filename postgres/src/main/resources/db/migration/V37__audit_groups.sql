ALTER TABLE audit_items
  ADD COLUMN country text,
  ADD COLUMN client text;

COMMENT ON COLUMN audit_items.country IS 'Where most of its events of that day came from; null where they do not say, and of days before this was kept.';
COMMENT ON COLUMN audit_items.client IS 'What most of its events of that day were made with, as the client says it, up to 200 characters; null where they do not say, and of days before this was kept.';
