package dev.keyferry.server.console.view.gateways;

import dev.keyferry.server.console.view.Links;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the pages of edges and gateways are.
 *
 * @param account which one other pages go on with, as it was given; empty for none
 */
public record GatewayPlace(String account) {
    public String link() {
        return link(Links.GATEWAYS, Map.of());
    }

    public String newLink() {
        return link(Links.NEW_GATEWAY, Map.of());
    }

    String newLink(String name, String edge) {
        return link(Links.NEW_GATEWAY, Map.of("name", name, "edge", edge));
    }

    String changeLink(String gateway, GatewayForm.Action action) {
        return link(Links.CHANGE_GATEWAY, Map.of("gateway", gateway, "do", action.value()));
    }

    String heldLink(String gateway, int page) {
        return link(Links.HELD_KEYS, Map.of("gateway", gateway, "page", page > 1 ? "" + page : ""));
    }

    String pageLink(String edge, int page) {
        return link(Links.GATEWAYS, Map.of("edge", edge, "page", page > 1 ? "" + page : ""));
    }

    private String link(String path, Map<String, String> further) {
        Map<String, String> given = new TreeMap<>(further);
        given.put("account", account);
        return Links.to(path, given);
    }
}
