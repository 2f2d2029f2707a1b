-- What people have decided to let pass or to keep an eye on.

CREATE TABLE listed (
  kind text NOT NULL CHECK (kind IN ('allow', 'watch')),
  what text COLLATE "C" NOT NULL CHECK (what IN ('account', 'device', 'ip', 'payment')),
  value text COLLATE "C" NOT NULL CHECK (length(value) BETWEEN 1 AND 500),
  reason text NOT NULL CHECK (reason <> ''),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz CHECK (expires_at > created_at),
  PRIMARY KEY (kind, what, value)
);

COMMENT ON TABLE listed IS
  'Values that events carry and that people have listed: allow is not to be alerted on, watch is to be looked at. The key answers: '
  'is this on the list, and what comes after it on the page?';
COMMENT ON COLUMN listed.value IS 'As events carry it; an address in its one form.';
COMMENT ON COLUMN listed.created_by IS 'As the audit log names them: operator or api_key, and the number.';
COMMENT ON COLUMN listed.expires_at IS 'From when on it holds no more; null for never.';
