package dev.keyferry.server.domain.tunnel.edit;

import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import java.util.Optional;

/** Changes of a health check, member by member. */
public record HealthCheckEdit(
        Edit<HealthCheck.Activity> activity,
        Edit<HealthCheck.Rate> rate,
        Edit<HealthCheck.Type> type,
        Edit<HealthCheck.Direction> direction,
        Edit<Optional<IpAddress>> target) {
    public static final HealthCheckEdit NOTHING =
            new HealthCheckEdit(Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep());

    /** Every member gets this health check's. */
    public static HealthCheckEdit to(HealthCheck wanted) {
        return new HealthCheckEdit(
                Edit.to(wanted.activity()),
                Edit.to(wanted.rate()),
                Edit.to(wanted.type()),
                Edit.to(wanted.direction()),
                Edit.to(wanted.target()));
    }

    public HealthCheck over(HealthCheck before) {
        return new HealthCheck(
                activity.over(before.activity()),
                rate.over(before.rate()),
                type.over(before.type()),
                direction.over(before.direction()),
                target.over(before.target()));
    }
}
