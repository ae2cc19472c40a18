package dev.keyferry.server.console.page.gateways;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.gateways.GatewayPlace;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.usecase.refusal.Refusal;

/** Somebody who looks after edges and gateways, as the API judges it. */
record Operator(Asked asked, GatewayPlace place) {
    /**
     * @throws Refusal.Forbidden if who asks is none
     */
    static Operator of(Asked asked) {
        if (!asked.caller().rights().allowEverywhere(Permission.OPERATOR)) {
            throw new Refusal.Forbidden();
        }
        return new Operator(asked, new GatewayPlace(asked.parameter("account")));
    }

    /**
     * @throws Refusal.GatewayNotFound if what is asked for is no name of one
     */
    GatewayName gateway() {
        try {
            return new GatewayName(asked.parameter("gateway"));
        } catch (IllegalArgumentException e) {
            throw new Refusal.GatewayNotFound();
        }
    }

    Frame frame(String title) {
        return asked.frame(title, place.account(), Frame.Section.GATEWAYS);
    }
}
