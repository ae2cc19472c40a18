package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.command.terminal.ShellWord;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is told of keys beside their fate.
 *
 * @param goOn how to go on from where a run ended
 * @param files that were written before, by the names of their tunnels; empty where none were
 */
record Told(String goOn, Optional<SequencedMap<String, String>> files) {
    /** The keys were in a file already. */
    static final Told SET = new Told("the same command goes on from there", Optional.empty());

    /** The keys were made and written a moment ago, at least one. */
    static Told generated(Path keys, String account, SequencedMap<String, String> files) {
        return new Told(
                "keyferry psk set "
                        + ShellWord.of(keys.toString())
                        + " --account "
                        + ShellWord.of(account)
                        + " goes on from there",
                Optional.of(files));
    }

    /**
     * What stands before the counts.
     *
     * @param calls how many were made
     */
    String lead(int keys, int calls) {
        return files.map(written ->
                        "wrote "
                                + written.firstEntry().getValue()
                                + " (0600)"
                                + (written.size() > 1 ? " ... " + written.size() + " files" : "")
                                + ", then set "
                                + keys
                                + (calls == 1 ? " in one call: " : " in " + calls + " calls: "))
                .orElse("");
    }
}
