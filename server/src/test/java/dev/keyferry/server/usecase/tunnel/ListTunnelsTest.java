package dev.keyferry.server.usecase.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.progress.GatewayConfirmations;
import dev.keyferry.server.delivery.progress.LoadTimes;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Policy.Effect;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.standing.Standings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of an account is read for a list of its tunnels. */
class ListTunnelsTest {
    private static final int MANY = 2 * TunnelList.PAGE + 1;

    @TempDir private Path directory;
    private Deployed server;
    private AccountId account;
    private List<TunnelId> ids;
    private Counted counted;
    private ListTunnels listTunnels;

    @BeforeEach
    void open() throws Exception {
        server = new Deployed(directory, LocalGateway.ABSENT);
        account = server.account("acme").id();
        ids = server.tunnels(account, MANY);
        counted = new Counted(server.store().tunnels());
        InstantSource clock = InstantSource.system();
        GatewayConfirmations nobody =
                new GatewayConfirmations(
                        server.store().deployment().epoch(),
                        new FeedHub().roster(),
                        new LoadTimes(clock),
                        Colleagues.NONE,
                        clock);
        Standings standings =
                new Standings(
                        nobody,
                        counted,
                        server.store().evidences(),
                        server.store().writer(),
                        clock);
        listTunnels =
                new ListTunnels(
                        server.store().accounts(),
                        counted,
                        new TunnelViews(IkeDomain.DEFAULT, standings, counted));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsSingleTunnelsByTheirIdsAndNothingElseOfTheAccount() throws Exception {
        List<TunnelId> two = List.of(ids.get(7), ids.get(3));

        TunnelList list = listTunnels.list(only(two), account);

        assertThat(list)
                .extracting(view -> view.tunnel().parameters().name().value())
                .containsExactly("t-3", "t-7");
        assertThat(counted.wholeAccounts).isZero();
        assertThat(counted.asked).containsExactly(2, 2);
    }

    @Test
    void readsAnAccountPageByPageAsItIsWalkedThrough() throws Exception {
        Iterator<TunnelView> list = listTunnels.list(Rights.ALL, account).iterator();
        assertThat(counted.asked).isEmpty();

        List<TunnelId> walked = new ArrayList<>();
        for (int i = 0; i < TunnelList.PAGE; i++) {
            walked.add(list.next().tunnel().id());
        }
        assertThat(counted.asked).containsExactly(TunnelList.PAGE);
        list.forEachRemaining(view -> walked.add(view.tunnel().id()));
        assertThat(counted.asked).containsExactly(TunnelList.PAGE, TunnelList.PAGE, 1);
        assertThat(walked).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void leavesOutWhatIsDeletedMeanwhile() throws Exception {
        TunnelList list = listTunnels.list(Rights.ALL, account);
        server.useCases().deleteTunnel().delete(server.caller(), account, ids.get(5), Mode.APPLY);

        assertThat(list).hasSize(MANY - 1);
    }

    private Rights only(List<TunnelId> tunnels) {
        return Rights.of(
                List.of(
                        new Policy(
                                Effect.ALLOW,
                                Set.of(Permission.MAGIC_WAN_READ),
                                Set.of(
                                        new Scope.OneTunnel(account, tunnels.get(0)),
                                        new Scope.OneTunnel(account, tunnels.get(1))))));
    }

    /** The store's tunnels, with how many were asked for. */
    private static final class Counted implements Tunnels {
        private final Tunnels store;
        private final List<Integer> asked = new ArrayList<>();
        private int wholeAccounts;

        Counted(Tunnels store) {
            this.store = store;
        }

        @Override
        public Optional<Tunnel> find(AccountId account, TunnelId id) throws InterruptedException {
            return store.find(account, id);
        }

        @Override
        public List<Tunnel> find(AccountId account, List<TunnelId> ids)
                throws InterruptedException {
            asked.add(ids.size());
            return store.find(account, ids);
        }

        @Override
        public Map<TunnelId, Integer> withSameKey(AccountId account, List<TunnelId> ids)
                throws InterruptedException {
            return store.withSameKey(account, ids);
        }

        @Override
        public List<TunnelId> ids(AccountId account) throws InterruptedException {
            wholeAccounts++;
            return store.ids(account);
        }

        @Override
        public Map<TunnelId, TunnelKey> keys(AccountId account, List<TunnelId> ids)
                throws InterruptedException {
            return store.keys(account, ids);
        }
    }
}
