package dev.keyferry.server.store.port;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.rows.edge.ExposureRow;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import dev.keyferry.server.usecase.port.edge.Gateways;
import java.util.List;
import java.util.Optional;

/** Gateways of the store. Thread-safe. */
public record StoredGateways(ReaderPools readers) implements Gateways {
    @Override
    public Optional<KeptGateway> find(GatewayName name) throws InterruptedException {
        return readers.few().read(statements -> GatewayRow.find(statements, name));
    }

    @Override
    public Optional<KeptGateway> ofToken(Bytes hash) throws InterruptedException {
        return readers.few().read(statements -> GatewayRow.ofToken(statements, hash));
    }

    @Override
    public Optional<KeptGateway> ofEnrolment(Bytes hash) throws InterruptedException {
        return readers.few().read(statements -> GatewayRow.ofEnrolment(statements, hash));
    }

    @Override
    public List<KeptGateway> all() throws InterruptedException {
        return readers.many().read(GatewayRow::all);
    }

    @Override
    public Exposed.Some exposed(GatewayName gateway, Stretch stretch) throws InterruptedException {
        return readers.many().read(statements -> ExposureRow.read(statements, gateway, stretch));
    }
}
