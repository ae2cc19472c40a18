package dev.keyferry.server.console.page.gateways;

import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.session.Stamps;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.usecase.UseCases;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Which page of edges and gateways is where. */
public final class GatewayPages {
    private GatewayPages() {}

    public static Map<String, Page> of(
            UseCases useCases, SecureRandom random, InstantSource clock) {
        return Map.of(
                Links.GATEWAYS, new GatewaysPage(useCases, clock),
                Links.NEW_GATEWAY, new NewGatewayPage(useCases, new Stamps(random), clock),
                Links.CHANGE_GATEWAY, new ChangeGatewayPage(useCases.gateways(), clock),
                Links.HELD_KEYS, new HeldPage(useCases.gateways().read(), clock));
    }
}
