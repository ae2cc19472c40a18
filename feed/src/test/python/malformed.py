"""Wire forms that no codec takes: (codec, what is wrong, bytes)."""

from sealed_format_v1 import *

PAGE_COUNTS_AT = 2 + 16 + 2 + 3 * 8
REPORT_RANGES_AT = 2 + 16 + 16 + 2 * 8
USUAL = Binding()
DATA_KEY = DataKey("data key", USUAL)


def malformed_cases():
    yield from malformed_records()
    yield from malformed_data_keys()
    yield from malformed_polls()
    yield from malformed_pages()
    yield from malformed_reports()
    yield from malformed_evidence()
    yield from malformed_reauth()
    yield from malformed_witness()


def malformed_records():
    form = Key(USUAL, DATA_KEY, padded(b"key")).form()

    def bad(**fields):
        return Gone(USUAL.but(**fields)).form()

    def sealed(length):
        key = Key(USUAL, DATA_KEY, padded(b"key"))
        key.sealed = bytes(length)
        return key.form()

    ids = [(KEYID, bytes([i])) for i in range(17)]

    yield "record", "empty", b""
    yield "record", "one byte", b"\1"
    yield "record", "header only", b"\1\1"
    yield "record", "format 0", b"\0" + form[1:]
    yield "record", "format 2", b"\2" + form[1:]
    yield "record", "another document", b"\1\2" + form[2:]
    yield "record", "unknown document", b"\1\xff" + form[2:]
    yield "record", "kind 0", form[:2] + b"\0" + form[3:]
    yield "record", "kind 3", form[:2] + b"\3" + form[3:]
    yield "record", "cut short by a byte", form[:-1]
    yield "record", "a byte too many", form + b"\0"
    yield "record", "past the longest", form + bytes(3000)
    yield "record", "negative revision", Gone(USUAL, -1).form()
    yield "record", "empty edge", bad(edge="")
    yield "record", "edge of 64 characters", bad(edge="e" * 64)
    yield "record", "edge in capitals", bad(edge="EDGE")
    yield "record", "edge not UTF-8", form.replace(b"edge-1", b"edge-\xff")
    yield "record", "account number 0", bad(number=0)
    yield "record", "account number of 13 digits", bad(number=10**12)
    yield "record", "version 0", bad(version=0)
    yield "record", "negative version", bad(version=-1)
    yield "record", "no identity", bad(identities=[])
    yield "record", "17 identities", bad(identities=ids)
    yield "record", "identities descend", bad(identities=ids[1::-1])
    yield "record", "identity repeated", bad(identities=[ids[0], ids[0]])
    yield "record", "identity type 0", bad(identities=[(0, b"a")])
    yield "record", "identity type 7", bad(identities=[(7, b"a")])
    yield "record", "identity of 0 bytes", bad(identities=[(KEYID, b"")])
    yield "record", "identity of 121 bytes", bad(identities=[(KEYID, b"a" * 121)])
    yield "record", "IPv4 identity of 5 bytes", bad(identities=[(IPV4, b"12345")])
    yield "record", "sealed key of 0 bytes", sealed(0)
    yield "record", "sealed key of 513 bytes", sealed(513)


def malformed_data_keys():
    form = DATA_KEY.form()

    yield "data-key", "empty", b""
    yield "data-key", "cut short", form[:-1]
    yield "data-key", "a byte too many", form + b"\0"
    yield "data-key", "sealed key of 0 bytes", form[:34] + u16(0)
    yield "data-key", "sealed key of 513 bytes", form[:34] + u16(513) + bytes(513)


def malformed_polls():
    start, after = Poll().form(), Poll(USUAL.epoch, 7).form()

    yield "poll", "empty", b""
    yield "poll", "another document", b"\1\5" + start[2:]
    yield "poll", "start cut short", start[:-1]
    yield "poll", "start with a byte too many", start + b"\0"
    yield "poll", "start with a revision", after[:20] + b"\1" + after[21:]
    yield "poll", "position cut short", after[:-1]
    yield "poll", "position with a byte too many", after + b"\0"
    yield "poll", "position 0", Poll(position=255).form()[:-1] + b"\0"
    yield "poll", "position 3", Poll(position=3).form()
    yield "poll", "negative revision", Poll(USUAL.epoch, -1).form()
    yield "poll", "patience past the longest", Poll(patience=25_001).form()


