package dev.keyferry.server.store.rows.identity;

import dev.keyferry.feed.identity.IkeIdentity;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Several identities in one column, in their order: of each a byte of its type, a byte of its
 * length, and its bytes.
 */
public final class IdentityList {
    private static final HexFormat HEX = HexFormat.of();

    private IdentityList() {}

    public static byte[] encode(List<IkeIdentity> identities) {
        var form = new ByteArrayOutputStream();
        for (IkeIdentity identity : identities) {
            byte[] bytes = identity.bytes();
            form.write(code(identity.type()));
            form.write(bytes.length);
            form.writeBytes(bytes);
        }
        return form.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalStateException if it is anything else
     */
    public static List<IkeIdentity> decode(byte[] form) {
        ByteBuffer rest = ByteBuffer.wrap(form);
        List<IkeIdentity> identities = new ArrayList<>();
        try {
            while (rest.hasRemaining()) {
                IkeIdentity.Type type = type(rest.get());
                byte[] bytes = new byte[Byte.toUnsignedInt(rest.get())];
                rest.get(bytes);
                identities.add(new IkeIdentity(type, HEX.formatHex(bytes)));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("a stored list of identities is cut short", e);
        }
        return identities;
    }

    private static IkeIdentity.Type type(int code) {
        for (IkeIdentity.Type type : IkeIdentity.Type.values()) {
            if (code(type) == code) {
                return type;
            }
        }
        throw new IllegalStateException("a stored identity has an unknown type");
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
}
