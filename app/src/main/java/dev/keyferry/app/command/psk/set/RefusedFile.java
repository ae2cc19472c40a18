package dev.keyferry.app.command.psk.set;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.server.keyfile.RefusedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists what was refused, so that it can be corrected; holds no key. */
record RefusedFile(Path path) {
    private static final Pattern EXTENSION = Pattern.compile("\\.(csv|json|jsonl|ndjson)$");

    /** {@code keys.refused.csv} beside {@code keys.csv}. */
    static RefusedFile beside(Path keyFile) {
        String name = EXTENSION.matcher(keyFile.getFileName().toString()).replaceFirst("");
        return new RefusedFile(keyFile.resolveSibling(name + ".refused.csv"));
    }

    /**
     * Removes what a former run wrote.
     *
     * @throws Failure if something else is there, such as the keys that somebody added to it
     */
    void clear() {
        try {
            if (Files.exists(path)) {
                requireOurs();
                Files.delete(path);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void requireOurs() throws IOException {
        if (!firstLine().filter(RefusedLine.HEADER::equals).isPresent()) {
            throw Failure.usage(
                    path + " is there and is no list of refused lines as this command writes it",
                    "move it away, or name another file by --refused");
        }
    }

    private Optional<String> firstLine() throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            return Optional.ofNullable(reader.readLine());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Writes the lines, at least one, for the eyes of this user alone; all of them or none. */
    void write(List<RefusedLine> lines) {
        StringBuilder text = new StringBuilder(RefusedLine.HEADER).append('\n');
        lines.forEach(line -> text.append(line.csv()).append('\n'));
        try {
            // Made with mode 0600.
            Path whole = Files.createTempFile(path.toAbsolutePath().getParent(), ".refused-", "");
            try {
                Files.writeString(whole, text, UTF_8);
                Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Failure unusable(IOException cause) {
        return new Failure(
                ExitCode.REFUSED,
                path + " cannot be written",
                "make its directory writable, or name another file by --refused",
                cause);
    }
}
