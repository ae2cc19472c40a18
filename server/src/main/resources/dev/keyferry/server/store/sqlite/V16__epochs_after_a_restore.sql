-- newer_revision: how far a gateway has read this epoch where that is further than it goes, so this
-- is an older backup. No key was given a version above version_floor before the present epoch began.
-- succession: a MAC over the present and all former epochs, with a key that is not here, so that
-- nobody who can write here alone can have gateways follow another history.
ALTER TABLE head ADD COLUMN newer_revision INTEGER;
ALTER TABLE head ADD COLUMN version_floor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE head ADD COLUMN succession BLOB;

CREATE TABLE former_epoch (
    position INTEGER NOT NULL PRIMARY KEY,
    epoch    BLOB    NOT NULL UNIQUE
) STRICT;

-- A key stays bound to the epoch in which its version was given.
ALTER TABLE record ADD COLUMN epoch BLOB;
UPDATE record SET epoch = (SELECT epoch FROM head);
