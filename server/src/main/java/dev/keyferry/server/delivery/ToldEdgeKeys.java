package dev.keyferry.server.delivery;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.ProgressBoard.Word.ToldKeys;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders;
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

    private final Roster roster;
    private final Colleagues colleagues;
    private final Map<GatewayName, Told> told = new ConcurrentHashMap<>();

    /**
     * @param colleagues are told of each word
     */
    public ToldEdgeKeys(Roster roster, Colleagues colleagues) {
        this.roster = roster;
        this.colleagues = colleagues;
    }

    @Override
    public void tell(GatewayName gateway, Told word) throws InterruptedException {
        told.put(gateway, word);
        colleagues.tell(new ToldKeys(gateway, word));
    }

    /** Takes what a gateway told another server. */
    public void heard(ToldKeys word) {
        told.put(word.gateway(), word.told());
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
