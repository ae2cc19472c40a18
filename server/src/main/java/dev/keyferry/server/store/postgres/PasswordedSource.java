package dev.keyferry.server.store.postgres;

import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections with a password that is read for each of them, so that its file may be replaced. */
final class PasswordedSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private final transient Optional<Path> file;

    PasswordedSource(Optional<Path> file) {
        this.file = file;
    }

    /**
     * Reads a password, with or without an end of line behind it.
     *
     * @throws SecretFileUnusable if the file cannot be read, or others may read it
     */
    static String password(Path file) {
        byte[] content = SecretFile.read(file);
        try {
            return new String(content, StandardCharsets.UTF_8).stripTrailing();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (file.isEmpty()) {
            return super.getConnection();
        }
        try {
            return getConnection(getUser(), password(file.get()));
        } catch (SecretFileUnusable e) {
            throw new SQLException(e.getMessage(), e);
        }
    }
}
