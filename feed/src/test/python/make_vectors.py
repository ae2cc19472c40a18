"""Writes the test vectors. A run changes nothing; it needs Python 3.11 and "cryptography":

    python3 make_vectors.py ../resources/vectors
"""

import pathlib
import sys

from malformed import malformed_cases
from sealed_format_v1 import *


def write(directory, name, about, cases):
    text = f"# {about}\n"
    for case in cases:
        text += "\n" + "".join(f"{key}: {value}".rstrip() + "\n" for key, value in case)
    (directory / name).write_text(text, encoding="utf-8")


def canonical_cases():
    for name, binding in [("usual", Binding()), ("shortest", SHORTEST), ("longest", LONGEST),
                          ("next version", Binding(version=8)), ("other edge", Binding(edge="b"))]:
        yield [("name", name), *binding.lines(), ("form", binding.canonical().hex()),
               ("digest", binding.digest().hex())]


def identity_cases():
    for number, tunnel, domain in [(12345, Binding().tunnel, DOMAIN), (1, bytes(16), "a"),
                                   (999_999_999_999, b"\xff" * 16, "a" * 63 + ".bcde")]:
        keyid, fqdn, email = (content for _, content in generated(number, tunnel, domain))
        yield [("number", number), ("tunnel", tunnel.hex()), ("domain", domain),
               ("key-id", keyid.decode()), ("fqdn", fqdn.decode()), ("user-fqdn", email.decode()),
               ("identity", "KEYID " + keyid.hex()), ("identity", "FQDN " + fqdn.hex()),
               ("identity", "EMAIL " + email.hex())]


def fingerprint_cases():
    for account in (fixed("account", 16), bytes(16)):
        for psk in (b"a", b"correct horse battery", bytes(range(1, 256))):
            full = mac(FINGERPRINT_KEY, u8(1) + lp(account) + psk)
            yield [("key", key_file("fingerprint key", FINGERPRINT_KEY).hex()),
                   ("account", account.hex()), ("psk", psk.hex()), ("fingerprint", full[:16].hex())]


def record_cases():
    usual = Binding()
    data_key = DataKey("data key", usual)
    for name, record in [
            ("key", Key(usual, data_key, padded(b"correct horse battery"))),
            ("gone", Gone(usual)),
            ("key of the shortest binding", Key(SHORTEST, data_key, padded(b"x"), 1)),
            ("key of the longest binding", Key(LONGEST, data_key, padded(b"x" * 255), 2**63 - 1)),
            ("gone of the longest binding", Gone(LONGEST, 0))]:
        lines = [("name", name), ("revision", record.revision), *record.binding.lines()]
        if isinstance(record, Key):
            lines += [("data-key", record.data_key_id.hex()), ("sealed", record.sealed.hex())]
        yield lines + [("mac", record.mac.hex()), ("form", record.form().hex()),
                       ("record-key", key_file("record key", RECORD_KEY).hex())]


def page_cases():
    epoch = fixed("epoch", 16)
    one, two = DataKey("one", Binding()), DataKey("two", Binding())

    def key(n, data_key): return Key(Binding(tunnel=tunnel(n)), data_key, padded(b"key"), n)
    def gone(n): return Gone(Binding(tunnel=tunnel(n)), n)

    for name, after, up_to, head, keys, records, former in [
            ("empty at the head", 7, 7, 7, [], [], []),
            ("empty, the changes were of other edges", 7, 9, 9, [], [], []),
            ("two data keys, a gone tunnel", 0, 9, 9, [one, two],
             [key(3, one), gone(4), key(5, two), key(8, one)], []),
            ("more to come", 2, 4, 9, [one], [key(3, one), gone(4)], []),
            ("after two former epochs", 7, 7, 7, [], [], [b"\x11" * 16, b"\x22" * 16])]:
        yield [("name", name), ("epoch", epoch.hex()), *[("former", f.hex()) for f in former],
               ("after", after), ("up-to", up_to), ("head", head), *[("data-key", k.form().hex()) for k in keys],
               *[("record", r.form().hex()) for r in records],
               ("form", page(epoch, after, up_to, head, keys, records, former).hex())]


