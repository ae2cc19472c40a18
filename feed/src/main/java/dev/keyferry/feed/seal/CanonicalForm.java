package dev.keyferry.feed.seal;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one byte string that stands for a binding in everything that is sealed or authenticated. It
 * is written here and never read, and shares no code with the codecs, so that a change of a wire
 * form cannot change what old records are bound to. Thread-safe.
 */
public final class CanonicalForm {
    /** First byte of everything that is sealed or authenticated in this format. */
    public static final int FORMAT = 1;

    private static final HexFormat HEX = HexFormat.of();

    private CanonicalForm() {}

    /** SHA-256 of the binding's canonical form, 32 bytes. */
    public static Bytes digest(KeyBinding binding) {
        return Bytes.copyOf(sha256().digest(of(binding)));
    }

    /** The canonical form itself, at most some 2.2 KiB. */
    static byte[] of(KeyBinding binding) {
        var form = new ByteArrayOutputStream(512);
        form.write(FORMAT);
        putHex(form, binding.epoch().value());
        putText(form, binding.edge().value());
        putHex(form, binding.account().value());
        putNumber(form, binding.number().value());
        putHex(form, binding.tunnel().value());
        putNumber(form, binding.version().value());
        form.write(binding.identities().size());
        for (IkeIdentity identity : binding.identities()) {
            form.write(code(identity.type()));
            putHex(form, identity.hex());
        }
        return form.toByteArray();
    }

    /** Appends {@code field} behind its length, two bytes, high byte first. */
    static void put(ByteArrayOutputStream form, byte[] field) {
        if (field.length > 0xffff) {
            throw new IllegalArgumentException("a field has at most 65535 bytes");
        }
        form.write(field.length >> 8);
        form.write(field.length);
        form.writeBytes(field);
    }

    static void putText(ByteArrayOutputStream form, String text) {
        put(form, text.getBytes(StandardCharsets.US_ASCII));
    }

    static void putHex(ByteArrayOutputStream form, String hex) {
        put(form, HEX.parseHex(hex));
    }

    static void putNumber(ByteArrayOutputStream form, long number) {
        put(form, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    // Written out, because the order of an enum's constants may change and this may not.
    private static int code(IkeIdentity.Type type) {
        return switch (type) {
            case KEYID -> 1;
            case FQDN -> 2;
            case EMAIL -> 3;
            case IPV4 -> 4;
            case IPV6 -> 5;
            case DN -> 6;
        };
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
