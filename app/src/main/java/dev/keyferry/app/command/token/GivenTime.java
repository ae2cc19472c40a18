package dev.keyferry.app.command.token;

import dev.keyferry.app.api.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as people give it: {@code 2027-01-01}, which is the day's begin in UTC, {@code
 * 2027-01-01T08:00:00+01:00}, or {@code 90d} or {@code 12h} from now.
 */
final class GivenTime implements ITypeConverter<Instant> {
    private static final Pattern FROM_NOW = Pattern.compile("([1-9][0-9]{0,4})([dh])");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    @Override
    public Instant convert(String text) {
        return parse(text, Instant.now());
    }

    static Instant parse(String text, Instant now) {
        Matcher fromNow = FROM_NOW.matcher(text);
        if (fromNow.matches()) {
            long count = Long.parseLong(fromNow.group(1));
            return now.plus(
                    fromNow.group(2).equals("d")
                            ? Duration.ofDays(count)
                            : Duration.ofHours(count));
        }
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