def poll_cases():
    epoch = fixed("epoch", 16)
    for name, poll in [
            ("has read nothing", Poll()),
            ("has read nothing and does not wait", Poll(patience=0)),
            ("after some", Poll(epoch, 42, 1)),
            ("at the end of all revisions", Poll(epoch, 2**63 - 1))]:
        yield [("name", name), *poll.lines(), ("form", poll.form().hex())]


def report_cases():
    for name, report in [
            ("serving", Report()),
            ("nothing yet", Report(delivered=0, through=0, kind=2)),
            ("ahead during a bulk load", Report(ahead=[(42, 42), (45, 50)], kind=2)),
            ("at the end of all revisions", Report(delivered=2**63 - 1, through=2**63 - 1)),
            ("unsafe", Report(kind=4, assurance=2, detail="Verbindung \u201esite-ü\u201c: no id")),
            ("exceptions", Report(exceptions=[
                (tunnel(kind - 1), kind, kind, f"tunnel {kind - 1}: \u20ac")
                for kind in (1, 2, 3, 4)])),
            ("names", Report(names=["192.0.2.1", "gw.example", "C=CH, CN=g\u00fc", "*.wild.example"])),
            *[(f"condition {kind}", Report(kind=kind, detail="x")) for kind in (3, 5, 6, 7, 8)]]:
        yield [("name", name), *report.lines(), ("form", report.form().hex())]


def reauth_cases():
    usual = ReauthOrder()
    for name, after, patience in [("any", 0, 25_000), ("past some, at once", 42, 0),
                                  ("at the end of all revisions", 2**63 - 1, 1)]:
        yield [("kind", "question"), ("name", name), ("after", after), ("patience-ms", patience),
               ("form", reauth_question(after, patience).hex())]
    for name, orders in [
            ("none", []), ("one", [usual]),
            ("several", [ReauthOrder(number, tunnel=tunnel(number), version=number + 1)
                         for number in (3, 4, 9)]),
            ("at the ends of their fields", [ReauthOrder(1, until=0, version=1),
                                             ReauthOrder(2**63 - 1, until=2**63 - 1, version=2**63 - 1)])]:
        yield [("kind", "orders"), ("name", name), *[("order", order.line()) for order in orders],
               ("form", reauth_orders(*orders).hex())]
    for kind, name in enumerate(OUTCOMES, 1):
        yield [("kind", "outcome"), ("name", name), ("number", kind),
               ("form", reauth_outcome(kind, kind).hex())]


def reauth_mac_cases():
    for order in [ReauthOrder(), ReauthOrder(43), ReauthOrder(until=0), ReauthOrder(edge="b"),
                  ReauthOrder(version=8), ReauthOrder(tunnel=tunnel(1)),
                  ReauthOrder(epoch=fixed("older epoch", 16))]:
        yield [("record-key", key_file("record key", RECORD_KEY).hex()),
               ("epoch", order.epoch.hex()), ("edge", order.edge), ("order", order.line())]


def witness_cases():
    for name, head in [("usual", AuditHead()), ("before the first record", AuditHead(seq=0, hash=bytes(32))),
                       ("at the end of all numbers", AuditHead(seq=2**63 - 1)),
                       ("of another key", AuditHead(seed=fixed("other audit key", 32)))]:
        yield [("kind", "head"), ("name", name), *head.lines(), ("key-file", head.key_file().hex()),
               ("key", head.public().hex()), ("signature", head.signature().hex()), ("form", head.form().hex()),
               ("answer", head_answer(head).hex()), ("full-answer", head_answer(head, head.hash).hex())]
    for name, head in [("remembers nothing", None), ("remembers one", AuditHead())]:
        for doubt, word in enumerate(DOUBTS):
            yield [("kind", "question"), ("name", f"{name}, {word}"), *(head.lines() if head else []),
                   ("doubt", word), ("form", head_question(head, doubt).hex())]


