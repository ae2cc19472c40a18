-- The last order to have a tunnel's peers authenticate anew, for a few seconds. number is the
-- revision at which it was given. mac is made with the edge's record key, which is not here, so that
-- nobody who can write here alone can give an order.
CREATE TABLE reauth (
    tunnel  BYTEA  NOT NULL PRIMARY KEY,
    edge    TEXT   COLLATE "C" NOT NULL,
    number  BIGINT NOT NULL,
    version BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    mac     BYTEA  NOT NULL
);

CREATE INDEX reauth_by_edge ON reauth (edge, number);
