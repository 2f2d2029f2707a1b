-- Rings as the server writes them while it runs: those that live, those that ended, what they rest on, and what became of them.
-- All of an ended ring stays for as many days after its end as events are kept, and then goes as a whole; so it can be read when the
-- events that it rests on are gone. Of a living ring those who left, and what is neither its beginning nor its end, go after as long.

-- Nothing ever wrote rings before.
DROP TABLE ring_members;
DROP TABLE rings;

CREATE TABLE rings (
  ring_id text PRIMARY KEY,
  ring_score score NOT NULL,
  members integer NOT NULL CHECK (members >= 0),
  edges bigint NOT NULL CHECK (edges >= 0),
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  dissolved_at timestamptz,
  reasons jsonb NOT NULL,
  coincidences jsonb NOT NULL,
  print bigint NOT NULL
);

CREATE INDEX rings_ring_score ON rings (ring_score DESC, ring_id) WHERE dissolved_at IS NULL;
CREATE INDEX rings_dissolved_at ON rings (dissolved_at DESC, ring_id) WHERE dissolved_at IS NOT NULL;

COMMENT ON TABLE rings IS
  'Groups of accounts that work together; an id survives from search to search. The key answers: what is this ring?';
COMMENT ON COLUMN rings.members IS 'How many are in it now, or were in it at its end.';
COMMENT ON COLUMN rings.edges IS 'How many pairs of members are tied; ring_edges has the strongest of them.';
COMMENT ON COLUMN rings.last_seen_at IS
  'The closed tick of the last search that found it otherwise than before, or, once it has ended, that found it at all. A living ring was last seen at rings_written.at.';
COMMENT ON COLUMN rings.dissolved_at IS 'The closed tick of the search that found it no more; null while it lives.';
COMMENT ON COLUMN rings.reasons IS 'Array of {name, points, sentence}; the points sum to the score.';
COMMENT ON COLUMN rings.coincidences IS 'Array of {kind, seen, expected}: what its pairs share, beside what chance explains.';
COMMENT ON COLUMN rings.print IS 'A hash of score, reasons, coincidences and edges: what has the same one is not written again.';
COMMENT ON INDEX rings_ring_score IS 'Which living rings are the worst?';
COMMENT ON INDEX rings_dissolved_at IS 'Which rings ended lately, and which are old enough to go?';

CREATE TABLE ring_members (
  ring_id text NOT NULL REFERENCES rings ON DELETE CASCADE,
  account_id text NOT NULL,
  role text NOT NULL,
  joined_at timestamptz NOT NULL,
  left_at timestamptz,
  PRIMARY KEY (ring_id, account_id)
);

CREATE INDEX ring_members_account_id ON ring_members (account_id);

COMMENT ON TABLE ring_members IS
  'Who is or was in a ring; of one that ended, who was in it at its end has no left_at. The key answers: who belongs to this ring?';
COMMENT ON COLUMN ring_members.joined_at IS 'When it came, for the last time.';
COMMENT ON INDEX ring_members_account_id IS 'Which rings is or was this account in?';

CREATE TABLE ring_edges (
  ring_id text NOT NULL REFERENCES rings ON DELETE CASCADE,
  account_a text NOT NULL,
  account_b text NOT NULL,
  weight double precision NOT NULL CHECK (weight > 0 AND weight <= 1),
  p_value double precision NOT NULL CHECK (p_value BETWEEN 0 AND 1),
  evidence jsonb NOT NULL,
  PRIMARY KEY (ring_id, account_a, account_b)
);

CREATE INDEX ring_edges_weight ON ring_edges (ring_id, weight DESC, account_a, account_b);

COMMENT ON TABLE ring_edges IS
  'The strongest edges between members of a ring, up to 2,000, as they are or were at its end. The key answers: what ties these two?';
COMMENT ON COLUMN ring_edges.evidence IS
  '{shared, evidence}: how many things the two share, and the strongest of them as an array of {kind, value, accounts, sentence}. It '
  'is text, so that it can be read when the events are gone.';
COMMENT ON INDEX ring_edges_weight IS 'Which ties of this ring are the strongest, page by page?';

CREATE TABLE ring_history (
  entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ring_id text NOT NULL REFERENCES rings ON DELETE CASCADE,
  at timestamptz NOT NULL,
  kind text NOT NULL
    CHECK (kind IN ('found', 'grew', 'shrank', 'changed', 'merged', 'split', 'ended', 'returned')),
  other_ring text,
  members integer NOT NULL,
  joined_count integer NOT NULL,
  left_count integer NOT NULL,
  joined_accounts jsonb NOT NULL,
  left_accounts jsonb NOT NULL,
  CHECK ((other_ring IS NOT NULL) = (kind IN ('merged', 'split')))
);

CREATE INDEX ring_history_ring_id ON ring_history (ring_id, entry DESC);
CREATE INDEX ring_history_other_ring ON ring_history (other_ring, entry DESC) WHERE other_ring IS NOT NULL;
CREATE INDEX ring_history_at ON ring_history USING brin (at);

COMMENT ON TABLE ring_history IS
  'What became of rings, in the order in which it was written. The key answers: where did the page before end?';
COMMENT ON COLUMN ring_history.at IS 'The closed tick of the search that found it so.';
COMMENT ON COLUMN ring_history.other_ring IS 'The ring that it went into (merged) or came out of (split); it may be gone.';
COMMENT ON COLUMN ring_history.members IS 'How many were in it afterwards; 0 when it was no more.';
COMMENT ON COLUMN ring_history.joined_count IS 'How many came; joined_accounts has the first 100 of them, and so has left_accounts of those who went.';
COMMENT ON INDEX ring_history_ring_id IS 'What became of this ring, the newest first?';
COMMENT ON INDEX ring_history_other_ring IS 'Which rings went into this one, or came out of it?';
COMMENT ON INDEX ring_history_at IS 'Which entries are old enough to go?';

CREATE TABLE rings_written (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  at timestamptz NOT NULL
);

COMMENT ON TABLE rings_written IS
  'The closed tick of the newest search that is written; one row at most. How old is what the tables say of rings?';
