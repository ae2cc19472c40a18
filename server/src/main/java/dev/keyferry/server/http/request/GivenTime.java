package dev.keyferry.server.http.request;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** A point in time as callers write it: RFC 3339, with any offset, kept to the microsecond. */
public final class GivenTime {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?"
                            + "(?:[Zz]|[+-]\\d\\d:\\d\\d)");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private GivenTime() {}

    /** The JDK's own text would quote what was sent, so neither it nor the cause is kept. */
    @SuppressWarnings("UnusedException")
    public static Instant parse(String text) {
        try {
            if (FORM.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeParseException e) {
            throw malformed();
        }
        throw malformed();
    }

    /** A time, or a date alone, which begins in UTC. */
    public static Instant orDate(String text) {
        return DATE.matcher(text).matches() ? parse(text + "T00:00:00Z") : parse(text);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "a time is written as RFC 3339 has it, such as 2027-01-31T12:00:00Z");
    }
}
