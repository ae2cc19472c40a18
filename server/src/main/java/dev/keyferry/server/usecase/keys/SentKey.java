package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.seal.Psk;

/** A key as a caller sent it, before the policy has judged it. Never prints it. */
public sealed interface SentKey {
    /** It has the size of a key. */
    record Sized(Psk psk) implements SentKey {}

    /** It has no bytes at all. */
    record Empty() implements SentKey {}

    /** It has more bytes than any key; they were not kept. */
    record Oversized() implements SentKey {}

    /**
     * Takes a key as it came.
     *
     * @param utf8 the key's bytes; the caller may wipe them afterwards
     */
    static SentKey copyOf(byte[] utf8) {
        if (utf8.length == 0) {
            return new Empty();
        }
        return utf8.length > Psk.MAX_BYTES ? new Oversized() : new Sized(Psk.copyOf(utf8));
    }
}
