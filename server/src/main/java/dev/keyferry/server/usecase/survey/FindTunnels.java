package dev.keyferry.server.usecase.survey;

import static java.util.stream.Collectors.toMap;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.Standings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds tunnels of an account, a page at a time. A page reads little more than it shows; where few
 * tunnels are like what is asked for, it passes over others, but not over more than {@link
 * #MAX_WALK}. Thread-safe.
 */
public final class FindTunnels {
    /** Most tunnels of a page. */
    public static final int MAX_PAGE = 1_000;

    /** Tunnels that one call goes past. */
    public static final int MAX_WALK = 20_000;

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

        /** Where each one is taken that has the text, no more rows are read than are shown. */
        private int rowsOfAnyState() {
            return text.isEmpty() ? most + 1 : MAX_WALK;
        }
    }

    /**
     * A page.
     *
     * @param next the name after which to go on; empty if there is nothing more to look through
     * @param isCut whether it ends because so many were passed over, and not because it is full
     */
    public record Page(List<FoundTunnel> tunnels, Optional<String> next, boolean isCut) {
        static final Page EMPTY = new Page(List.of(), Optional.empty(), false);

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
            return Page.EMPTY;
        }
        Optional<TunnelId> one =
                Optional.of(wanted.text().toLowerCase(Locale.ROOT))
                        .filter(ID.asMatchPredicate())
                        .map(TunnelId::new);
        String part = one.isPresent() ? "" : wanted.text();
        return page(new Walk(index, standings, rights, account, one, part, wanted.after()), wanted);
    }

    /**
     * Returns the ids of those that have one of the names, or are named by their ids, and may be
     * read. It goes through the account to find them: what may be a key in the wrong place is
     * compared here, and never told to a database, which may log what it is asked.
     */
    public Map<String, TunnelId> named(Rights rights, AccountId account, Set<String> namesOrIds)
            throws InterruptedException {
        if (!rights.allowWithin(Permission.MAGIC_WAN_READ, account)) {
            return Map.of();
        }
        Map<String, TunnelId> found = new HashMap<>();
        Walk walk = new Walk(index, standings, rights, account, Optional.empty(), "", "");
        while (!walk.isOver()) {
            for (TunnelEntry entry : walk.entries(Walk.CHUNK, Walk.CHUNK)) {
                Stream.of(entry.name().value(), entry.id().value())
                        .filter(namesOrIds::contains)
                        .forEach(name -> found.put(name, entry.id()));
            }
        }
        return found;
    }

    /** Returns the names of those of the tunnels that are there and may be read. */
    public Map<TunnelId, TunnelName> names(Rights rights, AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        List<TunnelId> readable =
                ids.stream()
                        .distinct()
                        .filter(id -> rights.allow(Permission.MAGIC_WAN_READ, account, id))
                        .toList();
        return index.find(account, readable).stream()
                .collect(toMap(TunnelEntry::id, TunnelEntry::name));
    }

    private Page page(Walk walk, Wanted wanted) throws InterruptedException {
        Instant now = clock.instant();
        // One more than is shown tells whether there is a next page.
        int enough = wanted.most() + 1;
        int most = wanted.question() == KeyQuestion.ANY ? enough : Walk.CHUNK;
        int rows = wanted.question() == KeyQuestion.ANY ? wanted.rowsOfAnyState() : Walk.CHUNK;
        List<FoundTunnel> found = new ArrayList<>();
        for (int passed = 0;
                found.size() < enough && passed < MAX_WALK && !walk.isOver();
                passed += rows) {
            walk.next(rows, most).stream()
                    .filter(tunnel -> wanted.question().takes(tunnel, now))
                    .forEach(found::add);
        }
        if (found.size() >= enough) {
            List<FoundTunnel> page = found.subList(0, wanted.most());
            String last = page.getLast().entry().name().value();
            return new Page(page, Optional.of(last), false);
        }
        return walk.isOver()
                ? new Page(found, Optional.empty(), false)
                : new Page(found, Optional.of(walk.last()), true);
    }
}
