package dev.keyferry.server.store.rows;

import dev.keyferry.feed.Bytes;
import dev.keyferry.server.domain.Caller.Actor;
import dev.keyferry.server.usecase.port.Tokens;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of tokens, each by its SHA-256. */
public final class TokenRow {
    private TokenRow() {}

    /** The server itself has no token, so a row that gives it one was put there by somebody. */
    public static Map<Bytes, Actor> read(Statements statements) throws SQLException {
        String sql = "SELECT hash, actor FROM token WHERE actor <> ? LIMIT ?";
        List<Map.Entry<Bytes, Actor>> rows =
                statements.query(
                        sql,
                        Tokens.MAX_TOKENS,
                        (s, limit) -> {
                            s.setString(1, Actor.SERVER.name());
                            s.setInt(2, limit);
                        },
                        row -> Map.entry(Columns.bytes(row, 1), Actor.valueOf(row.getString(2))));
        Map<Bytes, Actor> tokens = new HashMap<>();
        rows.forEach(row -> tokens.put(row.getKey(), row.getValue()));
        return tokens;
    }

    /** Makes this the actor's one token. */
    public static void admit(Statements statements, Actor actor, Bytes hash, long now)
            throws SQLException {
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
                    s.setString(1, actor.name());
                    s.setBytes(2, token.toArray());
                });
        statements.update(
                admit,
                List.of(hash),
                (s, token) -> {
                    s.setString(1, actor.name());
                    s.setBytes(2, token.toArray());
                    s.setLong(3, now);
                });
    }
}
