package dev.keyferry.server.usecase.survey;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.standing.Placement;
import dev.keyferry.server.usecase.standing.Standing;
import dev.keyferry.server.usecase.standing.Standings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A walk through those tunnels of an account that a caller may read, in the order of their names,
 * some at a time. Confined to one thread.
 */
final class Walk {
    /** Tunnels whose keys are looked at together, where many are passed over. */
    static final int CHUNK = 2_000;

    private final TunnelIndex index;
    private final Standings standings;
    private final Rights rights;
    private final AccountId account;
    private final Optional<List<TunnelId>> known;
    private final String part;
    private String last;
    private boolean isOver;

    /**
     * @param one tunnel to which the walk is confined
     * @param part of the names; empty for all
     * @param after the name after which it begins; empty for the first
     */
    Walk(
            TunnelIndex index,
            Standings standings,
            Rights rights,
            AccountId account,
            Optional<TunnelId> one,
            String part,
            String after) {
        this.index = index;
        this.standings = standings;
        this.rights = rights;
        this.account = account;
        this.known =
                one.map(List::of)
                        .or(() ->
                                rights.singleTunnels(Permission.MAGIC_WAN_READ, account)
                                        .map(List::copyOf));
        this.part = part;
        this.last = after;
    }

    boolean isOver() {
        return isOver;
    }

    /** The name as far as which it has come. */
    String last() {
        return last;
    }

    /**
     * The next ones; may be none although the walk is not over.
     *
     * @param rows how many tunnels it goes past at most
     * @param most how many it returns at most
     */
    List<FoundTunnel> next(int rows, int most) throws InterruptedException {
        List<TunnelEntry> seen = entries(rows, most);
        List<Placement> placements =
                seen.stream().flatMap(entry -> entry.placement().stream()).toList();
        Standing now = standings.now(placements);
        return seen.stream()
                .map(entry ->
                        new FoundTunnel(
                                entry,
                                entry.placement()
                                        .map(placed -> now.status(placed, placed.key().version()))))
                .toList();
    }

    /** The same without how their keys stand. */
    List<TunnelEntry> entries(int rows, int most) throws InterruptedException {
        return stretch(rows, most).stream()
                .filter(entry -> rights.allow(Permission.MAGIC_WAN_READ, account, entry.id()))
                .toList();
    }

    private List<TunnelEntry> stretch(int rows, int most) throws InterruptedException {
        if (known.isPresent()) {
            isOver = true;
            return index.find(account, known.get()).stream()
                    .filter(entry -> entry.name().value().compareTo(last) > 0)
                    .filter(this::isNamedSo)
                    .toList();
        }
        TunnelIndex.Stretch stretch =
                index.next(account, new TunnelIndex.Wanted(part, last, rows, most));
        isOver = stretch.end().isEmpty();
        last = stretch.end().orElse(last);
        return stretch.tunnels();
    }

    private boolean isNamedSo(TunnelEntry entry) {
        String name = entry.name().value().toLowerCase(Locale.ROOT);
        return name.contains(part.toLowerCase(Locale.ROOT));
    }
}
