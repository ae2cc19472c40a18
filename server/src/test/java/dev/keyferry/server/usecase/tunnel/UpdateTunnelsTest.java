package dev.keyferry.server.usecase.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.KeyStatus.State;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Policy.Effect;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdit;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdits;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTunnelsTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";
    private static final IkeIdentity ROUTER =
            IkeIdentity.ofText(IkeIdentity.Type.FQDN, "router.example");

    @TempDir private Path directory;
    private Deployed server;
    private AccountId account;
    private List<TunnelId> tunnels;

    @BeforeEach
    void deploy() throws InterruptedException {
        server = new Deployed(directory.resolve("data"), LocalGateway.PRESENT);
        account = server.account("acme").id();
        tunnels = server.tunnels(account, 2);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void changesOnlyTunnelsThatTheCallerMayChange() throws InterruptedException {
        Caller caller = caller(allow(one(tunnels.get(0)), Permission.MAGIC_WAN_WRITE));
        TunnelUpdate own = update(0, TunnelEdits.name("own"), Optional.of(KEY));
        TunnelUpdate foreign = update(1, TunnelEdits.name("foreign"), Optional.empty());
        TunnelUpdate unknown =
                new TunnelUpdate(
                        "", new TunnelId("0".repeat(32)), TunnelEdits.nothing(), Optional.empty());

        assertForbidden(caller, own, foreign);
        assertForbidden(caller, unknown);

        assertThat(names()).containsExactly("t-0", "t-1");
        update(caller, Mode.APPLY, own);
        assertThat(names()).containsExactly("own", "t-1");
    }

    @Test
    void setsNoKeyForOneWhoMayNotSetKeys() throws InterruptedException {
        Caller caller =
                caller(
                        allow(new Scope.OneAccount(account), Permission.MAGIC_WAN_WRITE),
                        deny(new Scope.OneAccount(account), Permission.PSK_SET));

        assertForbidden(caller, update(0, TunnelEdits.nothing(), Optional.of(KEY)));
        update(caller, Mode.APPLY, update(0, TunnelEdits.name("x"), Optional.empty()));

        assertThat(server.store().writer().head()).isEqualTo(Revision.NONE);
    }

    @Test
    void createsNoTunnelWithAKeyForOneWhoMayNotSetKeys() throws InterruptedException {
        Caller caller =
                caller(
                        allow(new Scope.OneAccount(account), Permission.MAGIC_WAN_WRITE),
                        deny(new Scope.OneAccount(account), Permission.PSK_SET));
        assertThatThrownBy(() -> create(caller, "keyed", Optional.of(KEY)))
                .isInstanceOf(Refusal.Forbidden.class);
        create(caller, "bare", Optional.empty());
        assertThat(names()).containsExactly("bare", "t-0", "t-1");
    }

    @Test
    void changesExplicitIdentitiesForAnOperatorOnly() throws InterruptedException {
        Caller caller = caller(allow(new Scope.OneAccount(account), Permission.MAGIC_WAN_WRITE));
        TunnelUpdate adopting = update(0, TunnelEdits.explicit(ROUTER), Optional.empty());

        assertForbidden(caller, adopting);
        update(server.caller(), Mode.APPLY, adopting);
        update(caller, Mode.APPLY, adopting);
        assertForbidden(caller, update(0, TunnelEdits.explicit(), Optional.empty()));
    }

    @Test
    void doesNotCallAKeyLoadedWhoseTunnelWasDeletedMeanwhile() throws InterruptedException {
        server.set(account, tunnels.get(1), OTHER);
        TestGateway gateway = new TestGateway(server.feed(), 'a');
        gateway.pull(Optional.empty());
        gateway.report(new Revision(1), new Revision(1), TestGateway.SERVING);
        CompletableFuture<UpdateTunnels.Answer> call =
                calling(() ->
                        update(
                                server.caller(),
                                Mode.APPLY,
                                update(0, TunnelEdits.nothing(), Optional.of(KEY)),
                                update(1, TunnelEdits.name("x"), Optional.empty())));
        awaitHead(2);
        List<CompletableFuture<DeleteTunnel.Answer>> ends =
                tunnels.stream().map(tunnel -> calling(() -> delete(tunnel))).toList();
        awaitHead(4);
        confirm(gateway);
        ends.forEach(CompletableFuture::join);

        assertThat(call.join().tunnels()).allMatch(view -> view.status().isEmpty());
        assertThat(call.join().notices())
                .extracting(Notice::text)
                .containsExactly("superseded: the tunnel was deleted");
    }

    @Test
    void doesNotCallANewTunnelsKeyLoadedOnceItWasDeleted() throws InterruptedException {
        TestGateway gateway = new TestGateway(server.feed(), 'a');
        gateway.pull(Optional.empty());
        gateway.report(Revision.NONE, Revision.NONE, TestGateway.SERVING);
        CompletableFuture<CreateTunnels.Answer> call =
                calling(() -> create(server.caller(), "new", Optional.of(KEY)));
        awaitHead(1);
        TunnelId created = byName("new");
        CompletableFuture<DeleteTunnel.Answer> end = calling(() -> delete(created));
        awaitHead(2);
        confirm(gateway);
        end.join();

        assertThat(call.join().tunnels().getFirst().status()).isEmpty();
        assertThat(call.join().notices()).extracting(Notice::code).contains(Code.SUPERSEDED);
    }

    @Test
    void tellsOfTheNewestKeyWhereOneCameAfterItsOwn() throws InterruptedException {
        TestGateway gateway = new TestGateway(server.feed(), 'a');
        gateway.pull(Optional.empty());
        gateway.report(Revision.NONE, Revision.NONE, TestGateway.SERVING);
        CompletableFuture<UpdateTunnels.Answer> call =
                calling(() ->
                        update(
                                server.caller(),
                                Mode.APPLY,
                                update(0, TunnelEdits.nothing(), Optional.of(KEY))));
        awaitHead(1);
        CompletableFuture<SetPsks.Answer> newer =
                calling(() -> server.set(account, tunnels.get(0), OTHER));
        awaitHead(2);
        confirm(gateway);
        newer.join();

        assertThat(call.join().notices()).extracting(Notice::code).containsExactly(Code.SUPERSEDED);
        assertThat(call.join().tunnels().getFirst().status().orElseThrow().state())
                .isEqualTo(State.LOADED);
        assertThat(call.join().tunnels().getFirst().status().orElseThrow().version())
                .isEqualTo(PskVersion.FIRST);
    }

    @Test
    void bindsTheKeyToTheIdentitiesThatCameWithIt() throws InterruptedException {
        server.set(account, tunnels.get(0), KEY);
        TunnelUpdate unbound = update(0, TunnelEdits.explicit(ROUTER), Optional.empty());
        assertThatThrownBy(() -> update(server.caller(), Mode.VALIDATE_ONLY, unbound))
                .isInstanceOf(Refusal.Invalid.class);

        update(
                server.caller(),
                Mode.APPLY,
                update(0, TunnelEdits.explicit(ROUTER), Optional.of(KEY)));

        TestGateway gateway = new TestGateway(server.feed(), 'a');
        gateway.pull(Optional.of(server.opener()));
        TunnelRecord record =
                Optional.ofNullable(gateway.records().get(tunnels.get(0))).orElseThrow();
        assertThat(gateway.keys()).containsEntry(tunnels.get(0), KEY);
        assertThat(record.binding().identities()).contains(ROUTER);
        assertThat(record.binding().version()).isEqualTo(new PskVersion(2));
    }

    private TunnelUpdate update(int tunnel, TunnelEdit edit, Optional<String> key) {
        return new TunnelUpdate(
                "/ipsec_tunnels/" + tunnel, tunnels.get(tunnel), edit, key.map(Deployed::key));
    }

    private UpdateTunnels.Answer update(Caller caller, Mode mode, TunnelUpdate... updates)
            throws InterruptedException {
        return server.useCases()
                .updateTunnels()
                .update(caller, account, List.of(updates), FormerKeys.REFUSED, mode);
    }

    private void assertForbidden(Caller caller, TunnelUpdate... updates) {
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> update(caller, mode, updates))
                    .isInstanceOf(Refusal.Forbidden.class);
        }
    }

    private CreateTunnels.Answer create(Caller caller, String name, Optional<String> key)
            throws InterruptedException {
        NewTunnel wanted = new NewTunnel("", Deployed.parameters(name), key.map(Deployed::key));
        return server.useCases()
                .createTunnels()
                .create(caller, account, List.of(wanted), Mode.APPLY, Optional.empty());
    }

    private DeleteTunnel.Answer delete(TunnelId tunnel) throws InterruptedException {
        return server.useCases()
                .deleteTunnel()
                .delete(server.caller(), account, tunnel, Mode.APPLY);
    }

    private List<TunnelView> all() throws InterruptedException {
        List<TunnelView> all = new ArrayList<>();
        server.useCases().listTunnels().list(Rights.ALL, account).forEach(all::add);
        return all;
    }

    private List<String> names() throws InterruptedException {
        return all().stream().map(view -> view.tunnel().parameters().name().value()).toList();
    }

    private TunnelId byName(String name) throws InterruptedException {
        return all().stream()
                .map(TunnelView::tunnel)
                .filter(tunnel -> tunnel.parameters().name().value().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void awaitHead(long revision) {
        Awaitility.await()
                .until(() -> server.store().writer().head().equals(new Revision(revision)));
    }

    private static void confirm(TestGateway gateway) throws InterruptedException {
        Revision all = gateway.pull(Optional.empty());
        gateway.report(all, all, TestGateway.SERVING);
    }

    private Scope one(TunnelId tunnel) {
        return new Scope.OneTunnel(account, tunnel);
    }

    private Caller caller(Policy... policies) {
        Caller admin = server.caller();
        return new Caller(
                admin.actor(), Rights.of(List.of(policies)), admin.source(), admin.request());
    }

    private static Policy allow(Scope scope, Permission permission) {
        return policy(Effect.ALLOW, scope, permission);
    }

    private static Policy deny(Scope scope, Permission permission) {
        return policy(Effect.DENY, scope, permission);
    }

    private static Policy policy(Effect effect, Scope scope, Permission permission) {
        return new Policy(effect, Set.of(permission), new LinkedHashSet<>(List.of(scope)));
    }

    private static <T> CompletableFuture<T> calling(Callable<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        answer.complete(call.call());
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }
}
