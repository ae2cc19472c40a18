-- Which keys an account accepts: PskPolicy.
ALTER TABLE account ADD COLUMN psk_minimum_length INTEGER NOT NULL DEFAULT 8;
ALTER TABLE account ADD COLUMN psk_minimum_bits   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN psk_alphabet       TEXT    NOT NULL DEFAULT 'PRINTABLE';
