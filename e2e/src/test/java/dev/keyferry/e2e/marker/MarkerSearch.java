package dev.keyferry.e2e.marker;

import dev.keyferry.app.search.KeyForms;
import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.id.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for secrets wherever a server and its gateway may have left them. What it finds is told by
 * place and form, as {@code keyferry.db-wal: hex}. Immutable.
 */
final class MarkerSearch {
    private final KeyForms forms;

    private MarkerSearch(List<String> secrets) {
        this.forms =
                new KeyForms(
                        secrets.stream()
                                .map(secret -> secret.getBytes(StandardCharsets.US_ASCII))
                                .toList());
    }

    static MarkerSearch of(String... secrets) {
        return new MarkerSearch(Arrays.asList(secrets));
    }

    static MarkerSearch of(List<String> secrets) {
        return new MarkerSearch(secrets);
    }

    boolean finds(String text) {
        return forms.foundIn(text.getBytes(StandardCharsets.UTF_8)).isPresent();
    }

    /** In the names and contents of all files below these directories; there is at least one. */
    List<String> below(Path... directories) {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (Path directory : directories) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files++;
                    found.addAll(in(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (files == 0) {
            throw new IllegalArgumentException("there is no file to be searched");
        }
        return found;
    }

    /** In every value of every table, whatever pages of the file it lies on. */
    List<String> inDatabase(Path file) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                    found.addAll(in(table, rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be searched", e);
        }
        return found;
    }

    /** In every page of a feed, as it goes over the wire, from the start. */
    List<String> inFeed(Feed feed) throws InterruptedException {
        SessionId session = new SessionId("f".repeat(SessionId.DIGITS));
        List<String> found = new ArrayList<>();
        Position position = new Position.Start();
        while (true) {
            PollAnswer answer = feed.poll(new Poll(session, position, Duration.ZERO));
            if (!(answer instanceof Page page)) {
                throw new IllegalStateException("a reader from the start was told to reset");
            }
            found.addAll(in("feed page", PageCodec.encode(page)).stream().toList());
            if (page.isLast()) {
                return found;
            }
            position = new Position.After(page.epoch(), page.upTo());
        }
    }

    /** In what everybody on the machine may see of a process. */
    List<String> inProcess(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        return Stream.of("cmdline", "environ", "comm")
                .flatMap(file -> in(process.resolve(file)).stream())
                .toList();
    }

    private List<String> in(Path file) {
        List<String> found = new ArrayList<>();
        if (finds(file.toString())) {
            found.add("the name of a file in " + file.getParent());
        }
        try {
            in(file.toString(), Files.readAllBytes(file)).ifPresent(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private Optional<String> in(String place, byte[] content) {
        return forms.foundIn(content).map(form -> place + ": " + form);
    }

    private List<String> in(String table, ResultSet rows) throws SQLException {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                byte[] value =
                        rows.getObject(column) instanceof byte[] bytes
                                ? bytes
                                : String.valueOf(rows.getString(column))
                                        .getBytes(StandardCharsets.UTF_8);
                String place = table + "." + rows.getMetaData().getColumnName(column);
                in(place, value).ifPresent(found::add);
            }
        }
        return found;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        String all = "SELECT name FROM sqlite_master WHERE type = 'table'";
        try (ResultSet names = statement.executeQuery(all)) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }
}
