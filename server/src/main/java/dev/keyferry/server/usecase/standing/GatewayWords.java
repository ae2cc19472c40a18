package dev.keyferry.server.usecase.standing;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.usecase.port.GatewayView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Says in plain words what a gateway does not do. */
final class GatewayWords {
    /** What a gateway should have done with keys. */
    enum Wish {
        LOADED,
        DROPPED
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss'Z'");

    private GatewayWords() {}

    /**
     * One notice about one gateway.
     *
     * @param behind the keys that it does not follow, at least one
     */
    static Notice notice(GatewayView gateway, List<Placement> behind, Wish wish, Instant now) {
        String name = "gateway " + gateway.name();
        if (!gateway.isReachable()) {
            return notice(
                    Code.GATEWAY_SILENT,
                    name + " " + silentSince(gateway, now) + ": " + stillAccepts(behind));
        }
        Optional<GatewayCondition> ill = gateway.condition().filter(GatewayWords::isIll);
        if (ill.isPresent()) {
            Code code = ill.get().kind().isStanding() ? Code.GATEWAY_REFUSES : Code.GATEWAY_BEHIND;
            String still =
                    ill.get().kind() == GatewayCondition.Kind.UNSAFE_CONNECTION
                            ? ""
                            : ": " + stillAccepts(behind);
            return notice(
                    code,
                    name
                            + ": "
                            + told(ill.get())
                            + "; "
                            + notDone(behind, wish)
                            + " there"
                            + still);
        }
        List<TunnelException> exceptions =
                behind.stream().flatMap(p -> exception(gateway, p).stream()).toList();
        if (!exceptions.isEmpty()) {
            return notice(
                    Code.TUNNEL_REFUSED,
                    name + ": " + exception(exceptions.getFirst()) + "; " + notDone(behind, wish));
        }
        return notice(
                Code.GATEWAY_BEHIND,
                name + ": " + notDone(behind, wish) + " yet: " + stillAccepts(behind));
    }

    /** What a gateway that serves says beside, such as that its charon is crowded. */
    static Optional<Notice> remark(GatewayView gateway) {
        return gateway.condition()
                .filter(condition -> !isIll(condition))
                .map(GatewayCondition::detail)
                .filter(detail -> !detail.isEmpty())
                .map(detail ->
                        notice(Code.GATEWAY_REMARK, "gateway " + gateway.name() + ": " + detail));
    }

    static String silence(GatewayView gateway) {
        return "silent: "
                + gateway.lastSeen()
                        .map(at -> "not heard of since " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("not heard of since the server started");
    }

    static Optional<String> condition(GatewayCondition condition) {
        return Optional.of(condition).filter(GatewayWords::isIll).map(GatewayWords::told);
    }

    static Optional<TunnelException> exception(GatewayView gateway, Placement placed) {
        return gateway.exception(placed.tunnel(), placed.key().version());
    }

    static String exception(TunnelException exception) {
        return exception.kind().token() + ": " + exception.detail();
    }

    private static Notice notice(Code code, String text) {
        return new Notice(code, text, Optional.empty());
    }

    private static boolean isIll(GatewayCondition condition) {
        return condition.kind() != GatewayCondition.Kind.SERVING;
    }

    private static String told(GatewayCondition condition) {
        return condition.detail().isEmpty()
                ? condition.kind().token()
                : condition.kind().token() + ": " + condition.detail();
    }

    private static String silentSince(GatewayView gateway, Instant now) {
        return gateway.lastSeen()
                .map(seen -> "silent since " + time(seen, now))
                .orElse("silent since the server started");
    }

    private static String time(Instant instant, Instant now) {
        return Duration.between(instant, now).compareTo(Duration.ofDays(1)) < 0
                ? TIME.format(instant.atOffset(ZoneOffset.UTC))
                : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String notDone(List<Placement> behind, Wish wish) {
        String done = wish == Wish.LOADED ? "loaded" : "dropped";
        if (behind.size() > 1) {
            return "the keys of " + behind.size() + " tunnels are not " + done;
        }
        long version = behind.getFirst().key().version().value();
        return "version " + (wish == Wish.LOADED ? version : version - 1) + " is not " + done;
    }

    /** Versions count up by one, so the one before is what a gateway had if it had anything. */
    private static String stillAccepts(List<Placement> behind) {
        if (behind.size() > 1) {
            return "it may still accept the former keys of " + behind.size() + " tunnels";
        }
        long former = behind.getFirst().key().version().value() - 1;
        return former == 0
                ? "it has no key for the tunnel"
                : "it may still accept version " + former;
    }
}
