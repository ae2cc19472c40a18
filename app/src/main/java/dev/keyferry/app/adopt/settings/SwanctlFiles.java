package dev.keyferry.app.adopt.settings;

import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.CharonIdText;
import dev.keyferry.app.adopt.OperatorConfig;
import dev.keyferry.app.adopt.OperatorConnection;
import dev.keyferry.app.adopt.OperatorKey;
import dev.keyferry.app.adopt.OperatorSecret;
import dev.keyferry.app.adopt.source.Place;
import dev.keyferry.app.adopt.source.SourceFiles;
import dev.keyferry.app.adopt.source.SourceText;
import dev.keyferry.app.adopt.source.Utf8;
import dev.keyferry.gateway.rules.Connection;
import dev.keyferry.gateway.rules.Connection.Round;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code swanctl.conf} and what it includes, as swanctl(8) loads it. */
public final class SwanctlFiles {
    private static final String CONNECTIONS = "connections";
    private static final String SECRETS = "secrets";

    private final Settings settings;
    private final Place start;

    private SwanctlFiles(Settings settings, Place start) {
        this.settings = settings;
        this.start = start;
    }

    /**
     * Reads all of it.
     *
     * @param path the file, or the directory in which it is {@code swanctl.conf}
     * @throws dev.keyferry.app.Failure a usage failure with file and line, if it is not one
     */
    public static OperatorConfig read(Path path) {
        SourceFiles files = new SourceFiles();
        SourceText first =
                files.read(Files.isDirectory(path) ? path.resolve("swanctl.conf") : path);
        return new SwanctlFiles(new Settings(Parser.parse(files, first)), first.at(1)).config();
    }

    private OperatorConfig config() {
        return new OperatorConfig(
                settings.sections(CONNECTIONS).stream().map(this::connection).toList(),
                settings.sections(SECRETS).stream()
                        .filter(name -> name.startsWith("ike"))
                        .flatMap(name -> secret(name).stream())
                        .toList());
    }

    private OperatorConnection connection(String name) {
        Map<String, String> values = settings.values(CONNECTIONS, name);
        Place place = settings.place(CONNECTIONS, name).orElse(start);
        List<Map<String, String>> local = rounds(name, "local");
        List<Map<String, String>> remote = rounds(name, "remote");
        return new OperatorConnection(
                new Connection(
                        Utf8.of(name),
                        version(values.getOrDefault("version", "0"), place),
                        list(values.get("local_addrs")),
                        local.stream().map(SwanctlFiles::round).toList(),
                        remote.stream().map(SwanctlFiles::round).toList()),
                place,
                id(local.getFirst()),
                id(remote.getFirst()),
                list(values.get("remote_addrs")));
    }

    /**
     * In the order of their numbers, and those of one number as written; {@code peer_sn} of
     * charon's {@code vici_config.c}, to whom the case of a section's name is all the same. Where
     * none is written, it has one that leaves everything open.
     */
    private List<Map<String, String>> rounds(String connection, String side) {
        List<Map<String, String>> rounds = new ArrayList<>();
        for (String section : settings.sections(CONNECTIONS, connection)) {
            if (section.regionMatches(true, 0, side, 0, side.length())) {
                rounds.add(settings.values(CONNECTIONS, connection, section));
            }
        }
        Place place = settings.place(CONNECTIONS, connection).orElse(start);
        rounds.sort(Comparator.comparingLong(round -> number(round, place)));
        return rounds.isEmpty() ? List.of(Map.of()) : rounds;
    }

    private static long number(Map<String, String> round, Place place) {
        try {
            return Long.decode(round.getOrDefault("round", "0"));
        } catch (NumberFormatException e) {
            throw place.broken("the number of a round of this connection is none");
        }
    }

    private static Round round(Map<String, String> values) {
        return OperatorConnection.round(
                Optional.ofNullable(values.get("auth")).map(SwanctlFiles::method), id(values));
    }

    /** charon reads this word in any case. */
    private static String method(String word) {
        return word.equalsIgnoreCase("psk") ? "psk" : word;
    }

    private static CharonId id(Map<String, String> values) {
        return CharonIdText.read(values.getOrDefault("id", ""));
    }

    private static String version(String number, Place place) {
        return switch (number) {
            case "0" -> OperatorConnection.ANY_VERSION;
            case "1" -> OperatorConnection.IKE_V1;
            case "2" -> OperatorConnection.IKE_V2;
            default -> throw place.broken("the connection's version is none of 0, 1 and 2");
        };
    }

    /** A secret without a value swanctl skips. */
    private Optional<OperatorSecret> secret(String name) {
        Map<String, String> values = settings.values(SECRETS, name);
        return Optional.ofNullable(values.get("secret"))
                .map(text ->
                        new OperatorSecret(
                                Utf8.of(name),
                                settings.place(SECRETS, name).orElse(start),
                                values.entrySet().stream()
                                        .filter(entry -> entry.getKey().startsWith("id"))
                                        .map(entry -> CharonIdText.read(entry.getValue()))
                                        .toList(),
                                OperatorKey.encoded(text)));
    }

    private static List<String> list(@Nullable String values) {
        return values == null
                ? List.of()
                : Stream.of(values.split(",", -1))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
    }
}
