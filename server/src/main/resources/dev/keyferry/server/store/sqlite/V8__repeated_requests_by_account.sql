-- What one account's callers name must not make the server forget what another's named: position is
-- now the number of tunnels of all rows of the account before this one. Where a row's first tunnel was
-- deleted, its account is not known any more; such rows count for number 1, which is never assigned
-- by itself, and go after their day. Gaps in old positions make an account forget a little early on
-- that day at worst.
CREATE TABLE idempotency_of_account (
    account  INTEGER NOT NULL,
    position INTEGER NOT NULL,
    key      BLOB    NOT NULL UNIQUE,
    content  BLOB    NOT NULL,
    tunnels  BLOB    NOT NULL,
    version  INTEGER,
    at       INTEGER NOT NULL,
    PRIMARY KEY (account, position)
) STRICT;

INSERT INTO idempotency_of_account (account, position, key, content, tunnels, version, at)
SELECT coalesce((SELECT t.account FROM tunnel AS t WHERE t.id = substr(i.tunnels, 1, 16)), 1),
    i.position, i.key, i.content, i.tunnels, i.version, i.at
FROM idempotency AS i;

DROP TABLE idempotency;
ALTER TABLE idempotency_of_account RENAME TO idempotency;
CREATE INDEX idempotency_by_time ON idempotency (at);
