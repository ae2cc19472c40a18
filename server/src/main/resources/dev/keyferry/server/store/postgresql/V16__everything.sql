-- All that SQLite's tables have after their migration of this number; from here on both go on together.
-- Ids and hashes are bytea, times are microseconds since 1970-01-01T00:00Z. Text is compared by its
-- bytes, so that lists have one order whatever the database's locale is.

CREATE TABLE deployment (
    one        BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    id         TEXT   COLLATE "C" NOT NULL,
    ike_domain TEXT   COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

-- This row changes in every transaction that changes anything: it is the order of all changes, and
-- its lock is the write lock of all servers. newer_revision: how far a gateway has read this epoch
-- where that is further than it goes, so this is an older backup. No key was given a version above
-- version_floor before the present epoch began. succession: a MAC over the present and all former
-- epochs, with a key that is not here.
CREATE TABLE head (
    one             BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch           BYTEA  NOT NULL,
    revision        BIGINT NOT NULL,
    audit_seq       BIGINT NOT NULL,
    audit_hash      BYTEA  NOT NULL,
    tombstone_floor BIGINT NOT NULL,
    newer_revision  BIGINT,
    version_floor   BIGINT NOT NULL DEFAULT 0,
    succession      BYTEA
);

CREATE TABLE former_epoch (
    position BIGINT NOT NULL PRIMARY KEY,
    epoch    BYTEA  NOT NULL UNIQUE
);

-- An ended account keeps its row: the ends of its keys are told under its id, and neither that nor
-- its number is ever given again.
CREATE TABLE account (
    number             BIGINT NOT NULL PRIMARY KEY,
    id                 BYTEA  NOT NULL UNIQUE,
    name               TEXT   COLLATE "C" NOT NULL,
    type               TEXT   COLLATE "C" NOT NULL,
    tunnels            BIGINT NOT NULL,
    created_at         BIGINT NOT NULL,
    psk_minimum_length BIGINT NOT NULL DEFAULT 8,
    psk_minimum_bits   BIGINT NOT NULL DEFAULT 0,
    psk_alphabet       TEXT   COLLATE "C" NOT NULL DEFAULT 'PRINTABLE',
    deleted_at         BIGINT
);

CREATE TABLE edge (
    name       TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);

-- Which edge serves a tunnel, by its cloudflare_endpoint; an address without a row belongs to the
-- edge default.
CREATE TABLE edge_address (
    address TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    edge    TEXT COLLATE "C" NOT NULL REFERENCES edge (name)
);

CREATE INDEX edge_address_by_edge ON edge_address (edge);

-- An edge has one current key and former ones, to which older records stay sealed. mac is made with
-- a key that is not here, so that nobody who can write here alone can have keys sealed to himself.
CREATE TABLE edge_key (
    id         BYTEA  NOT NULL PRIMARY KEY,
    edge       TEXT   COLLATE "C" NOT NULL REFERENCES edge (name),
    encoded    BYTEA  NOT NULL,
    custody    TEXT   COLLATE "C" NOT NULL CHECK (custody IN ('EMBEDDED', 'APART')),
    current    BIGINT NOT NULL CHECK (current IN (0, 1)),
    position   BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    mac        BYTEA  NOT NULL
);

CREATE UNIQUE INDEX edge_key_current ON edge_key (edge) WHERE current = 1;

-- token and enrolment are hashes. reach tells how far the gateway may have read: empty if it never
-- asked, -1 if it may read at any moment, else the revision past which it got nothing. mac is as
-- above.
CREATE TABLE gateway (
    name                 TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    edge                 TEXT   COLLATE "C" NOT NULL REFERENCES edge (name),
    state                TEXT   COLLATE "C" NOT NULL
        CHECK (state IN ('ENROLLING', 'ACTIVE', 'DRAINED', 'REVOKED')),
    token                BYTEA  UNIQUE,
    enrolment            BYTEA  UNIQUE,
    enrolment_expires_at BIGINT,
    reach                BIGINT,
    created_at           BIGINT NOT NULL,
    enrolled_at          BIGINT,
    ended_at             BIGINT,
    mac                  BYTEA  NOT NULL
);

-- Keys that the host of a revoked gateway held. By fingerprint, so that a key stays exposed if it is
-- sealed anew, and is exposed again if it is put back.
CREATE TABLE exposure (
    gateway     TEXT  COLLATE "C" NOT NULL,
    tunnel      BYTEA NOT NULL,
    fingerprint BYTEA NOT NULL,
    PRIMARY KEY (gateway, tunnel, fingerprint)
);

-- API tokens. hash is the SHA-256 of the value, which is kept nowhere. account is empty for a token
-- of the deployment. policies has a line each: effect, ids of permissions, scopes. The sources are
-- networks with blanks between them. mac is as above.
CREATE TABLE token (
    id            BYTEA  NOT NULL PRIMARY KEY,
    account       BYTEA  REFERENCES account (id),
    hash          BYTEA  NOT NULL UNIQUE,
    name          TEXT   COLLATE "C" NOT NULL,
    state         TEXT   COLLATE "C" NOT NULL CHECK (state IN ('ACTIVE', 'DISABLED')),
    policies      TEXT   COLLATE "C" NOT NULL,
    source_in     TEXT   COLLATE "C" NOT NULL,
    source_not_in TEXT   COLLATE "C" NOT NULL,
    not_before    BIGINT,
    expires_at    BIGINT,
    issued_at     BIGINT NOT NULL,
    modified_at   BIGINT NOT NULL,
    mac           BYTEA  NOT NULL DEFAULT ''
);

CREATE INDEX token_by_account ON token (account);

-- There is BGP where there is a customer's autonomous system. Prefixes are a JSON array of text.
-- explicit_identities holds, of each identity, a byte of its type (1 key id, 2 FQDN, 3 e-mail,
-- 4 IPv4, 5 IPv6, 6 DN), a byte of its length, and its bytes.
CREATE TABLE tunnel (
    id                     BYTEA  NOT NULL PRIMARY KEY,
    account                BIGINT NOT NULL REFERENCES account (number),
    name                   TEXT   COLLATE "C" NOT NULL,
    edge                   TEXT   COLLATE "C" NOT NULL REFERENCES edge (name),
    cloudflare_endpoint    TEXT   COLLATE "C" NOT NULL,
    customer_endpoint      TEXT   COLLATE "C",
    interface_address      TEXT   COLLATE "C" NOT NULL,
    description            TEXT   COLLATE "C",
    created_at             BIGINT NOT NULL,
    modified_at            BIGINT NOT NULL,
    interface_address6     TEXT   COLLATE "C",
    replay_protection      TEXT   COLLATE "C" NOT NULL DEFAULT 'OFF',
    null_cipher            TEXT   COLLATE "C" NOT NULL DEFAULT 'REFUSED',
    return_routing         TEXT   COLLATE "C" NOT NULL DEFAULT 'MANUAL',
    health_check_activity  TEXT   COLLATE "C" NOT NULL DEFAULT 'ENABLED',
    health_check_rate      TEXT   COLLATE "C" NOT NULL DEFAULT 'MID',
    health_check_type      TEXT   COLLATE "C" NOT NULL DEFAULT 'REPLY',
    health_check_direction TEXT   COLLATE "C" NOT NULL DEFAULT 'UNIDIRECTIONAL',
    health_check_target    TEXT   COLLATE "C",
    bgp_customer_asn       BIGINT,
    bgp_extra_prefixes     TEXT   COLLATE "C",
    bgp_import_filter      TEXT   COLLATE "C",
    bgp_export_filter      TEXT   COLLATE "C",
    bgp_md5_key            TEXT   COLLATE "C",
    custom_fqdn            TEXT   COLLATE "C",
    explicit_identities    BYTEA,
    UNIQUE (account, name)
);

CREATE INDEX tunnel_endpoint ON tunnel (cloudflare_endpoint);

-- One identity, as a charon prints it, belongs to one tunnel of an edge, over all accounts.
CREATE TABLE identity (
    edge    TEXT  COLLATE "C" NOT NULL,
    printed TEXT  COLLATE "C" NOT NULL,
    tunnel  BYTEA NOT NULL,
    PRIMARY KEY (edge, printed)
);

CREATE INDEX identity_by_tunnel ON identity (tunnel);

-- Every key that ever was, by its fingerprint: what each request did to each tunnel.
CREATE TABLE psk_version (
    tunnel      BYTEA  NOT NULL,
    version     BIGINT NOT NULL,
    fingerprint BYTEA  NOT NULL,
    set_at      BIGINT NOT NULL,
    audit_seq   BIGINT NOT NULL,
    PRIMARY KEY (tunnel, version)
);

-- The counter spares an index from records to data keys.
CREATE TABLE data_key (
    id       BYTEA  NOT NULL PRIMARY KEY,
    edge_key BYTEA  NOT NULL,
    sealed   BYTEA  NOT NULL,
    records  BIGINT NOT NULL CHECK (records >= 0)
);

CREATE INDEX data_key_by_edge_key ON data_key (edge_key);

-- What an edge is to know of a tunnel. Outlives the tunnel as its tombstone. identities are all with
-- which the record was sealed, in the form above; empty where they are the generated ones.
-- key_revision is when the key was set, where it was sealed anew since. A key stays bound to the
-- epoch in which its version was given.
CREATE TABLE record (
    revision     BIGINT NOT NULL PRIMARY KEY,
    edge         TEXT   COLLATE "C" NOT NULL,
    tunnel       BYTEA  NOT NULL,
    account      BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    gone         BIGINT NOT NULL CHECK (gone IN (0, 1)),
    data_key     BYTEA,
    sealed       BYTEA,
    mac          BYTEA  NOT NULL,
    set_at       BIGINT NOT NULL,
    identities   BYTEA,
    fingerprint  BYTEA,
    key_revision BIGINT,
    epoch        BYTEA,
    UNIQUE (edge, tunnel),
    CHECK ((gone = 0) = (data_key IS NOT NULL) AND (gone = 0) = (sealed IS NOT NULL))
);

CREATE INDEX record_feed ON record (edge, revision);
CREATE INDEX record_gone ON record (set_at) WHERE gone = 1;
CREATE INDEX record_by_fingerprint ON record (account, fingerprint) WHERE gone = 0;

CREATE TABLE audit (
    seq           BIGINT NOT NULL PRIMARY KEY,
    at            BIGINT NOT NULL,
    actor         TEXT   COLLATE "C" NOT NULL,
    source        TEXT   COLLATE "C" NOT NULL,
    request_id    BYTEA  NOT NULL UNIQUE,
    action        TEXT   COLLATE "C" NOT NULL,
    outcome       TEXT   COLLATE "C" NOT NULL,
    items_hash    BYTEA  NOT NULL,
    previous_hash BYTEA  NOT NULL,
    hash          BYTEA  NOT NULL
);

-- Requests that their callers named, by keyed hashes of the name and of the whole request, so that
-- they take effect once. position is the number of tunnels of all rows of the account before this
-- one. tunnels are ids of 16 bytes, one behind the other; version is that of a generated key.
CREATE TABLE idempotency (
    account  BIGINT NOT NULL,
    position BIGINT NOT NULL,
    key      BYTEA  NOT NULL UNIQUE,
    content  BYTEA  NOT NULL,
    tunnels  BYTEA  NOT NULL,
    version  BIGINT,
    at       BIGINT NOT NULL,
    PRIMARY KEY (account, position)
);

CREATE INDEX idempotency_by_time ON idempotency (at);

-- What gateways saw of peers. A proof or a rejection counts for the version that it names alone.
CREATE TABLE key_state (
    tunnel            BYTEA  NOT NULL,
    gateway           TEXT   COLLATE "C" NOT NULL,
    proven_version    BIGINT,
    proven_at         BIGINT,
    proven_from       BYTEA,
    proven_assured    BIGINT,
    rejected_version  BIGINT,
    rejected_session  BYTEA,
    rejected_identity BYTEA,
    rejected_from     BYTEA,
    rejected_first    BIGINT,
    rejected_last     BIGINT,
    rejected_count    BIGINT NOT NULL DEFAULT 0,
    rejected_earlier  BIGINT NOT NULL DEFAULT 0,
    rejected_hint     TEXT   COLLATE "C",
    PRIMARY KEY (tunnel, gateway)
);

-- Attempts that match no tunnel, at most so many for each gateway. Identities are strangers' bytes.
CREATE TABLE attempt (
    gateway  TEXT   COLLATE "C" NOT NULL,
    identity BYTEA  NOT NULL,
    address  BYTEA  NOT NULL,
    session  BYTEA  NOT NULL,
    first_at BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    count    BIGINT NOT NULL,
    earlier  BIGINT NOT NULL DEFAULT 0,
    hint     TEXT   COLLATE "C" NOT NULL,
    PRIMARY KEY (gateway, identity, address)
);
