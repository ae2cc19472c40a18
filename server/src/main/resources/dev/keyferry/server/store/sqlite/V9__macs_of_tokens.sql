-- mac is made with a key that is not here, so that nobody who can write here alone can make a token
-- or change one. A token from before has none, and nothing tells whether a server made it: it is not
-- kept.
DELETE FROM token;

ALTER TABLE token ADD COLUMN mac BLOB NOT NULL DEFAULT x'';
