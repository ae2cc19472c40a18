-- What a caller gives of a tunnel's far side. The list holds, of each identity, a byte of its type
-- (1 key id, 2 FQDN, 3 e-mail, 4 IPv4, 5 IPv6, 6 DN), a byte of its length, and its bytes.
ALTER TABLE tunnel ADD COLUMN custom_fqdn         TEXT;
ALTER TABLE tunnel ADD COLUMN explicit_identities BLOB;

-- All identities that the record was sealed with, in the same form; null where they are the
-- generated ones, which follow from account and tunnel. The tunnel's own may have changed since.
ALTER TABLE record ADD COLUMN identities BLOB;

-- An address at which tunnels end is nobody's identity.
CREATE INDEX tunnel_endpoint ON tunnel (cloudflare_endpoint);
