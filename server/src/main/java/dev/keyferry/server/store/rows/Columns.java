package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** How values stand in columns. */
public final class Columns {
    private Columns() {}

    /** An id of hexadecimal digits as its bytes. */
    public static byte[] id(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    public static String id(ResultSet row, int column) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes(column));
    }

    public static long time(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
    }

    public static Bytes bytes(ResultSet row, int column) throws SQLException {
        return Bytes.copyOf(row.getBytes(column));
    }
}
