package dev.keyferry.server.http.answer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as answers spell them: RFC 3339 in UTC, always with six decimals. */
public final class Timestamp {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Timestamp() {}

    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
