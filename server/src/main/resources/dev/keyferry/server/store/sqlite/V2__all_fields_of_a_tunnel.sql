-- The defaults are the public contract's; a tunnel from before has them, as if its caller had said
-- nothing.
ALTER TABLE tunnel ADD COLUMN interface_address6       TEXT;
ALTER TABLE tunnel ADD COLUMN replay_protection        TEXT NOT NULL DEFAULT 'OFF';
ALTER TABLE tunnel ADD COLUMN null_cipher              TEXT NOT NULL DEFAULT 'REFUSED';
ALTER TABLE tunnel ADD COLUMN return_routing           TEXT NOT NULL DEFAULT 'MANUAL';
ALTER TABLE tunnel ADD COLUMN health_check_activity    TEXT NOT NULL DEFAULT 'ENABLED';
ALTER TABLE tunnel ADD COLUMN health_check_rate        TEXT NOT NULL DEFAULT 'MID';
ALTER TABLE tunnel ADD COLUMN health_check_type        TEXT NOT NULL DEFAULT 'REPLY';
ALTER TABLE tunnel ADD COLUMN health_check_direction   TEXT NOT NULL DEFAULT 'UNIDIRECTIONAL';
ALTER TABLE tunnel ADD COLUMN health_check_target      TEXT;

-- There is BGP where there is a customer's autonomous system. Prefixes are a JSON array of text.
ALTER TABLE tunnel ADD COLUMN bgp_customer_asn         INTEGER;
ALTER TABLE tunnel ADD COLUMN bgp_extra_prefixes       TEXT;
ALTER TABLE tunnel ADD COLUMN bgp_import_filter        TEXT;
ALTER TABLE tunnel ADD COLUMN bgp_export_filter        TEXT;
ALTER TABLE tunnel ADD COLUMN bgp_md5_key              TEXT;
