-- Grows with every change of edges or gateways and with every order to these, by which servers see
-- that another made one.
ALTER TABLE head ADD COLUMN fleet BIGINT NOT NULL DEFAULT 0;

-- What gateways said last, for the servers that did not hear it. They say it again every few seconds,
-- so none of it has to outlive the database's process. kind is 1 for a report and 2 for the keys of
-- its edge that a gateway has, 3 for what came of orders to reauthenticate.
CREATE UNLOGGED TABLE gateway_progress (
    gateway   TEXT        COLLATE "C" NOT NULL,
    kind      BIGINT      NOT NULL CHECK (kind IN (1, 2, 3)),
    server    UUID        NOT NULL,
    word      BYTEA       NOT NULL,
    position  BIGINT      NOT NULL UNIQUE,
    posted_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (gateway, kind)
);

CREATE SEQUENCE gateway_progress_position;
