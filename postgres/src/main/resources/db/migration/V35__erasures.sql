-- Accounts that somebody wanted erased, and how far each is. The name goes when all of it is gone; what stays says that it was done.

CREATE TABLE erasures (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id text CHECK (account_id <> ''),
  account_mark text NOT NULL CHECK (account_mark <> ''),
  step text NOT NULL CHECK (step IN ('asked', 'forgetting', 'done')),
  asked_by text NOT NULL CHECK (asked_by <> ''),
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL CHECK (due_at >= asked_at),
  finished_at timestamptz,
  removed_rows bigint NOT NULL DEFAULT 0 CHECK (removed_rows >= 0),
  problem text NOT NULL DEFAULT '',
  CHECK ((step = 'done') = (finished_at IS NOT NULL)),
  CHECK ((step = 'done') = (account_id IS NULL))
);

CREATE UNIQUE INDEX erasures_account_id ON erasures (account_id) WHERE account_id IS NOT NULL;

COMMENT ON TABLE erasures IS
  'Accounts that somebody wanted erased, and how far each is. The key is in the word erased-ID that stands where others were told of '
  'the account, and says what came after what.';
COMMENT ON COLUMN erasures.account_id IS 'Which account, until nothing else names it; null from then on.';
COMMENT ON COLUMN erasures.account_mark IS
  'A hash of the name under the secret hash_key: says of a name that somebody has in hand whether it was erased, and gives no name.';
COMMENT ON COLUMN erasures.step IS
  'asked; forgetting: its rows are gone, the state of detection, what names it elsewhere and archives are gone through; done.';
COMMENT ON COLUMN erasures.asked_by IS 'As the audit log names them: operator, api_key or console, and which.';
COMMENT ON COLUMN erasures.due_at IS 'By when it is to be done.';
COMMENT ON COLUMN erasures.removed_rows IS 'How many rows and rows of archived files are gone.';
COMMENT ON COLUMN erasures.problem IS 'What hinders it, or could not be reached, in a sentence; empty for nothing.';
COMMENT ON INDEX erasures_account_id IS 'Which accounts are to be erased still? Each once.';
