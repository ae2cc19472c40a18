package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.keyfile.KeyFile;
import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import dev.keyferry.server.keyfile.KeyFileContent;
import dev.keyferry.server.keyfile.KeyFileRefused;
import dev.keyferry.server.keyfile.SetPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the keys come from.
 *
 * @param file empty for standard input
 */
record KeySource(Optional<Path> file) {
    private static final String STANDARD_INPUT = "-";

    /** The source that an argument names. It is never repeated: it may be a key. */
    static KeySource of(String argument) {
        if (argument.equals(STANDARD_INPUT)) {
            return new KeySource(Optional.empty());
        }
        try {
            return new KeySource(Optional.of(Path.of(argument)));
        } catch (InvalidPathException e) {
            throw unreadable();
        }
    }

    /**
     * Reads the whole file. Standard input stays open: behind its end somebody may answer a
     * question.
     *
     * @throws Failure a usage failure, if that cannot be done or it is too large
     */
    byte[] read(Terminal terminal) {
        try {
            return file.isPresent() ? bytes(file.get()) : KeyFile.bytes(terminal.in());
        } catch (IOException e) {
            throw unreadable();
        } catch (KeyFileRefused refused) {
            throw unusable(refused);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return KeyFile.bytes(in);
        }
    }

    /**
     * Tells apart what can be sent and what cannot.
     *
     * @throws Failure a usage failure, if the bytes are no file of keys
     */
    static KeyFileContent content(byte[] bytes, EqualNeighbours neighbours) {
        try {
            return KeyFile.parse(bytes, neighbours);
        } catch (KeyFileRefused refused) {
            throw unusable(refused);
        }
    }

    /**
     * Addresses the keys.
     *
     * @throws Failure a usage failure, if they stand where their tunnels should
     */
    static SetPlan plan(KeyFileContent content, Map<String, String> ids) {
        try {
            return SetPlan.of(content, ids);
        } catch (KeyFileRefused refused) {
            throw unusable(refused);
        }
    }

    /**
     * Where refused lines go.
     *
     * @param chosen by an option
     * @throws Failure if the keys themselves would be replaced
     */
    Optional<RefusedFile> refused(Optional<Path> chosen) {
        if (chosen.isPresent() && file.isPresent() && isSame(chosen.get(), file.get())) {
            throw Failure.usage(
                    "--refused names the file of the keys", "name another file by --refused");
        }
        return chosen.map(RefusedFile::new).or(() -> file.map(RefusedFile::beside));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static Failure unusable(KeyFileRefused refused) {
        String hint =
                switch (refused.reason()) {
                    case MALFORMED ->
                            "a file has CSV lines below the header tunnel,psk or JSON objects"
                                    + " {\"tunnel\": ..., \"psk\": ...}; `keyferry psk set --help`"
                                    + " shows both";
                    case SWAPPED_COLUMNS ->
                            "name the columns in the order in which they stand: psk,tunnel";
                    case TOO_MANY_ENTRIES -> "split it, and set one part after the other";
                };
        return Failure.usage(refused.text(), hint);
    }

    private static Failure unreadable() {
        return Failure.usage(
                "the key file that was named cannot be read",
                "check its name and who may read it; - reads standard input, and a key is never an"
                        + " argument");
    }
}
