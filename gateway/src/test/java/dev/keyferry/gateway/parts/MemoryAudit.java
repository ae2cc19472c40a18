package dev.keyferry.gateway.parts;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.Witnessing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The audit of a control plane, which somebody may cut and write anew. Thread-safe. */
public final class MemoryAudit implements Witnessing {
    public static final Epoch EPOCH = new Epoch("e".repeat(Epoch.DIGITS));

    private final List<Bytes> hashes = new ArrayList<>();
    private AuditKey key = AuditKey.generate();
    private Epoch epoch = EPOCH;

    /** Appends records; those of another history have other hashes. */
    public synchronized MemoryAudit append(int count, int history) {
        for (int i = 0; i < count; i++) {
            hashes.add(hash(hashes.size() + 1, history));
        }
        return this;
    }

    public synchronized MemoryAudit cut(int seq) {
        hashes.subList(seq, hashes.size()).clear();
        return this;
    }

    public synchronized void use(AuditKey other) {
        key = other;
    }

    public synchronized void begin(Epoch other) {
        epoch = other;
    }

    @Override
    public synchronized HeadAnswer head(HeadQuestion question) {
        return new HeadAnswer(
                key.sign(new AuditHead(epoch, hashes.size(), hash(hashes.size()))),
                question.remembered()
                        .filter(head -> head.seq() <= hashes.size())
                        .map(head -> hash(Math.toIntExact(head.seq()))));
    }

    private Bytes hash(int seq) {
        return seq == 0 ? Bytes.copyOf(new byte[AuditHead.HASH_BYTES]) : hashes.get(seq - 1);
    }

    private static Bytes hash(int seq, int history) {
        return Bytes.copyOf(
                ByteBuffer.allocate(AuditHead.HASH_BYTES).putInt(seq).putInt(history).array());
    }
}
