ALTER TABLE accounts ADD CONSTRAINT bad CHECK (events >= 0);
