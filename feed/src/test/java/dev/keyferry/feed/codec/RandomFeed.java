package dev.keyferry.feed.codec;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.SignedHead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes valid values of every kind, small ones mostly and now and then one at its limits. */
final class RandomFeed {
    private static final String EDGE_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String NAME_LETTERS = "abc xyz.:*=\u00fc";
    private static final String DETAIL_LETTERS = "abc xyz.:'\"\u00fc\u20ac\ud83d\ude80\ufffd";

    private final Random random;

    RandomFeed(Random random) {
        this.random = random;
    }

    TunnelRecord record(Revision revision) {
        return random.nextInt(4) == 0
                ? new GoneRecord(revision, binding(), bytes(KeyRecord.MAC_BYTES))
                : key(revision, new DataKeyId(hex(DataKeyId.DIGITS)));
    }

    SealedDataKey dataKey() {
        return new SealedDataKey(
                new DataKeyId(hex(DataKeyId.DIGITS)),
                new EdgeKeyId(hex(EdgeKeyId.DIGITS)),
                bytes(1 + upTo(SealedDataKey.MAX_SEALED_BYTES - 1)));
    }

    Resealed resealed() {
        SealedDataKey dataKey = dataKey();
        List<KeyRecord> records = new ArrayList<>();
        for (int left = upTo(3); left > 0; left--) {
            records.add(key(new Revision(1 + upTo(100)), dataKey.id()));
        }
        return new Resealed(
                edgeKeys(),
                edgeKeys(),
                new Revision(upTo(1_000)),
                records.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Resealed.Batch(dataKey, records)));
    }

    ResealWork resealWork() {
        SealedDataKey dataKey = dataKey();
        int count = upTo(3);
        List<TunnelRecord> records = new ArrayList<>();
        for (int revision = 1; revision <= count; revision++) {
            records.add(key(new Revision(revision), dataKey.id()));
        }
        Page page =
                new Page(
                        new Epoch(hex(Epoch.DIGITS)),
                        Revision.NONE,
                        new Revision(count),
                        new Revision(count),
                        records.isEmpty() ? List.of() : List.of(dataKey),
                        records);
        return new ResealWork(new EdgeKeyId(hex(EdgeKeyId.DIGITS)), page);
    }

    HeadQuestion headQuestion() {
        HeadQuestion.Doubt[] doubts = HeadQuestion.Doubt.values();
        return new HeadQuestion(
                random.nextBoolean() ? Optional.of(auditHead()) : Optional.empty(),
                doubts[random.nextInt(doubts.length)]);
    }

    HeadAnswer headAnswer() {
        return new HeadAnswer(
                new SignedHead(
                        auditHead(),
                        Bytes.ofHex(hex(2 * SignedHead.KEY_BYTES)),
                        Bytes.ofHex(hex(2 * SignedHead.SIGNATURE_BYTES))),
                random.nextBoolean()
                        ? Optional.of(Bytes.ofHex(hex(2 * AuditHead.HASH_BYTES)))
                        : Optional.empty());
    }

    private AuditHead auditHead() {
        return new AuditHead(
                new Epoch(hex(Epoch.DIGITS)),
                upTo(1_000),
                Bytes.ofHex(hex(2 * AuditHead.HASH_BYTES)));
    }

    ReauthQuestion reauthQuestion() {
        return new ReauthQuestion(
                new Revision(upTo(1_000)),
                Duration.ofMillis(upTo((int) Poll.MAX_PATIENCE.toMillis())));
    }

    ReauthOrders reauthOrders() {
        List<ReauthOrder> orders = new ArrayList<>();
        long number = 0;
        for (int left = upTo(4); left > 0; left--) {
            number += 1 + upTo(9);
            orders.add(
                    new ReauthOrder(
                            new Revision(number),
                            new TunnelId(hex(TunnelId.DIGITS)),
                            new PskVersion(1 + upTo(9)),
                            Instant.ofEpochMilli(upTo(1_000_000)),
                            Bytes.ofHex(hex(64))));
        }
        return new ReauthOrders(orders);
    }

    ReauthOutcome reauthOutcome() {
        ReauthOutcome.Kind[] kinds = ReauthOutcome.Kind.values();
        return new ReauthOutcome(new Revision(upTo(1_000)), kinds[upTo(kinds.length - 1)]);
    }

    private List<EdgeKeyId> edgeKeys() {
        List<EdgeKeyId> keys = new ArrayList<>();
        for (int left = upTo(3); left > 0; left--) {
            keys.add(new EdgeKeyId(hex(EdgeKeyId.DIGITS)));
        }
        return keys;
    }

    Page page() {
        Revision after = new Revision(upTo(1_000));
        Revision at = after;
        Map<DataKeyId, SealedDataKey> dataKeys = new TreeMap<>();
        List<TunnelRecord> records = new ArrayList<>();
        for (int left = upTo(20); left > 0; left--) {
            at = new Revision(at.value() + 1 + upTo(3));
            SealedDataKey dataKey = dataKey();
            TunnelRecord record = random.nextBoolean() ? record(at) : key(at, dataKey.id());
            if (record instanceof KeyRecord key) {
                dataKeys.put(
                        key.dataKey(),
                        new SealedDataKey(key.dataKey(), dataKey.edgeKey(), dataKey.sealed()));
            }
            records.add(record);
        }
        Revision head = records.isEmpty() ? at : new Revision(at.value() + upTo(5));
        Revision upTo = random.nextBoolean() ? at : head;
        return new Page(epoch(), after, upTo, head, List.copyOf(dataKeys.values()), records);
    }

    Poll poll() {
        Position position =
                random.nextBoolean()
                        ? new Position.Start()
                        : new Position.After(epoch(), new Revision(random.nextLong() >>> 1));
        return new Poll(
                new SessionId(hex(SessionId.DIGITS)),
                position,
                Duration.ofMillis(random.nextLong(1 + Poll.MAX_PATIENCE.toMillis())));
    }

    Report report() {
        long through = upTo(1_000);
        List<RevisionRange> ahead = new ArrayList<>();
        long last = through;
        for (int left = upTo(Report.MAX_AHEAD); left > 0; left--) {
            long first = last + 2 + upTo(3);
            last = first + upTo(3);
            ahead.add(new RevisionRange(new Revision(first), new Revision(last)));
        }
        List<TunnelException> exceptions = new ArrayList<>();
        for (int left = upTo(20); left > 0; left--) {
            exceptions.add(exception());
        }
        return new Report(
                new SessionId(hex(SessionId.DIGITS)),
                epoch(),
                new Revision(random.nextLong() >>> 1),
                new Revision(through),
                ahead,
                condition(),
                exceptions,
                names());
    }

    Evidence evidence() {
        List<Proof> proofs = new ArrayList<>();
        for (int left = upTo(20); left > 0; left--) {
            proofs.add(
                    new Proof(
                            new TunnelId(hex(TunnelId.DIGITS)),
                            new PskVersion(1 + upTo(100)),
                            time(),
                            address(),
                            oneOf(Proof.Assurance.values())));
        }
        List<Rejection> rejections = new ArrayList<>();
        for (int left = upTo(20); left > 0; left--) {
            rejections.add(rejection());
        }
        return new Evidence(new SessionId(hex(SessionId.DIGITS)), epoch(), proofs, rejections);
    }

    private Rejection rejection() {
        Hint hint = oneOf(Hint.values());
        Instant first = time();
        // The last four bytes keep strangers apart.
        return new Rejection(
                bytes(4 + upTo(Rejection.MAX_IDENTITY_BYTES - 4)),
                hint.isOfTunnel()
                        ? Optional.of(
                                new Rejection.Target(
                                        new TunnelId(hex(TunnelId.DIGITS)),
                                        new PskVersion(1 + upTo(100))))
                        : Optional.empty(),
                address(),
                first,
                first.plusMillis(upTo(1_000_000)),
                1 + upTo(1_000),
                hint);
    }

    private PeerAddress address() {
        return new PeerAddress(
                bytes(random.nextBoolean() ? PeerAddress.IPV4_BYTES : PeerAddress.IPV6_BYTES));
    }

    private Instant time() {
        return Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L));
    }

    private LocalNames names() {
        var texts = new TreeSet<String>();
        for (int left = upTo(LocalNames.MAX_NAMES); left > 0; left--) {
            String text = text(NAME_LETTERS, 1 + upTo(LocalNames.MAX_BYTES / 2 - 1));
            texts.add(text);
        }
        return new LocalNames(List.copyOf(texts));
    }

    private KeyRecord key(Revision revision, DataKeyId dataKey) {
        return new KeyRecord(
                revision,
                binding(),
                dataKey,
                bytes(1 + upTo(KeyRecord.MAX_SEALED_BYTES - 1)),
                bytes(KeyRecord.MAC_BYTES));
    }

    private KeyBinding binding() {
        var identities = new TreeSet<IkeIdentity>();
        for (int left = 1 + upTo(KeyBinding.MAX_IDENTITIES - 1); left > 0; left--) {
            identities.add(identity());
        }
        return new KeyBinding(
                epoch(),
                new EdgeId(text(EDGE_LETTERS, 1 + upTo(EdgeId.MAX_LENGTH - 1))),
                new AccountId(hex(AccountId.DIGITS)),
                new AccountNumber(1 + random.nextLong(AccountNumber.MAX)),
                new TunnelId(hex(TunnelId.DIGITS)),
                new PskVersion(1 + (random.nextLong() >>> 2)),
                List.copyOf(identities));
    }

    private IkeIdentity identity() {
        IkeIdentity.Type type = oneOf(IkeIdentity.Type.values());
        int length =
                switch (type) {
                    case IPV4 -> 4;
                    case IPV6 -> 16;
                    case KEYID, FQDN, EMAIL, DN -> 1 + upTo(IkeIdentity.MAX_BYTES - 1);
                };
        return new IkeIdentity(type, hex(2 * length));
    }

    private GatewayCondition condition() {
        return new GatewayCondition(
                oneOf(GatewayCondition.Kind.values()),
                text(DETAIL_LETTERS, upTo(GatewayCondition.MAX_DETAIL)),
                oneOf(GatewayCondition.Assurance.values()));
    }

    private TunnelException exception() {
        return new TunnelException(
                new TunnelId(hex(TunnelId.DIGITS)),
                new PskVersion(1 + upTo(100)),
                oneOf(TunnelException.Kind.values()),
                text(DETAIL_LETTERS, upTo(GatewayCondition.MAX_DETAIL)));
    }

    private Epoch epoch() {
        return new Epoch(hex(Epoch.DIGITS));
    }

    private Bytes bytes(int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return Bytes.copyOf(content);
    }

    private String hex(int digits) {
        return HexFormat.of().formatHex(bytes(digits / 2).toArray());
    }

    private String text(String letters, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private <T> T oneOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** 0 to {@code max}: small mostly, one in ten at the limit. */
    private int upTo(int max) {
        int small = Math.min(max, 8);
        return random.nextInt(10) == 0 ? max : random.nextInt(small + 1);
    }
}
