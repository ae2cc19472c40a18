-- Ids and hashes are blobs, times are microseconds since 1970-01-01T00:00Z.

CREATE TABLE deployment (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id         TEXT    NOT NULL,
    ike_domain TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- This row changes in every transaction that changes anything: it is the order of all changes.
CREATE TABLE head (
    one             INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch           BLOB    NOT NULL,
    revision        INTEGER NOT NULL,
    audit_seq       INTEGER NOT NULL,
    audit_hash      BLOB    NOT NULL,
    tombstone_floor INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
    number     INTEGER NOT NULL PRIMARY KEY,
    id         BLOB    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    tunnels    INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE edge (
    name       TEXT    NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;

-- Which edge serves a tunnel, by its cloudflare_endpoint. It is read and nothing writes it yet:
-- with one edge alone, an address without a row belongs to that one.
CREATE TABLE edge_address (
    address TEXT NOT NULL PRIMARY KEY,
    edge    TEXT NOT NULL REFERENCES edge (name)
) STRICT;

-- embedded = 1: the private half lies beside this database too. Only 1 is written yet, and nothing
-- reads it, because an edge apart, which keeps its private half to itself, cannot be enrolled yet.
CREATE TABLE edge_key (
    edge       TEXT    NOT NULL PRIMARY KEY REFERENCES edge (name),
    id         BLOB    NOT NULL,
    encoded    BLOB    NOT NULL,
    embedded   INTEGER NOT NULL CHECK (embedded IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE gateway (
    name        TEXT    NOT NULL PRIMARY KEY,
    edge        TEXT    NOT NULL REFERENCES edge (name),
    enrolled_at INTEGER NOT NULL
) STRICT;

CREATE TABLE token (
    hash       BLOB    NOT NULL PRIMARY KEY,
    actor      TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE tunnel (
    id                  BLOB    NOT NULL PRIMARY KEY,
    account             INTEGER NOT NULL REFERENCES account (number),
    name                TEXT    NOT NULL,
    edge                TEXT    NOT NULL REFERENCES edge (name),
    cloudflare_endpoint TEXT    NOT NULL,
    customer_endpoint   TEXT,
    interface_address   TEXT    NOT NULL,
    description         TEXT,
    created_at          INTEGER NOT NULL,
    modified_at         INTEGER NOT NULL,
    UNIQUE (account, name)
) STRICT;

-- One identity belongs to one tunnel of an edge, over all accounts. Values are folded as IKE
-- compares them.
CREATE TABLE identity (
    edge   TEXT NOT NULL,
    type   TEXT NOT NULL,
    value  BLOB NOT NULL,
    tunnel BLOB NOT NULL,
    PRIMARY KEY (edge, type, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_by_tunnel ON identity (tunnel);

-- Every key that ever was, by its fingerprint: what each request did to each tunnel.
CREATE TABLE psk_version (
    tunnel      BLOB    NOT NULL,
    version     INTEGER NOT NULL,
    fingerprint BLOB    NOT NULL,
    set_at      INTEGER NOT NULL,
    audit_seq   INTEGER NOT NULL,
    PRIMARY KEY (tunnel, version)
) STRICT, WITHOUT ROWID;

-- The counter spares an index from records to data keys.
CREATE TABLE data_key (
    id       BLOB    NOT NULL PRIMARY KEY,
    edge_key BLOB    NOT NULL,
    sealed   BLOB    NOT NULL,
    records  INTEGER NOT NULL CHECK (records >= 0)
) STRICT, WITHOUT ROWID;

-- What an edge is to know of a tunnel. Outlives the tunnel as its tombstone.
CREATE TABLE record (
    revision INTEGER NOT NULL PRIMARY KEY,
    edge     TEXT    NOT NULL,
    tunnel   BLOB    NOT NULL,
    account  INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    gone     INTEGER NOT NULL CHECK (gone IN (0, 1)),
    data_key BLOB,
    sealed   BLOB,
    mac      BLOB    NOT NULL,
    set_at   INTEGER NOT NULL,
    UNIQUE (edge, tunnel),
    CHECK ((gone = 0) = (data_key IS NOT NULL) AND (gone = 0) = (sealed IS NOT NULL))
) STRICT;

-- Without it, each page of the feed would sort all records of the edge.
CREATE INDEX record_feed ON record (edge, revision);
CREATE INDEX record_gone ON record (set_at) WHERE gone = 1;

CREATE TABLE audit (
    seq           INTEGER NOT NULL PRIMARY KEY,
    at            INTEGER NOT NULL,
    actor         TEXT    NOT NULL,
    source        TEXT    NOT NULL,
    request_id    BLOB    NOT NULL UNIQUE,
    action        TEXT    NOT NULL,
    outcome       TEXT    NOT NULL,
    items_hash    BLOB    NOT NULL,
    previous_hash BLOB    NOT NULL,
    hash          BLOB    NOT NULL
) STRICT;
