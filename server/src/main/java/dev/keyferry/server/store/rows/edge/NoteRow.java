package dev.keyferry.server.store.rows.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.ProgressBoard.Note;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A note that some server left for the others. The table is PostgreSQL's alone.
 *
 * @param position in the order in which notes became visible
 * @param note empty where it is the reader's own, or none that a server writes
 */
public record NoteRow(long position, Optional<Note> note) {
    /** Of one reading: three of each of 5,000 gateways, and some. */
    private static final int MAX_ROWS = 20_000;

    /** Who holds it posts: so that a reader who has seen a position has seen all before it. */
    private static final long POSTING = 0x6b65796665727279L;

    private record Place(GatewayName gateway, int kind) {}

    /** Puts each note in the place of the server's former one; the last of several counts. */
    public static void put(Statements statements, UUID server, Collection<Note> notes)
            throws SQLException {
        Map<Place, Note> newest = new LinkedHashMap<>();
        for (Note note : notes) {
            Place place = new Place(note.gateway(), note.kind());
            newest.remove(place);
            newest.put(place, note);
        }
        String lock = "SELECT pg_advisory_xact_lock(?)";
        statements.query(lock, POSTING, (s, key) -> s.setLong(1, key), row -> "");
        String sql =
                """
                INSERT INTO gateway_progress
                    (gateway, kind, server, heard_at, content, mac, position)
                VALUES (?, ?, ?, ?, ?, ?, nextval('gateway_progress_position'))
                ON CONFLICT (gateway, kind, server) DO UPDATE SET
                    heard_at = excluded.heard_at, content = excluded.content,
                    mac = excluded.mac, position = excluded.position
                """;
        statements.update(
                sql,
                newest.values(),
                (s, note) -> {
                    s.setString(1, note.gateway().value());
                    s.setInt(2, note.kind());
                    s.setObject(3, server);
                    s.setLong(4, Columns.time(note.heardOn()));
                    s.setBytes(5, note.content().toArray());
                    s.setBytes(6, note.mac().toArray());
                });
    }

    /** Takes down what servers left that have long ended. */
    public static void prune(Statements statements, Instant before) throws SQLException {
        statements.update(
                "DELETE FROM gateway_progress WHERE heard_at < ?",
                List.of(before),
                (s, at) -> s.setLong(1, Columns.time(at)));
    }

    /** Those past a position, in order. */
    public static List<NoteRow> after(Statements statements, UUID reader, long position)
            throws SQLException {
        String sql =
                """
                SELECT position, gateway, kind, heard_at,
                       CASE WHEN server = ? THEN NULL ELSE content END, mac
                FROM gateway_progress
                WHERE position > ?
                ORDER BY position
                LIMIT ?
                """;
        return statements.query(
                sql,
                position,
                (s, from) -> {
                    s.setObject(1, reader);
                    s.setLong(2, from);
                    s.setInt(3, MAX_ROWS);
                },
                row -> new NoteRow(row.getLong(1), note(row)));
    }

    /** The position of the newest one, 0 if there is none. */
    public static long newest(Statements statements) throws SQLException {
        String sql = "SELECT coalesce(max(position), 0) FROM gateway_progress";
        return statements.query(sql, "", (s, none) -> {}, row -> row.getLong(1)).getFirst();
    }

    private static Optional<Note> note(ResultSet row) throws SQLException {
        byte[] content = row.getBytes(5);
        if (content == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Note(
                            new GatewayName(row.getString(2)),
                            row.getInt(3),
                            Columns.time(row, 4),
                            Bytes.copyOf(content),
                            Columns.bytes(row, 6)));
        } catch (IllegalArgumentException e) {
            // No server writes such a name.
            return Optional.empty();
        }
    }
}
