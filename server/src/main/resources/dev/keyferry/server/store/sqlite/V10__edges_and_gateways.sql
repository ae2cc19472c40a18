-- An edge has one current key and former ones, to which older records stay sealed. mac is made with
-- a key that is not here, so that nobody who can write here alone can have keys sealed to himself.
-- The key from before gets its MAC when the store is opened beside its private half.
CREATE TABLE edge_keys (
    id         BLOB    NOT NULL PRIMARY KEY,
    edge       TEXT    NOT NULL REFERENCES edge (name),
    encoded    BLOB    NOT NULL,
    custody    TEXT    NOT NULL CHECK (custody IN ('EMBEDDED', 'APART')),
    current    INTEGER NOT NULL CHECK (current IN (0, 1)),
    position   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    mac        BLOB    NOT NULL
) STRICT;

INSERT INTO edge_keys (id, edge, encoded, custody, current, position, created_at, mac)
SELECT id, edge, encoded, 'EMBEDDED', 1, 1, created_at, x'' FROM edge_key;

DROP TABLE edge_key;
ALTER TABLE edge_keys RENAME TO edge_key;
CREATE UNIQUE INDEX edge_key_current ON edge_key (edge) WHERE current = 1;
CREATE INDEX edge_address_by_edge ON edge_address (edge);

-- token and enrolment are hashes. reach tells how far the gateway may have read: empty if it never
-- asked, -1 if it may read at any moment, else the revision past which it got nothing. mac is as
-- above.
CREATE TABLE gateways (
    name                 TEXT    NOT NULL PRIMARY KEY,
    edge                 TEXT    NOT NULL REFERENCES edge (name),
    state                TEXT    NOT NULL
        CHECK (state IN ('ENROLLING', 'ACTIVE', 'DRAINED', 'REVOKED')),
    token                BLOB    UNIQUE,
    enrolment            BLOB    UNIQUE,
    enrolment_expires_at INTEGER,
    reach                INTEGER,
    created_at           INTEGER NOT NULL,
    enrolled_at          INTEGER,
    ended_at             INTEGER,
    mac                  BLOB    NOT NULL
) STRICT;

-- The only one from before is that in the server's process, which is written anew at each start.
DROP TABLE gateway;
ALTER TABLE gateways RENAME TO gateway;

-- Keys that the host of a revoked gateway held. By fingerprint, so that a key stays exposed if it is
-- sealed anew, and is exposed again if it is put back.
CREATE TABLE exposure (
    gateway     TEXT NOT NULL,
    tunnel      BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    PRIMARY KEY (gateway, tunnel, fingerprint)
) STRICT, WITHOUT ROWID;