def malformed_pages():
    empty = page(USUAL.epoch, 7, 7, 7, [], [])

    def announced(data_keys, records):
        return empty[:PAGE_COUNTS_AT] + u16(data_keys) + u16(records)

    def one_gone(after, up_to, head):
        return page(USUAL.epoch, after, up_to, head, [], [Gone(USUAL, 5)])

    def one_key(data_keys):
        key = Key(USUAL, DATA_KEY, padded(b"key"))
        return page(USUAL.epoch, 0, 42, 42, data_keys, [key])

    yield "page", "empty", b""
    yield "page", "a record", Gone(USUAL).form()
    yield "page", "cut short", empty[:-1]
    yield "page", "a byte too many", empty + b"\0"
    yield "page", "1001 data keys announced", announced(1001, 0)
    yield "page", "1001 records announced", announced(0, 1001)
    yield "page", "1000 records announced, none there", announced(0, 1000)
    yield "page", "head before its end", page(USUAL.epoch, 7, 8, 7, [], [])
    yield "page", "end before its start", page(USUAL.epoch, 7, 6, 8, [], [])
    yield "page", "short of the head without a record", page(USUAL.epoch, 7, 7, 8, [], [])
    yield "page", "record at its start", one_gone(5, 6, 6)
    yield "page", "record past its end", one_gone(3, 4, 6)
    yield "page", "tunnel twice", page(USUAL.epoch, 0, 6, 6, [], [Gone(USUAL, 5), Gone(USUAL, 6)])
    yield "page", "data key missing", one_key([])
    yield "page", "data key that no record names", page(
        USUAL.epoch, 0, 5, 5, [DATA_KEY], [Gone(USUAL, 5)])
    yield "page", "data key twice", one_key([DATA_KEY, DATA_KEY])
    yield "page", "reset cut short", reset(USUAL.epoch, 7)[:-1]
    yield "page", "reset with a byte too many", reset(USUAL.epoch, 7) + b"\0"
    yield "page", "reset with a negative head", reset(USUAL.epoch, -7)


def malformed_reports():
    def report(**fields):
        return Report(**fields).form()

    full = report(ahead=[(100 + 2 * i, 100 + 2 * i) for i in range(64)])
    announced = full[:REPORT_RANGES_AT] + u16(65) + full[REPORT_RANGES_AT + 2:]

    yield "report", "empty", b""
    yield "report", "cut short", report()[:-1]
    yield "report", "a byte too many", report() + b"\0"
    yield "report", "negative revision", report(through=-1)
    yield "report", "65 ranges announced", announced
    yield "report", "range backwards", report(ahead=[(51, 50)])
    yield "report", "range that touches through", report(ahead=[(41, 50)])
    yield "report", "ranges that touch", report(ahead=[(45, 46), (47, 48)])
    yield "report", "condition 0", report(kind=0)
    yield "report", "condition 9", report(kind=9)
    yield "report", "assurance 3", report(assurance=3)
    yield "report", "detail not UTF-8", report(detail=b"\xc3")
    yield "report", "detail with half a character", report(detail=b"\xed\xa0\xbd")
    yield "report", "detail with a control character", report(detail=b"a\nb")
    yield "report", "detail of 501 bytes", report(detail=b"a" * 501)
    yield "report", "10001 exceptions announced", report()[:-4] + u16(10_001) + u16(0)
    yield "report", "exception 0", report(exceptions=[(tunnel(1), 1, 0, "")])
    yield "report", "exception 5", report(exceptions=[(tunnel(1), 1, 5, "")])
    yield "report", "exception of version 0", report(exceptions=[(tunnel(1), 0, 1, "")])
    yield "report", "exception with a control character", report(
        exceptions=[(tunnel(1), 1, 1, "\x1b[31m")])
    yield "report", "tunnel twice", report(
        exceptions=[(tunnel(1), 1, 1, ""), (tunnel(1), 2, 2, "")])
    yield "report", "257 names", report(names=[f"{i}" for i in range(257)])
    yield "report", "name of 0 bytes", report(names=[""])
    yield "report", "name twice", report(names=["a", "b", "a"])
    yield "report", "name not UTF-8", report(names=[b"\xff"])
    yield "report", "name with a control character", report(names=["a\nb"])


