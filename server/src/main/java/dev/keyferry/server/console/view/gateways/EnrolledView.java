package dev.keyferry.server.console.view.gateways;

import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.console.view.Secret;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.usecase.gateway.NameGateway.Named;
import java.time.Instant;

/**
 * A gateway with its fresh enrolment token, the one time that it is shown.
 *
 * @param until when the token ends
 */
public record EnrolledView(
        GatewayPlace place, String name, String edge, Moment until, Secret token) {
    public static EnrolledView of(GatewayPlace place, Named named, Instant now) {
        Instant until = named.gateway().enrolment().map(Enrolment::expiresOn).orElse(now);
        return new EnrolledView(
                place,
                named.gateway().name().value(),
                named.gateway().edge().value(),
                Moment.of(until, now),
                Secret.token(named.token()));
    }
}
