package dev.keyferry.server.store.rows.edge;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.usecase.port.ProgressBoard.Word;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders.Told;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a gateway said to some server. The table is PostgreSQL's alone.
 *
 * @param position in the order in which words became visible
 * @param server that heard it
 * @param ageMicros since it was posted
 */
public record WordRow(long position, UUID server, Word word, long ageMicros) {
    /** Who holds it posts: so that a reader who has seen a position has seen all before it. */
    private static final long POSTING = 0x6b65796665727279L;

    private static final int REPORTED = 1;
    private static final int TOLD_KEYS = 2;
    private static final int REAUTHENTICATED = 3;

    private record Place(GatewayName gateway, int kind) {}

    /** Puts each word in the place of the former one of its kind; the last of several counts. */
    public static void put(Statements statements, UUID server, Collection<Word> words)
            throws SQLException {
        Map<Place, Word> newest = new LinkedHashMap<>();
        for (Word word : words) {
            Place place = new Place(word.gateway(), kind(word));
            newest.remove(place);
            newest.put(place, word);
        }
        String lock = "SELECT pg_advisory_xact_lock(?)";
        statements.query(lock, POSTING, (s, key) -> s.setLong(1, key), row -> "");
        String sql =
                """
                INSERT INTO gateway_progress (gateway, kind, server, word, position, posted_at)
                VALUES (?, ?, ?, ?, nextval('gateway_progress_position'), clock_timestamp())
                ON CONFLICT (gateway, kind) DO UPDATE SET
                    server = excluded.server, word = excluded.word,
                    position = excluded.position, posted_at = excluded.posted_at
                """;
        statements.update(
                sql,
                newest.values(),
                (s, word) -> {
                    s.setString(1, word.gateway().value());
                    s.setInt(2, kind(word));
                    s.setObject(3, server);
                    s.setBytes(4, encoded(word));
                });
    }

    /** Those past a position, in order. */
    public static List<WordRow> after(Statements statements, long position) throws SQLException {
        String sql =
                """
                SELECT position, server, gateway, kind, word,
                       (extract(epoch FROM clock_timestamp() - posted_at) * 1000000)::BIGINT
                FROM gateway_progress
                WHERE position > ?
                ORDER BY position
                """;
        return statements.query(
                sql,
                position,
                (s, from) -> s.setLong(1, from),
                row ->
                        new WordRow(
                                row.getLong(1),
                                row.getObject(2, UUID.class),
                                word(row),
                                Math.max(0, row.getLong(6))));
    }

    private static int kind(Word word) {
        return switch (word) {
            case Word.Reported _ -> REPORTED;
            case Word.ToldKeys _ -> TOLD_KEYS;
            case Word.Reauthenticated _ -> REAUTHENTICATED;
        };
    }

    private static byte[] encoded(Word word) {
        return switch (word) {
            case Word.Reported reported -> ReportCodec.encode(reported.report());
            case Word.ToldKeys(GatewayName _, Told told) ->
                    ascii(list(told.holds()) + ";" + list(told.needs()));
            case Word.Reauthenticated(GatewayName _, Map<Revision, Kind> outcomes) ->
                    ascii(
                            outcomes.entrySet().stream()
                                    .map(one -> one.getKey().value() + ":" + one.getValue())
                                    .collect(joining(",")));
        };
    }

    private static Word word(ResultSet row) throws SQLException {
        GatewayName gateway = new GatewayName(row.getString(3));
        int kind = row.getInt(4);
        byte[] encoded = row.getBytes(5);
        if (kind == REPORTED) {
            return new Word.Reported(gateway, ReportCodec.decode(encoded));
        }
        String text = new String(encoded, StandardCharsets.US_ASCII);
        if (kind == REAUTHENTICATED) {
            return new Word.Reauthenticated(gateway, outcomes(text));
        }
        String[] lists = text.split(";", -1);
        return new Word.ToldKeys(gateway, new Told(ids(lists[0]), ids(lists[1])));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String list(List<EdgeKeyId> ids) {
        return ids.stream().map(EdgeKeyId::value).collect(joining(","));
    }

    private static List<EdgeKeyId> ids(String list) {
        return parts(list).map(EdgeKeyId::new).toList();
    }

    private static Map<Revision, Kind> outcomes(String list) {
        return parts(list)
                .map(one -> one.split(":", 2))
                .collect(
                        toMap(
                                one -> new Revision(Long.parseLong(one[0])),
                                one -> Kind.valueOf(one[1])));
    }

    private static Stream<String> parts(String list) {
        return Arrays.stream(list.split(",")).filter(part -> !part.isEmpty());
    }
}
