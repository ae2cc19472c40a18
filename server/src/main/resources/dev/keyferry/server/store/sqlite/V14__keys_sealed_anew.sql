-- A key that is sealed anew comes to gateways at another revision, and is the same key: from when it
-- was set on, key_revision tells who may hold it. Empty where the two are one.
ALTER TABLE record ADD COLUMN key_revision INTEGER;

-- Whether a former key of an edge still seals something is asked often.
CREATE INDEX data_key_by_edge_key ON data_key (edge_key);
