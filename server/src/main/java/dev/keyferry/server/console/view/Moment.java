package dev.keyferry.server.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A time.
 *
 * @param machine as the attribute {@code datetime} has it
 * @param text in UTC
 * @param age how long ago it is, in words
 */
public record Moment(String machine, String text, String age) {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    public static Moment of(Instant at, Instant now) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return new Moment(
                second.toString(),
                TEXT.format(second.atOffset(ZoneOffset.UTC)),
                age(Duration.between(at, now)));
    }

    private static String age(Duration age) {
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return counted(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? counted(age.toHours(), "hour") : counted(age.toDays(), "day");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }
}
