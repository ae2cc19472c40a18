-- Grows with every change of edges or gateways and with every order to these, by which servers see
-- that another made one.
ALTER TABLE head ADD COLUMN fleet INTEGER NOT NULL DEFAULT 0;
