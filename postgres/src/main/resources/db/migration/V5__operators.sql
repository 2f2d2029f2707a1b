-- How operators sign in, and what a key looks like.

ALTER TABLE operators
  ADD COLUMN totp_last_step bigint,
  ADD COLUMN sign_on_expected boolean NOT NULL DEFAULT false,
  ADD COLUMN sessions_since timestamptz NOT NULL DEFAULT now();

COMMENT ON COLUMN operators.totp_last_step IS 'The 30 seconds, counted since 1970, whose code was taken last: none is taken twice.';
COMMENT ON COLUMN operators.sign_on_expected IS
  'Nobody of single sign-on is bound to this operator yet; who comes with this login as a verified address will be.';
COMMENT ON COLUMN operators.sessions_since IS 'Sessions that began earlier are over: the password was changed, or somebody ended them.';

CREATE TABLE sign_in_links (
  operator_id bigint PRIMARY KEY REFERENCES operators ON DELETE CASCADE,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX sign_in_links_token_hash ON sign_in_links (token_hash);

COMMENT ON TABLE sign_in_links IS
  'One-time links that were not used yet, one per operator at most. The key answers: which one does a new link replace?';
COMMENT ON COLUMN sign_in_links.token_hash IS 'SHA-256 of the token, which is 32 random bytes and kept nowhere.';
COMMENT ON INDEX sign_in_links_token_hash IS 'Whose link is this?';

ALTER TABLE api_keys ADD COLUMN secret_start text;

COMMENT ON COLUMN api_keys.secret_start IS
  'How the secret begins, so that who finds one knows which it is; null for keys that are older than this column.';
