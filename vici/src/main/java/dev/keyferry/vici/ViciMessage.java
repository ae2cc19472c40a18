package dev.keyferry.vici;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One VICI message or section: named entries in their order, each a value (bytes), a list of values
 * or a nested section; a name stands once in a section. Immutable and thread-safe.
 *
 * <p>Values may be keys, so nothing here prints one: {@link #toString} shows names and kinds.
 *
 * <p>Reading an entry that is absent, or of another kind than asked for, gives the empty answer.
 * Text is UTF-8; bytes that are not become U+FFFD, so read what strangers chose with {@link
 * #bytes}. Source: the README of strongSwan's vici plugin, "Message format".
 */
public final class ViciMessage {
    /** Longest name of an entry, command or event, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 255;

    /** Longest value or list item, in bytes. */
    public static final int MAX_VALUE_BYTES = 65_535;

    /** Deepest nesting: a message holds sections, they hold sections, so many times. */
    public static final int MAX_DEPTH = 16;

    /** Most entries and list items of one message, nested ones included. */
    public static final int MAX_ELEMENTS = 131_072;

    /** The message without entries. */
    public static final ViciMessage EMPTY = new ViciMessage(Map.of());

    private final Map<String, Entry> entries;
    private final int depth;
    private final int elements;

    private ViciMessage(Map<String, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
        this.depth = entries.values().stream().mapToInt(Entry::depth).max().orElse(0);
        this.elements = entries.values().stream().mapToInt(Entry::elements).sum();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The names of the entries, in order. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    public Optional<String> text(String key) {
        return value(key).map(value -> new String(value.bytes, UTF_8));
    }

    /** A copy of the value. */
    public Optional<byte[]> bytes(String key) {
        return value(key).map(value -> value.bytes.clone());
    }

    /** The items of a list as text; empty also where there is no such list. */
    public List<String> list(String key) {
        return entries.get(key) instanceof Items items
                ? items.items.stream().map(item -> new String(item, UTF_8)).toList()
                : List.of();
    }

    public Optional<ViciMessage> section(String key) {
        return entries.get(key) instanceof Section section
                ? Optional.of(section.message)
                : Optional.empty();
    }

    /** The nested sections by name, in order. */
    public Map<String, ViciMessage> sections() {
        Map<String, ViciMessage> sections = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (entry instanceof Section section) {
                sections.put(name, section.message);
            }
        });
        return Collections.unmodifiableMap(sections);
    }

    /** Equal entries in equal order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ViciMessage that
                && keys().equals(that.keys())
                && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return keys().hashCode();
    }

    @Override
    public String toString() {
        return entries.entrySet().stream()
                .map(entry -> printable(entry.getKey()) + "=" + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    Map<String, Entry> entries() {
        return entries;
    }

    int depth() {
        return depth;
    }

    int elements() {
        return elements;
    }

    private Optional<Value> value(String key) {
        return entries.get(key) instanceof Value value ? Optional.of(value) : Optional.empty();
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** What a name stands for. The arrays within are shared and never changed. */
    sealed interface Entry {
        default int depth() {
            return 0;
        }

        default int elements() {
            return 1;
        }
    }

    /** One value. */
    static final class Value implements Entry {
        final byte[] bytes;

        Value(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value that && MessageDigest.isEqual(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return bytes.length;
        }

        @Override
        public String toString() {
            return "<" + bytes.length + " bytes>";
        }
    }

    /** A list of values. */
    static final class Items implements Entry {
        final List<byte[]> items;

        Items(List<byte[]> items) {
            this.items = Collections.unmodifiableList(items);
        }

        @Override
        public int elements() {
            return 1 + items.size();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Items that
                    && items.stream()
                            .map(Value::new)
                            .toList()
                            .equals(that.items.stream().map(Value::new).toList());
        }

        @Override
        public int hashCode() {
            return items.size();
        }

        @Override
        public String toString() {
            return "[" + items.size() + " items]";
        }
    }

    /** A nested section. */
    record Section(ViciMessage message) implements Entry {
        @Override
        public int depth() {
            return 1 + message.depth;
        }

        @Override
        public int elements() {
            return 1 + message.elements;
        }

        @Override
        public String toString() {
            return message.toString();
        }
    }

    /**
     * Collects the entries of a message in the order of the calls. Confined to one thread. A name
     * given twice and anything past a limit is an {@link IllegalArgumentException}, whose text
     * holds no value.
     */
    public static final class Builder {
        private final Map<String, Entry> entries = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, String text) {
            return add(name, new Value(limited(text.getBytes(UTF_8))));
        }

        /** Puts a copy of the bytes. */
        public Builder put(String name, byte[] bytes) {
            return add(name, new Value(limited(bytes.clone())));
        }

        public Builder putList(String name, List<String> items) {
            List<byte[]> values = new ArrayList<>(items.size());
            items.forEach(item -> values.add(limited(item.getBytes(UTF_8))));
            return add(name, new Items(values));
        }

        public Builder putSection(String name, ViciMessage section) {
            return add(name, new Section(section));
        }

        public ViciMessage build() {
            ViciMessage message = new ViciMessage(new LinkedHashMap<>(entries));
            require(message.depth <= MAX_DEPTH, "sections nest deeper than " + MAX_DEPTH);
            require(message.elements <= MAX_ELEMENTS, "more than " + MAX_ELEMENTS + " elements");
            return message;
        }

        Builder add(String name, Entry entry) {
            require(
                    name.getBytes(UTF_8).length <= MAX_NAME_BYTES,
                    "a name is longer than " + MAX_NAME_BYTES + " bytes");
            require(entries.putIfAbsent(name, entry) == null, "a name stands twice in a section");
            return this;
        }

        private static byte[] limited(byte[] value) {
            require(
                    value.length <= MAX_VALUE_BYTES,
                    "a value is longer than " + MAX_VALUE_BYTES + " bytes");
            return value;
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
