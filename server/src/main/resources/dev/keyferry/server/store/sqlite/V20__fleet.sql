-- Grows with every change of edges or gateways, by which servers see that another changed some.
ALTER TABLE head ADD COLUMN fleet INTEGER NOT NULL DEFAULT 0;
