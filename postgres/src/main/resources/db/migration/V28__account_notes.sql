-- What people write down about accounts. Rows are added and never changed; whoever erases an account deletes its rows.

CREATE TABLE account_notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id text NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  written_by text NOT NULL,
  written_at timestamptz NOT NULL
);

CREATE INDEX account_notes_account_id ON account_notes (account_id, id DESC);

COMMENT ON TABLE account_notes IS
  'What people wrote down about accounts, for those who look next. It decides nothing. The key says in which order it was written.';
COMMENT ON COLUMN account_notes.written_by IS 'As the audit log names them: operator, api_key or console, and which.';
COMMENT ON INDEX account_notes_account_id IS 'What was noted about this account, the newest first; and what goes when it is erased?';
