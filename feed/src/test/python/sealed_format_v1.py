"""The sealed format v1 and the wire forms of docs/sealed-format.md, a second time.

It writes only, and shares no code with the Java one, so that the two check each other. Keys and
nonces come from fixed seeds: it makes test vectors and must never seal anything else.
"""

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def u8(n): return struct.pack(">B", n)
def u16(n): return struct.pack(">H", n)
def u64(n): return struct.pack(">q", n)
def lp(field): return u16(len(field)) + field
def fixed(seed, length): return hashlib.shake_256(seed.encode()).digest(length)
def tunnel(n): return n.to_bytes(16, "big")
def mac(key, message): return hmac.new(key, message, hashlib.sha256).digest()


# Identities and bindings

KEYID, FQDN, EMAIL, IPV4, IPV6, DN = 1, 2, 3, 4, 5, 6
TYPES = {KEYID: "KEYID", FQDN: "FQDN", EMAIL: "EMAIL", IPV4: "IPV4", IPV6: "IPV6", DN: "DN"}
DOMAIN = "ipsec.keyferry.internal"


def generated(number, tunnel, domain=DOMAIN):
    fqdn = f"{tunnel.hex()}.{number}.{domain}"
    return [(KEYID, f"{number}_{tunnel.hex()}".encode()), (FQDN, fqdn.encode()),
            (EMAIL, f"ipsec@{fqdn}".encode())]


class Binding:
    def __init__(self, **fields):
        self.epoch = fixed("epoch", 16)
        self.edge = "edge-1"
        self.account = fixed("account", 16)
        self.number = 12345
        self.tunnel = bytes.fromhex("abc123def4567890abcdef1234567890")
        self.version = 7
        self.__dict__.update(fields)
        if "identities" not in fields:
            self.identities = generated(self.number, self.tunnel)

    def but(self, **fields):
        return Binding(**{**self.__dict__, **fields})

    def canonical(self):
        form = u8(1) + lp(self.epoch) + lp(self.edge.encode()) + lp(self.account)
        form += lp(u64(self.number)) + lp(self.tunnel) + lp(u64(self.version))
        form += u8(len(self.identities))
        for type_, content in self.identities:
            form += u8(type_) + lp(content)
        return form

    def digest(self):
        return hashlib.sha256(self.canonical()).digest()

    def wire(self):
        edge = self.edge.encode()
        form = self.epoch + u8(len(edge)) + edge + self.account + u64(self.number)
        form += self.tunnel + u64(self.version) + u8(len(self.identities))
        for type_, content in self.identities:
            form += u8(type_) + u8(len(content)) + content
        return form

    def lines(self):
        yield "epoch", self.epoch.hex()
        yield "edge", self.edge
        yield "account", self.account.hex()
        yield "number", str(self.number)
        yield "tunnel", self.tunnel.hex()
        yield "version", str(self.version)
        for type_, content in self.identities:
            yield "identity", f"{TYPES[type_]} {content.hex()}"


LONGEST = Binding(
    edge="e" * 63, number=999_999_999_999, version=2**63 - 1,
    identities=[(KEYID, bytes([i]) * 120) for i in range(12)]
    + [(FQDN, b"*"), (EMAIL, b"a@b"), (IPV4, b"\xc6\x12\0\2"), (IPV6, bytes(16))])
SHORTEST = Binding(edge="e", number=1, version=1, identities=[(DN, b"\0")])


# HPKE: RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM

def extract(salt, ikm): return hmac.new(salt or bytes(32), ikm, hashlib.sha256).digest()


def expand(prk, info, length):
    out, block, n = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([n]), hashlib.sha256).digest()
        out, n = out + block, n + 1
    return out[:length]


def labeled_extract(suite, salt, label, ikm):
    return extract(salt, b"HPKE-v1" + suite + label + ikm)


def labeled_expand(suite, prk, label, info, length):
    return expand(prk, u16(length) + b"HPKE-v1" + suite + label + info, length)


def raw_public(private): return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def hpke_seal(recipient, info, plaintext, ephemeral):
    kem, suite = b"KEM" + u16(0x20), b"HPKE" + u16(0x20) + u16(1) + u16(2)
    enc = raw_public(ephemeral)
    dh = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    prk = labeled_extract(kem, b"", b"eae_prk", dh)
    shared = labeled_expand(kem, prk, b"shared_secret", enc + recipient, 32)
    context = (b"\0" + labeled_extract(suite, b"", b"psk_id_hash", b"")
               + labeled_extract(suite, b"", b"info_hash", info))
    secret = labeled_extract(suite, shared, b"secret", b"")
    key = labeled_expand(suite, secret, b"key", context, 32)
    nonce = labeled_expand(suite, secret, b"base_nonce", context, 12)
    return enc + AESGCM(key).encrypt(nonce, plaintext, b"")


# Keys

