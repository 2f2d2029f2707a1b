-- What the server hashes with.

CREATE TABLE hash_key (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  first_half bigint NOT NULL,
  second_half bigint NOT NULL
);

COMMENT ON TABLE hash_key IS
  'A secret of 128 bits, one row, drawn by the server at its first start and never changed: it would make all snapshots '
  'useless. Under which key are ids hashed, so that nobody can choose ids that collide?';
