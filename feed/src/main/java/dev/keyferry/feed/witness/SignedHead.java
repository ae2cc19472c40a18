package dev.keyferry.feed.witness;

import dev.keyferry.feed.id.Bytes;

/**
 * A head of the audit as a control plane signed it (Ed25519, RFC 8032).
 *
 * @param key the public key, 32 bytes
 * @param signature 64 bytes; whether it is good is asked by {@link #isSigned}
 */
public record SignedHead(AuditHead head, Bytes key, Bytes signature) {
    public static final int KEY_BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    public SignedHead {
        if (key.length() != KEY_BYTES || signature.length() != SIGNATURE_BYTES) {
            throw new IllegalArgumentException("a head's key has 32 bytes, its signature 64");
        }
    }

    /** True if whoever has the private half of the key signed this head. */
    public boolean isSigned() {
        return AuditKey.isSigned(head, key, signature);
    }
}