EDGE_PRIVATE = X25519PrivateKey.from_private_bytes(fixed("edge private key", 32))
EDGE_PUBLIC = raw_public(EDGE_PRIVATE)
EDGE_KEY_ID = hashlib.sha256(EDGE_PUBLIC).digest()[:16]
RECORD_KEY = fixed("record key", 32)
FINGERPRINT_KEY = fixed("fingerprint key", 32)


def key_file(purpose, key): return f"keyferry {purpose} 1\n".encode() + key


def varint(n):
    out = b""
    while n > 0x7f:
        out, n = out + bytes([n & 0x7f | 0x80]), n >> 7
    return out + bytes([n])


def number_field(tag, n): return varint(tag << 3) + varint(n)
def bytes_field(tag, content): return varint(tag << 3 | 2) + varint(len(content)) + content


def keyset(type_, value, material, key_id=0x1a2b3c4d):
    data = bytes_field(1, f"type.googleapis.com/google.crypto.tink.{type_}".encode())
    data += bytes_field(2, value) + number_field(3, material)
    key = bytes_field(1, data) + number_field(2, 1) + number_field(3, key_id) + number_field(4, 3)
    return number_field(1, key_id) + bytes_field(2, key)


SUITE = number_field(1, 1) + number_field(2, 1) + number_field(3, 2)
PUBLIC_PROTO = bytes_field(2, SUITE) + bytes_field(3, EDGE_PUBLIC)
PUBLIC_KEYSET = keyset("HpkePublicKey", PUBLIC_PROTO, 3)
PRIVATE_KEYSET = keyset(
    "HpkePrivateKey",
    bytes_field(2, PUBLIC_PROTO) + bytes_field(3, EDGE_PRIVATE.private_bytes_raw()), 2)


# Records

class DataKey:
    def __init__(self, seed, binding, key=None, edge_key=EDGE_PUBLIC, edge_key_id=EDGE_KEY_ID):
        self.id = fixed(seed + " id", 16)
        self.key = key or fixed(seed, 32)
        ephemeral = X25519PrivateKey.from_private_bytes(fixed(seed + " ephemeral", 32))
        info = u8(1) + lp(b"keyferry data key") + lp(binding.edge.encode()) + lp(binding.epoch)
        self.sealed = hpke_seal(edge_key, info + lp(self.id), self.key, ephemeral)
        self.edge_key_id = edge_key_id

    def body(self): return self.id + self.edge_key_id + lp(self.sealed)
    def form(self): return u8(1) + u8(2) + self.body()


