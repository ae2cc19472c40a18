package dev.keyferry.app.command.terminal;

import dev.keyferry.app.api.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as people give it: {@code 2027-01-01}, which is the day's begin in UTC, {@code
 * 2027-01-01T08:00:00+01:00}, or {@code 90d} or {@code 12h} away from now.
 */
public final class GivenTime {
    private static final Pattern AWAY = Pattern.compile("([1-9][0-9]{0,4})([dh])");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private GivenTime() {}

    /** {@code 12h} is in twelve hours. */
    public static final class Ahead implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return away(text).map(Instant.now()::plus).orElseGet(() -> time(text));
        }
    }

    /** {@code 12h} is twelve hours ago. */
    public static final class Ago implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return away(text).map(Instant.now()::minus).orElseGet(() -> time(text));
        }
    }

    private static Optional<Duration> away(String text) {
        Matcher away = AWAY.matcher(text);
        if (!away.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(away.group(1));
        return Optional.of(
                away.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count));
    }

    private static Instant time(String text) {
        try {
            return DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    Printable.of(text)
                            + " is no time, such as 2027-01-01, 2027-01-01T08:00:00+01:00 or 90d");
        }
    }
}
