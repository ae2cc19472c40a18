package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.router.RouterProfile;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.Arrays;
import java.util.List;

/**
 * A form that changes a tunnel's key.
 *
 * @param version of the key in force; empty without one. The form brings it back, so that nobody
 *     replaces a key that they did not see
 * @param link leads to the tunnel's page
 */
public record TunnelForm(String account, String id, String name, String version, String link) {
    /** A language to choose. */
    public record Choice(String value, String title) {}

    public static TunnelForm of(TunnelView view) {
        Tunnel tunnel = view.tunnel();
        String account = tunnel.account().value();
        String id = tunnel.id().value();
        return new TunnelForm(
                account,
                id,
                tunnel.parameters().name().value(),
                tunnel.key().map(key -> key.version().toString()).orElse(""),
                Links.tunnel(account, id));
    }

    public boolean hasKey() {
        return !version.isEmpty();
    }

    public List<Choice> profiles() {
        return Arrays.stream(RouterProfile.values())
                .map(profile -> new Choice(profile.toString(), RouterText.title(profile)))
                .toList();
    }
}
