-- What gateways saw of peers. A proof or a rejection counts for the version that it names alone.
CREATE TABLE key_state (
    tunnel            BLOB    NOT NULL,
    gateway           TEXT    NOT NULL,
    proven_version    INTEGER,
    proven_at         INTEGER,
    proven_from       BLOB,
    proven_assured    INTEGER,
    rejected_version  INTEGER,
    rejected_session  BLOB,
    rejected_identity BLOB,
    rejected_from     BLOB,
    rejected_first    INTEGER,
    rejected_last     INTEGER,
    rejected_count    INTEGER NOT NULL DEFAULT 0,
    rejected_earlier  INTEGER NOT NULL DEFAULT 0,
    rejected_hint     TEXT,
    PRIMARY KEY (tunnel, gateway)
) STRICT, WITHOUT ROWID;

-- Attempts that match no tunnel, at most so many for each gateway. Identities are strangers' bytes.
CREATE TABLE attempt (
    gateway  TEXT    NOT NULL,
    identity BLOB    NOT NULL,
    address  BLOB    NOT NULL,
    session  BLOB    NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    earlier  INTEGER NOT NULL DEFAULT 0,
    hint     TEXT    NOT NULL,
    PRIMARY KEY (gateway, identity, address)
) STRICT, WITHOUT ROWID;