def padded(psk): return (u8(len(psk)) + psk).ljust((len(psk) // 64 + 1) * 64, b"\0")


class Record:
    def __init__(self, binding, revision=42):
        self.binding, self.revision = binding, revision

    def form(self): return u8(1) + u8(1) + self.body()


class Key(Record):
    def __init__(self, binding, data_key, plaintext, revision=42, record_key=RECORD_KEY):
        super().__init__(binding, revision)
        self.data_key_id = data_key.id
        nonce = fixed(f"nonce {binding.tunnel.hex()} {len(plaintext)}", 12)
        cipher = AESGCM((data_key.key + bytes(32))[:32])
        self.sealed = nonce + cipher.encrypt(nonce, plaintext, binding.digest())
        self.sign(record_key)

    def sign(self, record_key=RECORD_KEY):
        self.mac = mac(record_key, u8(1) + u8(1) + lp(self.binding.digest())
                       + lp(self.data_key_id) + lp(self.sealed))

    def body(self):
        return (u8(1) + u64(self.revision) + self.binding.wire()
                + self.data_key_id + lp(self.sealed) + self.mac)


class Gone(Record):
    def __init__(self, binding, revision=42):
        super().__init__(binding, revision)
        self.mac = mac(RECORD_KEY, u8(1) + u8(2) + lp(binding.digest()))

    def body(self): return u8(2) + u64(self.revision) + self.binding.wire() + self.mac


def history(epoch, former=()): return epoch + u16(len(former)) + b"".join(former)


def page(epoch, after, up_to, head, data_keys, records, former=()):
    form = u8(1) + u8(3) + history(epoch, former) + u64(after) + u64(up_to) + u64(head)
    form += u16(len(data_keys)) + b"".join(k.body() for k in data_keys)
    return form + u16(len(records)) + b"".join(r.body() for r in records)


def reset(epoch, head): return u8(1) + u8(4) + history(epoch) + u64(head)


class Poll:
    def __init__(self, epoch=None, after=0, patience=25_000, position=None):
        self.session = fixed("session", 16)
        self.epoch, self.after, self.patience = epoch, after, patience
        self.position = position or (2 if epoch else 1)

    def form(self):
        form = u8(1) + u8(6) + self.session + u16(self.patience) + u8(self.position)
        return form + (self.epoch + u64(self.after) if self.epoch else b"")

    def lines(self):
        yield "session", self.session.hex()
        yield "patience-ms", str(self.patience)
        if self.epoch:
            yield "epoch", self.epoch.hex()
            yield "after", str(self.after)


class ReauthOrder:
    def __init__(self, number=42, until=1_795_425_243_250, **fields):
        binding = Binding(**fields)
        self.epoch, self.edge = binding.epoch, binding.edge
        self.number, self.tunnel, self.version = number, binding.tunnel, binding.version
        self.until = until
        self.mac = mac(RECORD_KEY, u8(1) + u8(4) + lp(self.epoch) + lp(self.edge.encode())
                       + lp(u64(number)) + lp(self.tunnel) + lp(u64(self.version)) + lp(u64(until)))

    def body(self):
        return u64(self.number) + self.tunnel + u64(self.version) + u64(self.until) + self.mac

    def line(self):
        return f"{self.number} {self.tunnel.hex()} {self.version} {self.until} {self.mac.hex()}"


def reauth_question(after, patience): return u8(1) + u8(10) + u64(after) + u16(patience)


def reauth_orders(*orders):
    return u8(1) + u8(11) + u16(len(orders)) + b"".join(order.body() for order in orders)


def reauth_outcome(number, kind): return u8(1) + u8(12) + u64(number) + u8(kind)


OUTCOMES = ["REAUTHENTICATED", "NO_SA", "REFUSED", "NOT_BACK", "REFUSED_KEPT", "KEPT", "NOT_LOADED",
            "NOT_BEGUN"]
CONDITIONS = ["SERVING", "LOADING", "CHARON_DOWN", "UNSAFE_CONNECTION", "SOCKET_REFUSED",
              "HISTORY_REFUSED", "CACHE_FAILED", "LEASE_OVER"]
ASSURANCES = ["ASSURED", "NOT_ASSURED"]
EXCEPTIONS = ["RESERVED_IDENTITY", "NOT_AUTHENTIC", "IDENTITY_TAKEN", "CHARON_REFUSED"]


# Heads of the audit, and gateways that bear witness of them

DOUBTS = ["NONE", "NOT_SIGNED", "OTHER_KEY", "RECORD_GONE", "OTHER_RECORD"]


class AuditHead:
    def __init__(self, **fields):
        self.epoch, self.seq, self.hash = fixed("epoch", 16), 42, fixed("record of the audit", 32)
        self.seed = fixed("audit key", 32)
        self.__dict__.update(fields)

    def body(self): return self.epoch + u64(self.seq) + self.hash
    def key(self): return Ed25519PrivateKey.from_private_bytes(self.seed)
    def public(self): return self.key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    def signature(self): return self.key().sign(b"keyferry audit head 1\n" + self.body())
    def signed(self): return self.body() + self.public() + self.signature()
    def key_file(self): return b"keyferry audit key 1\n" + self.seed + self.public()
    def form(self): return u8(1) + u8(15) + self.signed()

    def lines(self):
        yield "epoch", self.epoch.hex()
        yield "seq", self.seq
        yield "hash", self.hash.hex()


def head_question(head, doubt):
    return u8(1) + u8(13) + (u8(1) + head.body() if head else u8(0)) + u8(doubt)


def head_answer(head, kept=None):
    return u8(1) + u8(14) + head.signed() + (u8(1) + kept if kept else u8(0))


class Report:
    def __init__(self, **fields):
        self.session, self.epoch = fixed("session", 16), fixed("epoch", 16)
        self.delivered, self.through, self.ahead = 42, 40, []
        self.kind, self.assurance, self.detail = 1, 1, ""
        self.exceptions, self.names = [], []
        self.__dict__.update(fields)

    def form(self):
        form = u8(1) + u8(5) + self.session + self.epoch + u64(self.delivered)
        form += u64(self.through) + u16(len(self.ahead))
        form += b"".join(u64(first) + u64(last) for first, last in self.ahead)
        form += u8(self.kind) + u8(self.assurance) + lp(encoded(self.detail))
        form += u16(len(self.exceptions))
        for tunnel, version, kind, detail in self.exceptions:
            form += tunnel + u64(version) + u8(kind) + lp(encoded(detail))
        form += u16(len(self.names))
        for name in map(encoded, self.names):
            form += u8(len(name)) + name
        return form

    def lines(self):
        yield "session", self.session.hex()
        yield "epoch", self.epoch.hex()
        yield "delivered", str(self.delivered)
        yield "through", str(self.through)
        for first, last in self.ahead:
            yield "ahead", f"{first} {last}"
        yield "condition", f"{CONDITIONS[self.kind - 1]} {ASSURANCES[self.assurance - 1]}"
        yield "detail", self.detail
        for tunnel, version, kind, detail in self.exceptions:
            yield "exception", f"{tunnel.hex()} {version} {EXCEPTIONS[kind - 1]} {detail}"
        for name in self.names:
            yield "local-name", name


def encoded(detail): return detail if isinstance(detail, bytes) else detail.encode()
