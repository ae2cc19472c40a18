package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SameKeyTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";

    @Test
    void countsPresentKeysOfTheAccountOnly() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 5);
            TunnelId a = tunnels.get(0);
            TunnelId b = tunnels.get(1);
            TunnelId c = tunnels.get(2);
            TunnelId d = tunnels.get(3);
            TunnelId bare = tunnels.get(4);
            store.set(account, List.of(entry(a, KEY), entry(b, KEY), entry(c, KEY)));
            store.set(account, List.of(entry(d, OTHER)));
            AccountId stranger = store.account();
            TunnelId theirs = store.tunnels(stranger, "t", 1).getFirst();
            store.set(stranger, List.of(entry(theirs, KEY)));

            assertThat(store.store().tunnels().withSameKey(account, tunnels))
                    .isEqualTo(Map.of(a, 2, b, 2, c, 2, d, 0));
            assertThat(store.store().tunnels().withSameKey(account, List.of(theirs, bare)))
                    .isEmpty();

            store.set(account, List.of(entry(b, OTHER)));
            store.delete(account, c);
            assertThat(store.store().tunnels().withSameKey(account, tunnels))
                    .isEqualTo(Map.of(a, 0, b, 1, d, 1));
        }
    }
}
