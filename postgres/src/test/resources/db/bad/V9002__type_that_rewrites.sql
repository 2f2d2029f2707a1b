ALTER TABLE risk_scores ALTER COLUMN risk_score TYPE real;
