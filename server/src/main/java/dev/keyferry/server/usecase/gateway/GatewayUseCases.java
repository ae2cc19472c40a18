package dev.keyferry.server.usecase.gateway;

import dev.keyferry.server.usecase.edge.ResealKeys;
import dev.keyferry.server.usecase.port.edge.GatewayFeeds;
import dev.keyferry.server.usecase.port.edge.Witnesses;
import dev.keyferry.server.usecase.port.reauth.GatewayOrders;

/** Everything that operators and gateways can ask for about gateways. */
public record GatewayUseCases(
        ReadGateways read,
        NameGateway name,
        EnrolGateway enrol,
        DrainGateway drain,
        RevokeGateway revoke,
        AuthenticateGateway authenticate,
        GatewayFeeds feeds,
        ResealKeys reseal,
        Witnesses witnesses,
        GatewayOrders orders) {}
