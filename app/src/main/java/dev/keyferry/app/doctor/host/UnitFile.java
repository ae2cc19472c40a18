package dev.keyferry.app.doctor.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A unit of systemd with its drop-ins, as systemd puts them together (systemd.unit(5)): of files of
 * one name that in the first directory counts, drop-ins follow by their names, and an empty value
 * takes away what was there. Sections are not told apart.
 */
final class UnitFile {
    /** The first wins. */
    private static final List<String> DIRECTORIES =
            List.of(
                    "etc/systemd/system",
                    "run/systemd/system",
                    "usr/local/lib/systemd/system",
                    "usr/lib/systemd/system",
                    "lib/systemd/system");

    private final Path file;
    private final List<String> lines;

    private UnitFile(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Finds the unit of this name, with {@code .service} at its end. */
    static Optional<UnitFile> find(HostFiles host, String name) {
        return DIRECTORIES.stream()
                .map(directory -> host.at(directory).resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new UnitFile(file, lines(host, file, name)));
    }

    Path file() {
        return file;
    }

    /** All values of a setting that count, in their order. */
    List<String> values(String setting) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals < 0 || !line.substring(0, equals).strip().equals(setting)) {
                continue;
            }
            String value = line.substring(equals + 1).strip();
            if (value.isEmpty()) {
                values.clear();
            } else {
                values.add(value);
            }
        }
        return values;
    }

    /** The value that counts of a setting that has one. */
    Optional<String> value(String setting) {
        List<String> values = values(setting);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    private static List<String> lines(HostFiles host, Path file, String name) {
        Map<String, Path> dropIns = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            for (Path dropIn : host.entries(directory + "/" + name + ".d")) {
                String called = dropIn.getFileName().toString();
                if (called.endsWith(".conf")) {
                    dropIns.putIfAbsent(called, dropIn);
                }
            }
        }
        List<String> lines = new ArrayList<>(lines(file));
        dropIns.values().forEach(dropIn -> lines.addAll(lines(dropIn)));
        return lines;
    }

    /** A line that ends in a backslash goes on in the next one. */
    private static List<String> lines(Path file) {
        return HostFiles.text(file)
                .orElse("")
                .replace("\\\n", " ")
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#") && !line.startsWith(";"))
                .toList();
    }
}
