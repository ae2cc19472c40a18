package dev.keyferry.server.delivery;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders;
import dev.keyferry.server.usecase.progress.Heard;
import dev.keyferry.server.usecase.progress.Word.ToldKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Remembers what each gateway told of edge keys. It is not kept: after a start of the server each
 * gateway tells it again within seconds. What other servers hear counts as what this one does.
 * Thread-safe.
 */
public final class ToldEdgeKeys implements EdgeKeyHolders {
    private static final Told NOTHING = new Told(List.of(), List.of());

    /** A gateway tells it every ten seconds; what another server heard longer ago is not news. */
    static final Duration NEWS_FOR = Duration.ofMinutes(1);

    private final Roster roster;
    private final Colleagues colleagues;
    private final InstantSource clock;
    private final Map<GatewayName, Told> told = new ConcurrentHashMap<>();

    /**
     * @param colleagues are told of each word
     */
    public ToldEdgeKeys(Roster roster, Colleagues colleagues, InstantSource clock) {
        this.roster = roster;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    @Override
    public void tell(GatewayName gateway, Told word) throws InterruptedException {
        told.put(gateway, word);
        colleagues.tell(new Heard(new ToldKeys(gateway, word), clock.instant()));
    }

    /** Takes what a gateway told another server then. */
    public void heard(ToldKeys word, Instant then) {
        boolean isNews = then.plus(NEWS_FOR).isAfter(clock.instant());
        if (isNews && roster.find(word.gateway()).isPresent()) {
            told.put(word.gateway(), word.told());
        }
    }

    @Override
    public List<GatewayName> lacking(EdgeId edge, EdgeKeyId key) {
        return of(edge, name -> !told.getOrDefault(name, NOTHING).holds().contains(key));
    }

    @Override
    public List<GatewayName> needing(EdgeId edge, EdgeKeyId key) {
        return of(
                edge,
                name -> {
                    Told word = told.getOrDefault(name, NOTHING);
                    return word.equals(NOTHING) || word.needs().contains(key);
                });
    }

    private List<GatewayName> of(EdgeId edge, Predicate<GatewayName> wanted) {
        return roster.of(edge).stream().map(Gateway::name).filter(wanted).toList();
    }
}
