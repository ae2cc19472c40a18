package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One tunnel.
 *
 * @param attempts that failed, the newest first, at most {@value #MAX_ATTEMPTS}
 * @param further how many more there are
 * @param generate leads to the form that makes a key, for who may do that; {@code revoke} likewise
 *     to that which takes it away
 */
public record TunnelSheet(
        String name,
        String link,
        KeyLife life,
        List<Fact> facts,
        List<Fact> identities,
        List<AttemptLine> attempts,
        int further,
        List<RouterText> routers,
        Optional<String> generate,
        Optional<String> revoke) {
    private static final int MAX_ATTEMPTS = 25;

    public TunnelSheet {
        facts = List.copyOf(facts);
        identities = List.copyOf(identities);
        attempts = List.copyOf(attempts);
        routers = List.copyOf(routers);
    }

    /** What the caller may do with the key. */
    public record May(boolean generate, boolean revoke) {}

    public static TunnelSheet of(
            TunnelView view, KeyLife life, List<Attempts> attempts, May may, Instant now) {
        TunnelForm here = TunnelForm.of(view);
        return new TunnelSheet(
                here.name(),
                here.link(),
                life,
                Fact.of(view),
                Fact.identities(view),
                attempts.stream().limit(MAX_ATTEMPTS).map(a -> AttemptLine.of(a, now)).toList(),
                Math.max(0, attempts.size() - MAX_ATTEMPTS),
                RouterText.all(view),
                may.generate()
                        ? Optional.of(Links.generate(here.account(), here.id()))
                        : Optional.empty(),
                may.revoke() && here.hasKey()
                        ? Optional.of(Links.revoke(here.account(), here.id()))
                        : Optional.empty());
    }
}
