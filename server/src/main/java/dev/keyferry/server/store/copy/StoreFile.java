package dev.keyferry.server.store.copy;

import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A file of SQLite as one whole, such as it can be kept, moved and put back. */
public final class StoreFile {
    /** What SQLite may have beside a file. */
    private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal");

    private StoreFile() {}

    /**
     * Copies one moment of the file to a new one, which only its owner may read.
     *
     * @throws StoreMismatch if it is no file of SQLite, or is damaged
     */
    public static void copy(Path from, Path to) throws IOException {
        Files.createFile(
                to,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Connection source = Engine.sqlite(from).reading().getConnection();
                PreparedStatement copy = source.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, to.toString());
            copy.execute();
        } catch (SQLException e) {
            throw damaged(from, e);
        }
        requireSound(to);
    }

    /**
     * Reads all of the file.
     *
     * @throws StoreMismatch if it is damaged
     */
    public static void requireSound(Path file) {
        try (Connection connection = Engine.sqlite(file).reading().getConnection()) {
            String found = told(connection, "PRAGMA integrity_check");
            if (!found.equals("ok")) {
                throw damaged(file, new SQLException(found));
            }
        } catch (SQLException e) {
            throw damaged(file, e);
        }
    }

    /**
     * Brings everything into the one file, and onto the disk.
     *
     * @throws StoreUnavailable if another process has it open
     */
    public static void settle(Path file) throws IOException {
        try (Connection connection = Engine.sqlite(file).writing().getConnection()) {
            // Leaving the log takes what is in it over, and fails where somebody else is there.
            if (!told(connection, "PRAGMA journal_mode = DELETE").equals("delete")) {
                throw new SQLException("the file keeps its log");
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(file + " is in use, or cannot be written", e);
        }
        force(file);
    }

    /** Brings a file, or the names in a directory, onto the disk. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes the file, if it is there, and what SQLite has beside it. */
    public static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        for (String end : BESIDE) {
            Files.deleteIfExists(beside(file, end));
        }
    }

    /** Gives what SQLite may have beside the file the name that it has beside another one. */
    public static void moveLogs(Path file, Path other) throws IOException {
        for (String end : BESIDE) {
            if (Files.exists(beside(file, end))) {
                Files.move(beside(file, end), beside(other, end));
            }
        }
    }

    private static Path beside(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    private static String told(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static StoreMismatch damaged(Path file, SQLException cause) {
        StoreMismatch damaged =
                new StoreMismatch(
                        file + " is no Keyferry store, is damaged, or cannot be read",
                        "name a file that keyferry backup wrote; if it is one, take another backup");
        damaged.initCause(cause);
        return damaged;
    }
}
