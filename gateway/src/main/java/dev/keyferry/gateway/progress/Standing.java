package dev.keyferry.gateway.progress;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.LocalNames;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the gateway is as a whole: each part says its own condition, and what keeps keys away longest
 * is told. Thread-safe.
 */
public final class Standing {
    /** The parts of the agent that have a condition. */
    public enum Part {
        CHARON,
        FEED,
        CACHE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    /**
     * What is told first where parts differ; what stands goes before what passes, and before all
     * goes what takes the meaning from every position that is reported beside it.
     */
    private static final List<Kind> BY_WEIGHT =
            List.of(
                    Kind.HISTORY_REFUSED,
                    Kind.UNSAFE_CONNECTION,
                    Kind.SOCKET_REFUSED,
                    Kind.CACHE_FAILED,
                    Kind.LEASE_OVER,
                    Kind.CHARON_DOWN,
                    Kind.LOADING,
                    Kind.SERVING);

    private record Condition(Kind kind, String detail) {}

    private static final Condition WELL = new Condition(Kind.SERVING, "");

    private final Runnable changed;
    private final Map<Part, Condition> parts = new EnumMap<>(Part.class);

    /** What was logged last: a charon that is not there at the start is news, too. */
    private final Map<Part, Kind> logged = new EnumMap<>(Part.class);

    private Assurance assurance = Assurance.ASSURED;
    private LocalNames names = LocalNames.NONE;

    /**
     * @param changed is run after every change; must not block
     */
    public Standing(Runnable changed) {
        this.changed = changed;
        parts.put(Part.CHARON, new Condition(Kind.CHARON_DOWN, "not connected yet"));
    }

    public void set(Part part, Kind kind, String detail) {
        Condition now = new Condition(kind, detail);
        synchronized (this) {
            Condition before = Objects.requireNonNullElse(parts.put(part, now), WELL);
            if (before.equals(now)) {
                return;
            }
            if (logged.put(part, kind) != kind) {
                log(part, now);
            }
        }
        changed.run();
    }

    public void clear(Part part) {
        set(part, Kind.SERVING, "");
    }

    public void assure(Assurance now) {
        synchronized (this) {
            if (assurance == now) {
                return;
            }
            assurance = now;
            LOG.atInfo().addKeyValue("assurance", now).log("isolation between tunnels");
        }
        changed.run();
    }

    /** The gateway's own names, as they are known from now on. */
    public void name(LocalNames now) {
        synchronized (this) {
            if (names.equals(now)) {
                return;
            }
            names = now;
        }
        changed.run();
    }

    public synchronized LocalNames names() {
        return names;
    }

    public synchronized GatewayCondition current() {
        Condition heaviest =
                Stream.concat(Stream.of(WELL), parts.values().stream())
                        .filter(condition -> !condition.equals(WELL))
                        .min(Comparator.comparingInt(c -> BY_WEIGHT.indexOf(c.kind())))
                        .orElse(WELL);
        return new GatewayCondition(heaviest.kind(), heaviest.detail(), assurance);
    }

    private static void log(Part part, Condition now) {
        (now.kind().isStanding() ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue("part", part)
                .addKeyValue("condition", now.kind().token())
                .addKeyValue("detail", now.detail())
                .log("gateway condition changed");
    }
}
