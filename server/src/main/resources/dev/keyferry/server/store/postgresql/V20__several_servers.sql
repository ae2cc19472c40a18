-- Grows with every change of edges or gateways and with every order to these, by which servers see
-- that another made one.
ALTER TABLE head ADD COLUMN fleet BIGINT NOT NULL DEFAULT 0;

-- What gateways said last, for the servers that did not hear it. They say it again every few seconds,
-- so none of it has to outlive the database's process. mac is made with a key that is not here.
CREATE UNLOGGED TABLE gateway_progress (
    gateway  TEXT   COLLATE "C" NOT NULL,
    kind     BIGINT NOT NULL,
    server   UUID   NOT NULL,
    heard_at BIGINT NOT NULL,
    content  BYTEA  NOT NULL,
    mac      BYTEA  NOT NULL,
    position BIGINT NOT NULL UNIQUE,
    PRIMARY KEY (gateway, kind, server)
);

CREATE SEQUENCE gateway_progress_position;
