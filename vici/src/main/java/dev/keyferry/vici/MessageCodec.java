package dev.keyferry.vici;

import static dev.keyferry.vici.ViciMessage.MAX_DEPTH;
import static dev.keyferry.vici.ViciMessage.MAX_ELEMENTS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyferry.vici.ViciMessage.Entry;
import dev.keyferry.vici.ViciMessage.Items;
import dev.keyferry.vici.ViciMessage.Section;
import dev.keyferry.vici.ViciMessage.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bytes to messages and back, by the element types of the vici plugin's README. Reading is strict,
 * unlike the daemon, which drops the rest of a message at the first fault: half a reply read as a
 * whole one could pass for a different answer.
 */
final class MessageCodec {
    private static final int SECTION_START = 1;
    private static final int SECTION_END = 2;
    private static final int KEY_VALUE = 3;
    private static final int LIST_START = 4;
    private static final int LIST_ITEM = 5;
    private static final int LIST_END = 6;

    private final ByteBuffer in;
    private int elements;

    private MessageCodec(ByteBuffer in) {
        this.in = in;
    }

    /** Reads all that remains as one message. */
    static ViciMessage read(ByteBuffer in) {
        return new MessageCodec(in).section(0);
    }

    /** Bytes of a message as {@link #write} writes it; long, since a caller may build any size. */
    static long size(ViciMessage message) {
        long size = 0;
        for (Map.Entry<String, Entry> entry : message.entries().entrySet()) {
            size += 1 + nameSize(entry.getKey()) + size(entry.getValue());
        }
        return size;
    }

    static int nameSize(String name) {
        return 1 + name.getBytes(UTF_8).length;
    }

    static void write(ViciMessage message, ByteBuffer out) {
        message.entries().forEach((name, entry) -> writeEntry(name, entry, out));
    }

    /** Reads a name: one byte of length, then so many bytes of UTF-8. */
    static String readName(ByteBuffer in) {
        return utf8(bytes(in, length8(in)), in);
    }

    static void writeName(String name, ByteBuffer out) {
        byte[] bytes = name.getBytes(UTF_8);
        out.put((byte) bytes.length).put(bytes);
    }

    private ViciMessage section(int depth) {
        ViciMessage.Builder builder = ViciMessage.builder();
        Set<String> names = new HashSet<>();
        while (in.hasRemaining()) {
            int type = in.get();
            if (type == SECTION_END && depth > 0) {
                return builder.build();
            }
            Entry entry;
            String name;
            switch (type) {
                case KEY_VALUE -> {
                    name = nextName();
                    entry = new Value(value());
                }
                case LIST_START -> {
                    name = nextName();
                    entry = new Items(items());
                }
                case SECTION_START -> {
                    check(depth < MAX_DEPTH, "sections nest deeper than " + MAX_DEPTH);
                    name = nextName();
                    entry = new Section(section(depth + 1));
                }
                default -> throw malformed("element type " + (type & 0xff) + " has no place here");
            }
            check(names.add(name), "a name stands twice in a section");
            builder.add(name, entry);
        }
        check(depth == 0, "a section has no end");
        return builder.build();
    }

    private List<byte[]> items() {
        List<byte[]> items = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.get();
            if (type == LIST_END) {
                return items;
            }
            check(type == LIST_ITEM, "element type " + (type & 0xff) + " within a list");
            count();
            items.add(value());
        }
        throw malformed("a list has no end");
    }

    private String nextName() {
        count();
        return readName(in);
    }

    private byte[] value() {
        check(in.remaining() >= Short.BYTES, "a value's length is cut off");
        return bytes(in, Short.toUnsignedInt(in.getShort()));
    }

    private void count() {
        elements++;
        check(elements <= MAX_ELEMENTS, "more than " + MAX_ELEMENTS + " elements");
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw malformed(otherwise);
        }
    }

    private ViciProtocolError malformed(String what) {
        return malformed(what, in);
    }

    private static int length8(ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw malformed("a name's length is cut off", in);
        }
        return Byte.toUnsignedInt(in.get());
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (in.remaining() < length) {
            throw malformed("a name or value of " + length + " bytes is cut off", in);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String utf8(byte[] bytes, ByteBuffer in) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("a name is not UTF-8", in);
        }
    }

    private static ViciProtocolError malformed(String what, ByteBuffer in) {
        return new ViciProtocolError("malformed packet at byte " + in.position() + ": " + what);
    }

    private static long size(Entry entry) {
        return switch (entry) {
            case Value value -> Short.BYTES + value.bytes.length;
            case Items list ->
                    list.items.stream().mapToLong(item -> 1 + Short.BYTES + item.length).sum() + 1;
            case Section section -> size(section.message()) + 1;
        };
    }

    private static void writeEntry(String name, Entry entry, ByteBuffer out) {
        switch (entry) {
            case Value value -> {
                writeHead(KEY_VALUE, name, out);
                writeValue(value.bytes, out);
            }
            case Items list -> {
                writeHead(LIST_START, name, out);
                for (byte[] item : list.items) {
                    out.put((byte) LIST_ITEM);
                    writeValue(item, out);
                }
                out.put((byte) LIST_END);
            }
            case Section section -> {
                writeHead(SECTION_START, name, out);
                write(section.message(), out);
                out.put((byte) SECTION_END);
            }
        }
    }

    private static void writeHead(int type, String name, ByteBuffer out) {
        out.put((byte) type);
        writeName(name, out);
    }

    private static void writeValue(byte[] value, ByteBuffer out) {
        out.putShort((short) value.length).put(value);
    }
}
