-- account: whose the request is; NULL where it is about the deployment. items: how many there are;
-- NULL in rows of servers that kept none, of which nobody knows more than the hash.
ALTER TABLE audit ADD COLUMN account BLOB;
ALTER TABLE audit ADD COLUMN items INTEGER;

-- An account's audit is read without that of the others, the newest first.
CREATE INDEX audit_by_account ON audit (account, at, seq);
CREATE INDEX audit_by_time ON audit (at, seq);

-- What each request did, up to 100 items in a row; position: how many of its items stand before.
CREATE TABLE audit_items (
    seq      INTEGER NOT NULL,
    position INTEGER NOT NULL,
    items    BLOB    NOT NULL,
    PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
