package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditItem.Kind;
import dev.keyferry.server.domain.audit.AuditItem.Subject;
import dev.keyferry.server.store.rows.Columns;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Items of the audit as bytes (docs/audit.md, section "The form of an item"): the code of the kind;
 * the subject, its name, the number and the content, each but the number with its length before it.
 */
final class ItemForm {
    private static final Map<Integer, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::code, Function.identity()));

    private ItemForm() {}

    /**
     * An item with what it stands for.
     *
     * @param content what else the request set there, or a hash of it; for a key its fingerprint
     */
    record Whole(AuditItem item, Bytes content) {}

    static void write(ByteArrayOutputStream out, Whole whole) {
        AuditItem item = whole.item();
        out.write(item.kind().code());
        write(out, subject(item));
        write(out, item.name().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(item.number()).array());
        write(out, whole.content().toArray());
    }

    /**
     * Reads all items that stand in a row.
     *
     * @throws IllegalArgumentException if they are not in this form
     */
    static List<Whole> read(byte[] items) {
        ByteBuffer in = ByteBuffer.wrap(items);
        List<Whole> all = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                all.add(read(in));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("items of the audit end too early", e);
        }
        return all;
    }

    private static Whole read(ByteBuffer in) {
        Kind kind = KINDS.get(Byte.toUnsignedInt(in.get()));
        if (kind == null) {
            throw new IllegalArgumentException("an item of the audit has an unknown kind");
        }
        String subject = subject(kind.subject(), bytes(in));
        String name = new String(bytes(in), StandardCharsets.UTF_8);
        long number = in.getLong();
        return new Whole(new AuditItem(kind, subject, name, number), Bytes.copyOf(bytes(in)));
    }

    private static byte[] subject(AuditItem item) {
        return isId(item.kind().subject())
                ? Columns.id(item.subject())
                : item.subject().getBytes(StandardCharsets.UTF_8);
    }

    private static String subject(Subject subject, byte[] bytes) {
        return isId(subject)
                ? HexFormat.of().formatHex(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean isId(Subject subject) {
        return switch (subject) {
            case ACCOUNT, TOKEN, TUNNEL, EPOCH -> true;
            case EDGE, ADDRESS, GATEWAY, DEPLOYMENT -> false;
        };
    }

    private static void write(ByteArrayOutputStream out, byte[] value) {
        if (value.length > 0xffff) {
            throw new IllegalArgumentException("a part of an item of the audit is too long");
        }
        out.write(value.length >> Byte.SIZE);
        out.write(value.length);
        out.writeBytes(value);
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }
}
