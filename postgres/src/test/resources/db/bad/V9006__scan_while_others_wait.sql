ALTER TABLE accounts ADD COLUMN another text;
CREATE TABLE copied AS SELECT account_id FROM risk_scores;
