package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.survey.TunnelEntry;
import dev.keyferry.server.usecase.survey.TunnelIndex;
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

            List<String> all = names(index.after(account, "", "", 10));

            assertThat(all).hasSize(5).isSorted().doesNotHaveDuplicates();
            assertThat(names(index.after(account, "", "", 2))).isEqualTo(all.subList(0, 2));
            assertThat(names(index.after(account, "", all.get(1), 2))).isEqualTo(all.subList(2, 4));
            assertThat(index.after(account, "", all.getLast(), 2)).isEmpty();
        }
    }

    @Test
    void looksForPartsOfNamesInAnyCaseAndTakesNoSignForAnother() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            store.tunnels(account, "Acme_x", 1);
            store.tunnels(account, "acme-y", 1);
            TunnelIndex index = store.store().index();

            assertThat(index.after(account, "aCmE", "", 10)).hasSize(2);
            assertThat(index.after(account, "acme_", "", 10)).hasSize(1);
            assertThat(index.after(account, "%", "", 10)).isEmpty();
            assertThat(index.after(account, "!", "", 10)).isEmpty();
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

    private static List<String> names(List<TunnelEntry> entries) {
        return entries.stream().map(tunnel -> tunnel.name().value()).toList();
    }
}
