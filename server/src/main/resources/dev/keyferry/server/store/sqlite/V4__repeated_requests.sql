-- Requests that their callers named, by keyed hashes of the name and of the whole request, so that
-- they take effect once. position is the number of tunnels of all rows before this one. tunnels are
-- ids of 16 bytes, one behind the other; version is that of a generated key.
CREATE TABLE idempotency (
    position INTEGER NOT NULL PRIMARY KEY,
    key      BLOB    NOT NULL UNIQUE,
    content  BLOB    NOT NULL,
    tunnels  BLOB    NOT NULL,
    version  INTEGER,
    at       INTEGER NOT NULL
) STRICT;

CREATE INDEX idempotency_by_time ON idempotency (at);
