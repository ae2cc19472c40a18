package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Tunnels of an account that are read page by page while they are walked through, so that a long
 * list does not lie in memory while a peer takes its answer. Which tunnels there are is of the
 * moment when the list was made; one that was deleted since is left out, and the others are as they
 * are when their page is read. Immutable.
 */
public final class TunnelList implements Iterable<TunnelView> {
    /** Tunnels that are read at once. */
    static final int PAGE = 1_000;

    private final TunnelViews views;
    private final AccountId account;
    private final List<TunnelId> ids;

    TunnelList(TunnelViews views, AccountId account, List<TunnelId> ids) {
        this.views = views;
        this.account = account;
        this.ids = ids;
    }

    /** Walks through the tunnels once; throws {@link StoreUnavailable} where the store fails. */
    @Override
    public Iterator<TunnelView> iterator() {
        return new Pages();
    }

    private final class Pages implements Iterator<TunnelView> {
        private Iterator<TunnelView> page = List.<TunnelView>of().iterator();
        private int next;

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next < ids.size()) {
                int end = Math.min(next + PAGE, ids.size());
                page = read(ids.subList(next, end)).iterator();
                next = end;
            }
            return page.hasNext();
        }

        @Override
        public TunnelView next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }

    private List<TunnelView> read(List<TunnelId> wanted) {
        try {
            return views.find(account, wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("nobody waits for the rest of a list any more", e);
        }
    }
}
