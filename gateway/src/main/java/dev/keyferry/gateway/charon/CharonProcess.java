package dev.keyferry.gateway.charon;

import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A charon process as a session met it. Two are told apart by age alone: the date of its start that
 * charon shows besides jumps by a second from one question to the next, and with the clock.
 *
 * @param askedAt when it was asked for its age, on the clock of {@link System#nanoTime}
 * @param aliveAt when its answer was there
 * @param atMostOld bounds its age when it was asked; empty where it did not tell
 */
record CharonProcess(long askedAt, long aliveAt, Optional<Duration> atMostOld) {
    /** charon rounds down to whole units, see {@code time_delta_printf_hook} in its source. */
    private static final Pattern AGE = Pattern.compile("([0-9]{1,9}) (second|minute|hour|day)s?");

    private static final Duration CALL_DEADLINE = Duration.ofSeconds(10);

    /**
     * Asks for it.
     *
     * @throws dev.keyferry.vici.ViciException if there is no answer
     */
    static CharonProcess behind(ViciSession session) {
        long askedAt = System.nanoTime();
        Optional<String> running =
                session.call("stats", ViciMessage.EMPTY, CALL_DEADLINE)
                        .section("uptime")
                        .flatMap(uptime -> uptime.text("running"));
        return new CharonProcess(
                askedAt, System.nanoTime(), running.flatMap(CharonProcess::atMost));
    }

    /** True only if it certainly was started after the other one had been met. */
    boolean isStartedAfter(CharonProcess earlier) {
        return atMostOld
                .filter(age -> askedAt - age.toNanos() - earlier.aliveAt() >= 0)
                .isPresent();
    }

    boolean answeredWithin(Duration time) {
        return aliveAt - askedAt <= time.toNanos();
    }

    static Optional<Duration> atMost(String running) {
        Matcher age = AGE.matcher(running);
        if (!age.matches()) {
            return Optional.empty();
        }
        long units = Long.parseLong(age.group(1)) + 1;
        return Optional.of(
                switch (age.group(2)) {
                    case "second" -> Duration.ofSeconds(units);
                    case "minute" -> Duration.ofMinutes(units);
                    case "hour" -> Duration.ofHours(units);
                    default -> Duration.ofDays(units);
                });
    }
}
