package dev.keyferry.server.store.rows.tunnel;

import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.InterfaceAddress;
import dev.keyferry.server.domain.tunnel.InterfaceAddress6;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.store.rows.identity.FarIdentitiesColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** The columns of what a caller gives of a tunnel. */
final class ParameterColumns {
    private ParameterColumns() {}

    /** Sets all of them, in the order in which {@link TunnelRow} names them. */
    static void bind(Slots slots, TunnelParameters tunnel) throws SQLException {
        slots.text(tunnel.name().value())
                .text(tunnel.cloudflareEndpoint().value())
                .text(tunnel.customerEndpoint().map(IpAddress::value))
                .text(tunnel.interfaceAddress().value())
                .text(tunnel.interfaceAddress6().map(InterfaceAddress6::value))
                .text(tunnel.description().map(Description::value))
                .constant(tunnel.replayProtection())
                .constant(tunnel.allowNullCipher())
                .constant(tunnel.automaticReturnRouting());
        bind(slots, tunnel.healthCheck());
        BgpColumns.bind(slots, tunnel.bgp());
        slots.text(FarIdentitiesColumns.custom(tunnel.farIdentities()))
                .bytes(FarIdentitiesColumns.explicit(tunnel.farIdentities()));
    }

    static TunnelParameters of(ResultSet row) throws SQLException {
        return new TunnelParameters(
                new TunnelName(row.getString("name")),
                new IpAddress(row.getString("cloudflare_endpoint")),
                optional(row, "customer_endpoint", IpAddress::new),
                new InterfaceAddress(row.getString("interface_address")),
                optional(row, "interface_address6", InterfaceAddress6::new),
                optional(row, "description", Description::new),
                ReplayProtection.valueOf(row.getString("replay_protection")),
                NullCipher.valueOf(row.getString("null_cipher")),
                ReturnRouting.valueOf(row.getString("return_routing")),
                healthCheck(row),
                BgpColumns.of(row),
                FarIdentitiesColumns.of(row));
    }

    static <T> Optional<T> optional(ResultSet row, String column, Function<String, T> parse)
            throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(parse);
    }

    private static void bind(Slots slots, HealthCheck check) throws SQLException {
        slots.constant(check.activity())
                .constant(check.rate())
                .constant(check.type())
                .constant(check.direction())
                .text(check.target().map(IpAddress::value));
    }

    private static HealthCheck healthCheck(ResultSet row) throws SQLException {
        return new HealthCheck(
                HealthCheck.Activity.valueOf(row.getString("health_check_activity")),
                HealthCheck.Rate.valueOf(row.getString("health_check_rate")),
                HealthCheck.Type.valueOf(row.getString("health_check_type")),
                HealthCheck.Direction.valueOf(row.getString("health_check_direction")),
                optional(row, "health_check_target", IpAddress::new));
    }
}
