package dev.keyferry.app.keyfile;

import dev.keyferry.app.api.KeyEntry;

/** An entry that gives a tunnel a key. */
public record KeyLine(int entry, int line, KeyEntry key) implements FileLine {
    public String tunnel() {
        return key.tunnel();
    }
}
