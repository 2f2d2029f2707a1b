-- What the overview shows without looking through events and accounts: figures by hour, how many accounts are in which band and how
-- old they are, and the weekly summaries that are sent by e-mail.

CREATE TABLE dashboard_hours (
  at timestamptz NOT NULL,
  metric text NOT NULL,
  label text NOT NULL DEFAULT '',
  value double precision NOT NULL,
  PRIMARY KEY (at, metric, label) INCLUDE (value)
);

COMMENT ON TABLE dashboard_hours IS
  'Figures by hour: of what is counted, how much of it there was within the hour; of what is measured, how it stood last. The key '
  'answers: what was there within this time? And which hours are old enough to go?';
COMMENT ON COLUMN dashboard_hours.label IS 'What of it, such as a band, an action or the name of a reason; empty for all.';
COMMENT ON COLUMN dashboard_hours.at IS 'When the hour began.';

INSERT INTO dashboard_hours (metric, label, at, value)
SELECT metric, label, date_trunc('hour', at, 'UTC'), sum(value) FROM dashboard_metrics
WHERE metric IN ('events', 'enforced') GROUP BY 1, 2, 3;

CREATE TABLE account_bands (
  band text PRIMARY KEY,
  accounts bigint NOT NULL,
  risk_tenths bigint NOT NULL
) WITH (fillfactor = 50);

COMMENT ON TABLE account_bands IS
  'How many accounts are in each band, followed by triggers on accounts in the transaction of each change, once they were counted '
  '(dashboard_metrics, accounts_counted). The key answers: how many are in this band?';
COMMENT ON COLUMN account_bands.risk_tenths IS 'The sum of their risk scores, in tenths of a point, so that it is exact.';

CREATE TABLE account_ages (
  created_day timestamptz NOT NULL,
  band text NOT NULL,
  accounts bigint NOT NULL,
  PRIMARY KEY (created_day, band)
);

COMMENT ON TABLE account_ages IS
  'How many accounts were opened on which day (UTC), by band; followed as account_bands is. The key answers: how many new accounts '
  'are in this band?';
COMMENT ON COLUMN account_ages.created_day IS
  'When the day began; -infinity for those of whom the platform does not say it. What is before 2000 or after 2100 counts as then.';

CREATE FUNCTION account_day(created timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN created IS NULL THEN '-infinity'
    ELSE date_trunc('day', least(greatest(created, '2000-01-01Z'::timestamptz), '2100-01-01Z'::timestamptz), 'UTC') END
$$;

COMMENT ON FUNCTION account_day IS 'The day of account_ages that an account belongs to.';

-- A change that leaves a sum as it is writes nothing.
CREATE FUNCTION accounts_followed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM account_bands;
    DELETE FROM account_ages;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO account_bands AS b
    SELECT band, count(*), sum(round(risk_score::float8 * 10)::bigint) FROM came GROUP BY band ORDER BY band
    ON CONFLICT (band) DO UPDATE SET accounts = b.accounts + excluded.accounts, risk_tenths = b.risk_tenths + excluded.risk_tenths;
    INSERT INTO account_ages AS a
    SELECT account_day(account_created_at), band, count(*) FROM came GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (created_day, band) DO UPDATE SET accounts = a.accounts + excluded.accounts;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO account_bands AS b
    SELECT band, -count(*), -sum(round(risk_score::float8 * 10)::bigint) FROM went GROUP BY band ORDER BY band
    ON CONFLICT (band) DO UPDATE SET accounts = b.accounts + excluded.accounts, risk_tenths = b.risk_tenths + excluded.risk_tenths;
    INSERT INTO account_ages AS a
    SELECT account_day(account_created_at), band, -count(*) FROM went GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (created_day, band) DO UPDATE SET accounts = a.accounts + excluded.accounts;
  ELSE
    INSERT INTO account_bands AS b
    SELECT band, sum(n), sum(n * tenths)
    FROM (SELECT band, 1 AS n, round(risk_score::float8 * 10)::bigint AS tenths FROM came
      UNION ALL SELECT band, -1, round(risk_score::float8 * 10)::bigint FROM went) moved
    GROUP BY band HAVING sum(n) <> 0 OR sum(n * tenths) <> 0 ORDER BY band
    ON CONFLICT (band) DO UPDATE SET accounts = b.accounts + excluded.accounts, risk_tenths = b.risk_tenths + excluded.risk_tenths;
    INSERT INTO account_ages AS a
    SELECT account_day(account_created_at), band, sum(n)
    FROM (SELECT account_created_at, band, 1 AS n FROM came UNION ALL SELECT account_created_at, band, -1 FROM went) moved
    GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
    ON CONFLICT (created_day, band) DO UPDATE SET accounts = a.accounts + excluded.accounts;
  END IF;
  RETURN NULL;
END
$$;

COMMENT ON FUNCTION accounts_followed IS 'Keeps account_bands and account_ages equal to accounts, whoever changes these.';

CREATE TABLE summary_mails (
  due_at timestamptz PRIMARY KEY,
  id uuid NOT NULL DEFAULT uuidv7(),
  state text NOT NULL CHECK (state IN ('skipped', 'waiting', 'sent', 'dead')),
  recipients text NOT NULL,
  letter text NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  next_attempt_at timestamptz,
  lease uuid,
  sent_at timestamptz,
  problem text NOT NULL DEFAULT '',
  CHECK ((next_attempt_at IS NOT NULL) = (state = 'waiting')),
  CHECK ((sent_at IS NOT NULL) = (state = 'sent')),
  CHECK (lease IS NULL OR state = 'waiting')
);

COMMENT ON TABLE summary_mails IS
  'The weekly summaries by e-mail, one for each time that one was due. The key answers: was the one of this week written already?';
COMMENT ON COLUMN summary_mails.id IS 'What the receiver tells repeats by: the beginning of the Message-ID of every attempt.';
COMMENT ON COLUMN summary_mails.state IS 'skipped: it was due before anybody had asked for summaries, and is not sent.';
COMMENT ON COLUMN summary_mails.letter IS 'What is sent, as JSON; written once, so that every attempt says the same.';
COMMENT ON COLUMN summary_mails.next_attempt_at IS 'When it is due; of one that is under way, when it is thought lost and is due again.';
COMMENT ON COLUMN summary_mails.lease IS 'Whose it is who has it under way: what becomes of it counts only from them.';
COMMENT ON COLUMN summary_mails.problem IS 'Why the last attempt failed; empty if none did.';

-- Last, for they take a lock on accounts that others who write wait behind.
CREATE TRIGGER accounts_came AFTER INSERT ON accounts REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_followed();
CREATE TRIGGER accounts_went AFTER DELETE ON accounts REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_followed();
CREATE TRIGGER accounts_moved AFTER UPDATE ON accounts REFERENCING OLD TABLE AS went NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_followed();
CREATE TRIGGER accounts_emptied AFTER TRUNCATE ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_followed();
