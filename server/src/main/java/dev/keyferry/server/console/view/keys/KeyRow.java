package dev.keyferry.server.console.view.keys;

import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.keyfile.KeyLine;
import dev.keyferry.server.keyfile.RefusedLine;
import java.util.List;

/**
 * A line of a file of keys, and what becomes of it.
 *
 * @param line its number in the file
 * @param tunnel as the line names it; empty where that may be a key
 * @param remarks why it is refused, or what there is to say of it
 */
public record KeyRow(int line, String tunnel, Mark mark, List<String> remarks) {
    public static final Mark REFUSED = new Mark("✕", "refused", "bad");

    public KeyRow {
        remarks = List.copyOf(remarks);
    }

    public static KeyRow refused(RefusedLine line) {
        return new KeyRow(line.line(), line.tunnel(), REFUSED, List.of(line.reason()));
    }

    public static KeyRow of(KeyLine line, Mark mark, List<String> remarks) {
        return new KeyRow(line.line(), line.tunnel(), mark, remarks);
    }
}
