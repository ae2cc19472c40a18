package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.survey.TunnelEntry;
import dev.keyferry.server.usecase.survey.TunnelIndex;
import dev.keyferry.server.usecase.survey.TunnelIndex.Stretch;
import dev.keyferry.server.usecase.survey.TunnelIndex.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class TunnelIndexTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @Test
    void readsAStretchOfTheAccountsTunnelsInOrder() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            AccountId stranger = store.account();
            store.tunnels(account, "t", 5);
            store.tunnels(stranger, "t", 5);
            TunnelIndex index = store.store().index();

            Stretch whole = index.next(account, new Wanted("", "", 10, 10));
            List<String> all = names(whole);

            assertThat(all).hasSize(5).isSorted().doesNotHaveDuplicates();
            assertThat(whole.end()).isEmpty();
            Stretch first = index.next(account, new Wanted("", "", 2, 10));
            assertThat(names(first)).isEqualTo(all.subList(0, 2));
            assertThat(first.end()).contains(all.get(1));
            Stretch cut = index.next(account, new Wanted("", all.get(1), 10, 2));
            assertThat(names(cut)).isEqualTo(all.subList(2, 4));
            assertThat(cut.end()).contains(all.get(3));
            Stretch rest = index.next(account, new Wanted("", all.getLast(), 2, 2));
            assertThat(rest.tunnels()).isEmpty();
            assertThat(rest.end()).isEmpty();
        }
    }

    @Test
    void looksForPartsOfNamesInAnyCaseAndTakesNoSignForAnother() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            store.tunnels(account, "Acme_x", 1);
            store.tunnels(account, "acme-y", 1);
            TunnelIndex index = store.store().index();

            assertThat(found(index, account, "aCmE")).hasSize(2);
            assertThat(found(index, account, "acme_")).hasSize(1);
            assertThat(found(index, account, "%")).isEmpty();
            assertThat(found(index, account, "!")).isEmpty();
        }
    }

    @Test
    void passesOverNoMoreThanItMay() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            store.tunnels(account, "a", 3);
            store.tunnels(account, "z", 1);
            TunnelIndex index = store.store().index();
            List<String> all = names(index.next(account, new Wanted("", "", 10, 10)));

            Stretch before = index.next(account, new Wanted("z", "", 3, 10));

            assertThat(before.tunnels()).isEmpty();
            assertThat(before.end()).contains(all.get(2));
            Stretch rest = index.next(account, new Wanted("z", all.get(2), 3, 10));
            assertThat(names(rest)).containsExactly(all.get(3));
            assertThat(rest.end()).isEmpty();
        }
    }

    @Test
    void tellsThePresentKey() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 2);
            store.set(account, List.of(entry(tunnels.get(0), KEY)));
            Tunnel.Key key =
                    store.store()
                            .tunnels()
                            .find(account, tunnels.get(0))
                            .orElseThrow()
                            .key()
                            .orElseThrow();
            AccountId stranger = store.account();

            List<TunnelEntry> found = store.store().index().find(account, tunnels);

            assertThat(found).hasSize(2);
            assertThat(found)
                    .filteredOn(tunnel -> tunnel.key().isPresent())
                    .singleElement()
                    .satisfies(tunnel -> {
                        assertThat(tunnel.id()).isEqualTo(tunnels.get(0));
                        assertThat(tunnel.key()).contains(key);
                    });
            assertThat(store.store().index().find(stranger, tunnels)).isEmpty();
        }
    }

    private static List<TunnelEntry> found(TunnelIndex index, AccountId account, String part)
            throws InterruptedException {
        return index.next(account, new Wanted(part, "", 10, 10)).tunnels();
    }

    private static List<String> names(Stretch stretch) {
        return stretch.tunnels().stream().map(tunnel -> tunnel.name().value()).toList();
    }
}
