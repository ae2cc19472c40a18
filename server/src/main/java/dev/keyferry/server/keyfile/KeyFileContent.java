package dev.keyferry.server.keyfile;

import java.util.List;

/** What a file says: keys that can be sent, and lines that cannot, each in the file's order. */
public record KeyFileContent(List<KeyLine> keys, List<RefusedLine> refused) {
    public KeyFileContent {
        keys = List.copyOf(keys);
        refused = List.copyOf(refused);
    }
}
