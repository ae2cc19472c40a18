package dev.keyferry.server.usecase.survey;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.Standings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds tunnels of an account, a page at a time. A page reads little more than it shows; where a
 * state is asked for that few keys have, it reads a few columns of those that it passes over.
 * Thread-safe.
 */
public final class FindTunnels {
    /** Most tunnels of a page. */
    public static final int MAX_PAGE = 1_000;

    /** What may be part of a name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{0,255}");

    /** No name is like this. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Accounts accounts;
    private final TunnelIndex index;
    private final Standings standings;
    private final InstantSource clock;

    public FindTunnels(
            Accounts accounts, TunnelIndex index, Standings standings, InstantSource clock) {
        this.accounts = accounts;
        this.index = index;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * What is looked for.
     *
     * @param text part of the name, in whatever case, or a whole id; empty for all
     * @param after the name after which the page begins; empty for the first page
     * @param most 1 to {@value #MAX_PAGE}
     */
    public record Wanted(String text, KeyQuestion question, String after, int most) {
        public Wanted {
            if (most < 1 || most > MAX_PAGE) {
                throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " tunnels");
            }
        }
    }

    /**
     * A page.
     *
     * @param next the name after which the next page begins; empty if this one is the last
     */
    public record Page(List<FoundTunnel> tunnels, Optional<String> next) {
        public Page {
            tunnels = List.copyOf(tunnels);
        }
    }

    /**
     * Returns those of the tunnels that may be read, in the order of their names.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Forbidden if nothing of it may be read
     */
    public Page find(Rights rights, AccountId account, Wanted wanted) throws InterruptedException {
        if (!rights.allowWithin(Permission.MAGIC_WAN_READ, account)) {
            throw new Refusal.Forbidden();
        }
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
        if (!NAME.matcher(wanted.text()).matches() || !NAME.matcher(wanted.after()).matches()) {
            return new Page(List.of(), Optional.empty());
        }
        Optional<TunnelId> one =
                Optional.of(wanted.text().toLowerCase(Locale.ROOT))
                        .filter(ID.asMatchPredicate())
                        .map(TunnelId::new);
        String part = one.isPresent() ? "" : wanted.text();
        Walk walk = new Walk(index, standings, rights, account, one, part, wanted.after());
        Instant now = clock.instant();
        // One more than is shown tells whether there is a next page.
        int enough = wanted.most() + 1;
        int chunk = wanted.question() == KeyQuestion.ANY ? enough : Walk.CHUNK;
        List<FoundTunnel> found = new ArrayList<>();
        while (found.size() < enough && !walk.isOver()) {
            walk.next(chunk).stream()
                    .filter(tunnel -> wanted.question().takes(tunnel, now))
                    .forEach(found::add);
        }
        if (found.size() < enough) {
            return new Page(found, Optional.empty());
        }
        List<FoundTunnel> page = found.subList(0, wanted.most());
        return new Page(page, Optional.of(page.getLast().entry().name().value()));
    }
}