def malformed_evidence():
    of = u8(1) + bytes.fromhex("abc123def4567890abcdef1234567890") + u64(7)
    nobodys = u8(0)
    peer = u8(4) + bytes([198, 18, 0, 2])
    time, later = 1_795_425_243_250, 1_795_425_245_000
    past_9999 = 253_402_300_800_000

    def proof(time=time, peer=peer, assurance=1):
        return of[1:] + u64(time) + peer + u8(assurance)

    def own(first=time, last=later, count=3, hint=1):
        identity = b"12345_abc123def4567890abcdef1234567890"
        return u8(len(identity)) + identity + of + peer + u64(first) + u64(last) + u64(count) + u8(hint)

    def stranger(target=nobodys, hint=4):
        identity = b"<img src=x onerror=1>"
        return u8(len(identity)) + identity + target + peer + u64(time) * 2 + u64(1) + u8(hint)

    def evidence(proofs=(), rejections=()):
        form = u8(1) + u8(7) + fixed("session", 16) + fixed("epoch", 16)
        form += u16(len(proofs)) + b"".join(proofs)
        return form + u16(len(rejections)) + b"".join(rejections)

    empty = evidence()
    for name, form in [
            ("two proofs of a tunnel", evidence([proof(), proof()])),
            ("two rejections of a tunnel", evidence((), [own(), own()])),
            ("two rejections of a stranger", evidence((), [stranger(), stranger()])),
            ("last before first", evidence((), [own(first=later, last=time)])),
            ("count of 0", evidence((), [own(count=0)])),
            ("count below 0", evidence((), [own(count=-1)])),
            ("hint of a tunnel for none", evidence((), [stranger(hint=1)])),
            ("hint of none for a tunnel", evidence((), [own(hint=4)])),
            ("address of 5 bytes", evidence([proof(peer=u8(5) + peer[1:] + b"\0")])),
            ("address of 0 bytes", evidence([proof(peer=u8(0))])),
            ("time before 1970", evidence([proof(time=-1)])),
            ("time past 9999", evidence([proof(time=past_9999)])),
            ("unknown assurance", evidence([proof(time=0, assurance=3)])),
            ("unknown hint", evidence((), [own(hint=8)])),
            ("unknown kind of target", evidence((), [stranger(target=u8(2))])),
            ("1001 proofs", empty[:-4] + u16(1_001)),
            ("257 rejections", empty[:-2] + u16(257)),
            ("one byte more", empty + b"\0")]:
        yield "evidence", f"evidence, {name}", form


def malformed_reauth():
    question, one = reauth_question(7, 25_000), reauth_orders(ReauthOrder())
    outcome = reauth_outcome(7, 1)

    yield "reauth-question", "empty", b""
    yield "reauth-question", "another document", outcome
    yield "reauth-question", "cut short", question[:-1]
    yield "reauth-question", "a byte too many", question + b"\0"
    yield "reauth-question", "negative number", reauth_question(-1, 0)
    yield "reauth-question", "patience past the longest", reauth_question(0, 25_001)
    yield "reauth-orders", "empty", b""
    yield "reauth-orders", "another document", question
    yield "reauth-orders", "cut short", one[:-1]
    yield "reauth-orders", "a byte too many", one + b"\0"
    yield "reauth-orders", "64 announced, none there", reauth_orders()[:-2] + u16(64)
    yield "reauth-orders", "65", reauth_orders(*[ReauthOrder(n) for n in range(1, 66)])
    yield "reauth-orders", "number 0", reauth_orders(ReauthOrder(0))
    yield "reauth-orders", "negative number", reauth_orders(ReauthOrder(-1))
    yield "reauth-orders", "numbers descend", reauth_orders(ReauthOrder(43), ReauthOrder(42))
    yield "reauth-orders", "number twice", reauth_orders(ReauthOrder(), ReauthOrder())
    yield "reauth-orders", "version 0", reauth_orders(ReauthOrder(version=0))
    yield "reauth-orders", "end before 1970", reauth_orders(ReauthOrder(until=-1))
    yield "reauth-outcome", "empty", b""
    yield "reauth-outcome", "another document", question
    yield "reauth-outcome", "cut short", outcome[:-1]
    yield "reauth-outcome", "a byte too many", outcome + b"\0"
    yield "reauth-outcome", "negative number", reauth_outcome(-1, 1)
    yield "reauth-outcome", "kind 0", reauth_outcome(7, 0)
    yield "reauth-outcome", "kind 9", reauth_outcome(7, 9)


def malformed_witness():
    head = AuditHead()
    question, answer, kept = head_question(head, 0), head_answer(head), head_answer(head, head.hash)

    yield "head-question", "empty", b""
    yield "head-question", "another document", answer
    yield "head-question", "cut short", question[:-1]
    yield "head-question", "a byte too many", question + b"\0"
    yield "head-question", "neither there nor not", question[:2] + u8(2) + question[3:]
    yield "head-question", "negative number", head_question(AuditHead(seq=-1), 0)
    yield "head-question", "unknown doubt", head_question(head, 5)
    yield "head-answer", "empty", b""
    yield "head-answer", "another document", question
    yield "head-answer", "cut short", answer[:-1]
    yield "head-answer", "a byte too many", answer + b"\0"
    yield "head-answer", "a hash that is cut short", kept[:-1]
    yield "head-answer", "a byte behind the hash", kept + b"\0"
    yield "head-answer", "neither there nor not", answer[:-1] + u8(2)
    yield "head-answer", "negative number", head_answer(AuditHead(seq=-1))
    yield "signed-head", "empty", b""
    yield "signed-head", "another document", answer
    yield "signed-head", "cut short", head.form()[:-1]
    yield "signed-head", "a byte too many", head.form() + b"\0"
    yield "signed-head", "negative number", AuditHead(seq=-1).form()
