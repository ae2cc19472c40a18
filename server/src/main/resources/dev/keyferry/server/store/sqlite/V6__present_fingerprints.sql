-- The present keys of an account by their fingerprints, to count those that are the same.
ALTER TABLE record ADD COLUMN fingerprint BLOB;

UPDATE record
SET fingerprint = (
    SELECT v.fingerprint FROM psk_version AS v
    WHERE v.tunnel = record.tunnel AND v.version = record.version)
WHERE gone = 0;

CREATE INDEX record_by_fingerprint ON record (account, fingerprint) WHERE gone = 0;
