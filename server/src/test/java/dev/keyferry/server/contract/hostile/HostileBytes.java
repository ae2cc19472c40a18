package dev.keyferry.server.contract.hostile;

/** A request, or the body of one. Confined to one thread. */
public final class HostileBytes {
    private final byte[] bytes;
    private final Values values;

    /** Where the values of a body stand. */
    public enum Values {
        /** Each in the member that it is meant for, so that no key can have become a name. */
        IN_PLACE,
        ANYWHERE
    }

    HostileBytes(byte[] bytes, Values values) {
        this.bytes = bytes;
        this.values = values;
    }

    /** The caller's to keep. */
    public byte[] bytes() {
        return bytes;
    }

    public Values values() {
        return values;
    }
}
