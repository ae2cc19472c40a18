-- The administrator's token is in a file beside this database and needs no row here: a row would be
-- one more way to become the administrator.
DROP TABLE token;

-- API tokens. hash is the SHA-256 of the value, which is kept nowhere. account is empty for a token
-- of the deployment. policies has a line each: effect, ids of permissions, scopes. The sources are
-- networks with blanks between them.
CREATE TABLE token (
    id            BLOB    NOT NULL PRIMARY KEY,
    account       BLOB    REFERENCES account (id),
    hash          BLOB    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('ACTIVE', 'DISABLED')),
    policies      TEXT    NOT NULL,
    source_in     TEXT    NOT NULL,
    source_not_in TEXT    NOT NULL,
    not_before    INTEGER,
    expires_at    INTEGER,
    issued_at     INTEGER NOT NULL,
    modified_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX token_by_account ON token (account);

-- An ended account keeps its row: the ends of its keys are told under its id, and neither that nor
-- its number is ever given again.
ALTER TABLE account ADD COLUMN deleted_at INTEGER;
