-- How events are found by what they have in common.

-- A bloom filter for each range of pages says what is not in it. An insert costs next to nothing, because a range gets its
-- filter once it is full (brin_summarize_range); a b-tree on account_id alone would cost more than all the other indexes.
-- Number and time stand first because the planner takes from them that rows lie in an order, so that an index by ranges is
-- worth it (of the values it thinks that they lie anywhere), and because a search is bounded in time. The time is written so
-- that the log's own questions for a time cannot take these indexes, which know of new pages later than raw_events_ts.
CREATE INDEX raw_events_account_id ON raw_events USING brin (
  seq,
  (ts AT TIME ZONE INTERVAL '0'),
  account_id text_bloom_ops (n_distinct_per_range = 2000, false_positive_rate = 0.01)
) WITH (pages_per_range = 64);

-- Five filters of 1.5 kB are what fits into a page.
CREATE INDEX raw_events_link_keys ON raw_events USING brin (
  seq,
  (ts AT TIME ZONE INTERVAL '0'),
  ip text_bloom_ops (n_distinct_per_range = 1250, false_positive_rate = 0.01),
  device_id text_bloom_ops (n_distinct_per_range = 1250, false_positive_rate = 0.01),
  session_id text_bloom_ops (n_distinct_per_range = 1250, false_positive_rate = 0.01),
  payment_id text_bloom_ops (n_distinct_per_range = 1250, false_positive_rate = 0.01),
  target text_bloom_ops (n_distinct_per_range = 1250, false_positive_rate = 0.01)
) WITH (pages_per_range = 32);

COMMENT ON INDEX raw_events_account_id IS
  'What did this account do in that time? 64 pages hold about 2,000 events; 1 range in 100 that does not hold the account is read '
  'in vain. About 1.3 MB for a million events.';
COMMENT ON INDEX raw_events_link_keys IS
  'Who used this address, device, session or payment, or acted on this target, in that time? 32 pages hold about 1,000 events. '
  'About 8 MB for a million events.';