def sealed_cases():
    usual = Binding()
    data_key = DataKey("data key", usual)
    keys = [("private-keyset", PRIVATE_KEYSET.hex()), ("public-keyset", PUBLIC_KEYSET.hex()),
            ("edge-key", EDGE_KEY_ID.hex()),
            ("record-key", key_file("record key", RECORD_KEY).hex())]

    def case(name, record, dk, result):
        return [("name", name), *keys, ("data-key", dk.form().hex()),
                ("record", record.form().hex()), ("psk", result)]

    for length in (1, 8, 63, 64, 127, 128, 254, 255):
        psk = fixed("psk", length)
        yield case(f"{length} bytes", Key(usual, data_key, padded(psk)), data_key, psk.hex())
    old = usual.but(epoch=fixed("older epoch", 16))
    older = DataKey("data key", old)
    yield case("of an older epoch", Key(old, older, padded(b"old")), older, b"old".hex())

    psk = b"correct horse battery"
    good = padded(psk)
    for name, plaintext in [
            ("empty plaintext", b""), ("no padding", u8(len(psk)) + psk),
            ("a block too many", good + bytes(64)), ("length 0", bytes(64)),
            ("length into the padding block that is missing", u8(64) + bytes(63)),
            ("padding that is not zero", good[:-1] + b"\1")]:
        yield case(name, Key(usual, data_key, plaintext), data_key, "not authentic")
    for length in (31, 33):
        short = DataKey("data key", usual, key=fixed("data key", length))
        yield case(f"data key of {length} bytes", Key(usual, short, good), short, "not authentic")
    yield case("data key sealed for another edge", Key(usual, data_key, good),
               DataKey("data key", usual.but(edge="edge-2")), "not authentic")
    yield case("data key sealed in another epoch", Key(usual, data_key, good), older,
               "not authentic")
    stranger = X25519PrivateKey.from_private_bytes(fixed("stranger", 32))
    yield case("data key sealed to another edge key", Key(usual, data_key, good),
               DataKey("data key", usual, edge_key=raw_public(stranger)), "not authentic")
    yield case("data key that names another edge key", Key(usual, data_key, good),
               DataKey("data key", usual, edge_key_id=bytes(16)), "not authentic")
    yield case("another record key", Key(usual, data_key, good, record_key=bytes(32)), data_key,
               "not authentic")
    moved = Key(usual, data_key, good)
    moved.binding = usual.but(version=8)
    yield case("moved to another version", moved, data_key, "not authentic")
    moved.sign()
    yield case("moved to another version and signed again", moved, data_key, "not authentic")


def main(directory):
    write(directory, "canonical.txt", "bindings, their canonical form and its SHA-256",
          canonical_cases())
    write(directory, "identities.txt", "the identities that follow from a tunnel", identity_cases())
    write(directory, "fingerprints.txt", "fingerprints of keys", fingerprint_cases())
    write(directory, "records.txt", "records, their MAC and their wire form", record_cases())
    write(directory, "pages.txt", "pages and their wire form", page_cases())
    write(directory, "polls.txt", "polls and their wire form", poll_cases())
    write(directory, "reports.txt", "reports and their wire form", report_cases())
    write(directory, "reauth.txt", "orders to reauthenticate, and what is said of them", reauth_cases())
    write(directory, "reauth-macs.txt", "orders to reauthenticate, and their MAC", reauth_mac_cases())
    write(directory, "witness.txt", "heads of the audit, their signatures, and what gateways say", witness_cases())
    write(directory, "sealed.txt", "sealed records, and the key or the refusal that they give",
          sealed_cases())
    write(directory, "malformed.txt", "wire forms that no codec takes",
          ([("codec", codec), ("name", name), ("form", form.hex())]
           for codec, name, form in malformed_cases()))


main(pathlib.Path(sys.argv[1]))
