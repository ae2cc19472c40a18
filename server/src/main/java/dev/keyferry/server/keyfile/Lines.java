package dev.keyferry.server.keyfile;

import java.util.ArrayList;
import java.util.List;

/** The entries of a file as they are read, numbered from 1. Confined to one thread. */
final class Lines {
    private final int max;
    private final List<FileLine> all = new ArrayList<>();

    Lines(int max) {
        this.max = max;
    }

    /** No tunnel's name has blanks, and one at its end is not seen; a key may have them. */
    void add(int line, String tunnel, String psk) {
        all.add(new KeyLine(next(), line, tunnel.strip(), psk));
    }

    /** Of an entry that is out of shape, no field is known to be the tunnel and not the key. */
    void addWrong(int line) {
        all.add(new RefusedLine(next(), line, "", LineReason.WRONG_FIELDS.text()));
    }

    List<FileLine> all() {
        return List.copyOf(all);
    }

    private int next() {
        if (all.size() == max) {
            throw new KeyFileRefused(
                    KeyFileRefused.Cause.TOO_MANY_ENTRIES,
                    "the key file has more than " + max + " entries");
        }
        return all.size() + 1;
    }
}
