-- The last order to have a tunnel's peers authenticate anew, for a few seconds. number is the
-- revision at which it was given. mac is made with the edge's record key, which is not here, so that
-- nobody who can write here alone can give an order.
CREATE TABLE reauth (
    tunnel  BLOB    NOT NULL PRIMARY KEY,
    edge    TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    mac     BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reauth_by_edge ON reauth (edge, number);
