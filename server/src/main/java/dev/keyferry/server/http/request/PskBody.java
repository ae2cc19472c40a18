package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.keys.SentKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of the bulk call, {@code {"psks": [{"id", "psk"}, ...]}}. Members of other names are
 * skipped. Confined to one thread.
 */
public final class PskBody {
    private final JsonBody body;
    private @Nullable List<PskEntry> entries;

    private PskBody(JsonBody body) {
        this.body = body;
    }

    /**
     * Returns the entries in order.
     *
     * @throws RequestRefused if the body is not such a JSON text, or has too many entries
     */
    public static List<PskEntry> read(JsonBody body) {
        return new PskBody(body).read();
    }

    private List<PskEntry> read() {
        body.readObject(member -> {
            if (member.equals("psks")) {
                entries = readEntries();
            } else {
                body.skip();
            }
        });
        if (entries == null) {
            throw RequestRefused.invalid("/psks", "psks is missing");
        }
        return entries;
    }

    private List<PskEntry> readEntries() {
        List<PskEntry> read = new ArrayList<>();
        body.array(
                "/psks",
                i -> {
                    if (i >= PskEntry.MAX_ENTRIES) {
                        throw RequestRefused.invalid(
                                "/psks", "psks has more than " + PskEntry.MAX_ENTRIES + " entries");
                    }
                    read.add(new EntryReader("/psks/" + i).read());
                });
        return read;
    }

    private final class EntryReader {
        private final String pointer;
        private @Nullable String id;
        private @Nullable SentKey key;

        EntryReader(String pointer) {
            this.pointer = pointer;
        }

        PskEntry read() {
            body.object(
                    pointer,
                    member -> {
                        switch (member) {
                            case "id" -> id = body.string(pointer + "/id");
                            case "psk" -> key = readKey(body, pointer + "/psk");
                            default -> body.skip();
                        }
                    });
            if (id == null) {
                throw RequestRefused.invalid(pointer + "/id", "id is missing");
            }
            if (key == null) {
                throw RequestRefused.invalid(pointer + "/psk", "psk is missing");
            }
            return new PskEntry(id, key);
        }
    }

    /** Reads the string that comes next as a key; the array between is wiped. */
    public static SentKey readKey(JsonBody body, String pointer) {
        byte[] utf8 = body.utf8(pointer);
        try {
            return SentKey.copyOf(utf8);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }
}
