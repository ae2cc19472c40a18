package dev.keyferry.server.delivery.progress;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.delivery.progress.Steps.Step;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.usecase.port.GatewayView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway at one moment.
 *
 * @param report the newest one in the store's own epoch
 */
record GatewaySnapshot(
        GatewayName name,
        boolean isReachable,
        Optional<Instant> lastSeen,
        Optional<GatewayCondition> condition,
        Optional<Report> report,
        History history,
        Map<TunnelId, TunnelException> exceptions)
        implements GatewayView {
    /** When the gateway came how far. */
    record History(List<Step> delivered, List<Step> settled, Instant reportedAt) {}

    @Override
    public Optional<Revision> through() {
        return report.map(Report::through);
    }

    @Override
    public int unfollowed() {
        return exceptions.size();
    }

    @Override
    public Stage stage(Revision revision) {
        if (report.filter(newest -> newest.covers(revision)).isPresent()) {
            return Stage.LOADED;
        }
        boolean isDelivered =
                report.filter(newest -> !revision.isAfter(newest.delivered())).isPresent();
        return isDelivered ? Stage.DELIVERED : Stage.STORED;
    }

    @Override
    public Optional<Instant> since(Revision revision) {
        return switch (stage(revision)) {
            case STORED -> Optional.empty();
            case DELIVERED -> Steps.since(history.delivered(), revision);
            // What is settled ahead of the rest is not in the steps; its report was the last one.
            case LOADED ->
                    Steps.since(history.settled(), revision)
                            .or(() -> Optional.of(history.reportedAt()));
        };
    }

    @Override
    public Optional<TunnelException> exception(TunnelId tunnel, PskVersion version) {
        return Optional.ofNullable(exceptions.get(tunnel))
                .filter(exception -> exception.version().equals(version));
    }
}
