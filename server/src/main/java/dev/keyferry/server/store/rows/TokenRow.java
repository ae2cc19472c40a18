package dev.keyferry.server.store.rows;

import dev.keyferry.feed.Bytes;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.usecase.port.Tokens;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of tokens, each by its SHA-256. */
public final class TokenRow {
    private static final String ADMINISTRATOR = "ADMINISTRATOR";

    private TokenRow() {}

    /** The server itself has no token, so a row that gives it one was put there by somebody. */
    public static Map<Bytes, Actor> read(Statements statements) throws SQLException {
        String sql = "SELECT hash FROM token WHERE actor = ? LIMIT ?";
        List<Bytes> rows =
                statements.query(
                        sql,
                        Tokens.MAX_TOKENS,
                        (s, limit) -> {
                            s.setString(1, ADMINISTRATOR);
                            s.setInt(2, limit);
                        },
                        row -> Columns.bytes(row, 1));
        Map<Bytes, Actor> tokens = new HashMap<>();
        rows.forEach(hash -> tokens.put(hash, Actor.ADMINISTRATOR));
        return tokens;
    }

    /** Makes this the administrator's one token. */
    public static void admit(Statements statements, Bytes hash, long now) throws SQLException {
        String dismiss = "DELETE FROM token WHERE actor = ? AND hash <> ?";
        String admit =
                """
                INSERT INTO token (actor, hash, created_at) VALUES (?, ?, ?)
                ON CONFLICT (hash) DO NOTHING
                """;
        statements.update(
                dismiss,
                List.of(hash),
                (s, token) -> {
                    s.setString(1, ADMINISTRATOR);
                    s.setBytes(2, token.toArray());
                });
        statements.update(
                admit,
                List.of(hash),
                (s, token) -> {
                    s.setString(1, ADMINISTRATOR);
                    s.setBytes(2, token.toArray());
                    s.setLong(3, now);
                });
    }
}
