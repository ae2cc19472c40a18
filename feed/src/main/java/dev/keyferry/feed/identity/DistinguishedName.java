package dev.keyferry.feed.identity;

import dev.keyferry.feed.id.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A distinguished name as its DER bytes give it (X.501): SEQUENCE of SET of SEQUENCE of an OID and
 * a value.
 *
 * @param attributes in their order; how sets part them is not told, because a charon does not look
 *     at it
 */
public record DistinguishedName(List<Attribute> attributes) {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int OID = 0x06;
    private static final int LONG_LENGTH = 0x80;
    private static final Bytes STAR = Bytes.copyOf(new byte[] {'*'});

    /**
     * One attribute.
     *
     * @param type the OID's bytes
     * @param value the value's bytes, whatever kind of string they are
     */
    public record Attribute(Bytes type, Bytes value) {
        /** True for the one value that a charon takes for every value. */
        boolean isWildcard() {
            return value.equals(STAR);
        }
    }

    public DistinguishedName {
        attributes = List.copyOf(attributes);
    }

    /**
     * Reads a name of at most {@link dev.keyferry.feed.identity.IkeIdentity#MAX_BYTES} bytes, so
     * that every length has one byte.
     *
     * @throws IllegalArgumentException if it is anything else, or has no attribute
     */
    public static DistinguishedName read(byte[] der) {
        ByteBuffer whole = ByteBuffer.wrap(der);
        ByteBuffer sets = take(whole, SEQUENCE);
        requireEnd(whole);
        List<Attribute> attributes = new ArrayList<>();
        while (sets.hasRemaining()) {
            readSet(take(sets, SET), attributes);
        }
        if (attributes.isEmpty()) {
            throw malformed();
        }
        return new DistinguishedName(attributes);
    }

    boolean hasWildcard() {
        return attributes.stream().anyMatch(Attribute::isWildcard);
    }

    private static void readSet(ByteBuffer set, List<Attribute> attributes) {
        do {
            ByteBuffer attribute = take(set, SEQUENCE);
            Bytes type = bytes(take(attribute, OID));
            Bytes value = bytes(takeAny(attribute));
            requireEnd(attribute);
            attributes.add(new Attribute(type, value));
        } while (set.hasRemaining());
    }

    private static ByteBuffer take(ByteBuffer from, int tag) {
        if (!from.hasRemaining() || Byte.toUnsignedInt(from.get(from.position())) != tag) {
            throw malformed();
        }
        return takeAny(from);
    }

    private static ByteBuffer takeAny(ByteBuffer from) {
        if (from.remaining() < 2) {
            throw malformed();
        }
        from.get();
        int length = Byte.toUnsignedInt(from.get());
        if (length >= LONG_LENGTH || length > from.remaining()) {
            throw malformed();
        }
        ByteBuffer taken = from.slice(from.position(), length);
        from.position(from.position() + length);
        return taken;
    }

    private static Bytes bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Bytes.copyOf(bytes);
    }

    private static void requireEnd(ByteBuffer buffer) {
        if (buffer.hasRemaining()) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("a distinguished name is DER with attributes");
    }
}
