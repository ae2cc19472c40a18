package dev.keyferry.server.usecase.identity;

import static dev.keyferry.server.domain.rights.Permission.MAGIC_WAN_WRITE;
import static dev.keyferry.server.domain.rights.Permission.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.identity.IdentityNotation;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.tunnel.CustomFqdn;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which identities a tunnel may have, over a real store. */
class IdentitiesTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String ENDPOINT = "203.0.113.1";

    @TempDir private Path directory;
    private Deployed server;
    private Account acme;
    private Account other;

    @BeforeEach
    void deploy() throws InterruptedException {
        server = new Deployed(directory.resolve("data"), LocalGateway.PRESENT);
        acme = server.account("acme");
        other = server.account("other");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void recordIsBoundToAllIdentitiesAndIsReadBackAsItWasSealed() throws InterruptedException {
        FarIdentities far =
                new FarIdentities(
                        Optional.of(new CustomFqdn(custom("Branch", acme))),
                        List.of(
                                identity("email", "me@x.example"),
                                identity("ipv4", "198.51.100.7")));
        Tunnel plain = create(acme, wanted("plain", FarIdentities.NONE)).getFirst();
        Tunnel adopted = create(acme, wanted("adopted", far)).getFirst();

        List<TunnelRecord> records =
                server.store().records().after(adopted.edge(), Revision.NONE).records();

        records.forEach(server.opener()::check);
        assertThat(adopted.parameters().farIdentities()).isEqualTo(far);
        assertThat(records.getFirst().binding().identities()).isEqualTo(generated(plain).all());
        assertThat(records.getLast().binding().identities())
                .hasSize(6)
                .isSorted()
                .containsAll(generated(adopted).all())
                .containsAll(far.explicit())
                .contains(identity("fqdn", custom("Branch", acme)));
    }

    @Test
    void laterKeyAndTheEndOfAKeyAreBoundToThemToo() throws InterruptedException {
        Tunnel adopted = create(acme, wanted("a", explicit("keyid:site"))).getFirst();
        server.set(acme.id(), adopted.id(), KEY + "2");
        assertThat(newest().binding().identities()).contains(identity("keyid", "site"));

        server.useCases()
                .deleteTunnel()
                .delete(server.caller(), acme.id(), adopted.id(), Mode.APPLY);

        assertThat(newest().binding().identities()).contains(identity("keyid", "site"));
        server.opener().check(newest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fqdn:site.example | fqdn:SITE.example",
                "email:a@b.example | email:A@B.example",
                "keyid:site | keyid:site",
                "keyid:site | fqdn:SITE",
                "email:site | keyid:Site",
                "fqdn:10.9.8.7 | ipv4:10.9.8.7",
                "keyid:#00ff2a | fqdn:00:FF:2a",
                "fqdn:#73fc7465 | fqdn:s?te",
                "dn:CN=Site,O=Acme | keyid:O=Acme, CN=Site",
                "ipv4:198.51.100.7 | ipv4:198.51.100.7",
                "dn:CN=Site,O=Acme | dn:cn=site, o=acme"
            })
    void identityIsOneTunnelsOverAllAccounts(String first, String second)
            throws InterruptedException {
        Tunnel owner = create(acme, wanted("a", explicit(first))).getFirst();

        Refusal.Invalid refusal = refusal(other, wanted("b", explicit(second)));
        assertThat(refusal.pointer()).isEqualTo("/ipsec_tunnels/0/keyferry/identities");
        assertThat(refusal.text()).contains("another tunnel has it").doesNotContain("ite");

        server.useCases().deleteTunnel().delete(server.caller(), acme.id(), owner.id(), Mode.APPLY);
        assertThat(create(other, wanted("b", explicit(second)))).hasSize(1);
    }

    @Test
    void tunnelMayHaveItsOwnTextInSeveralTypes() throws InterruptedException {
        Tunnel owner =
                create(acme, wanted("a", explicit("keyid:site", "fqdn:site", "fqdn:SITE")))
                        .getFirst();

        assertThat(owner.parameters().farIdentities().explicit()).hasSize(3);
        refusal(other, wanted("b", explicit("email:site")));
    }

    @Test
    void identityComesOnceInOneRequest() {
        refusal(acme, wanted("a", explicit("keyid:site")), wanted("b", explicit("keyid:site")));
    }

    @Test
    void refusedRequestClaimsNothing() throws InterruptedException {
        refusal(acme, wanted("a", explicit("keyid:x")), wanted("b", explicit("ipv4:203.0.113.1")));

        assertThat(create(acme, wanted("c", explicit("keyid:x")))).hasSize(1);
    }

    @Test
    void dryRunTellsTheSameAndClaimsNothing() throws InterruptedException {
        NewTunnel wanted = wanted("a", explicit("keyid:site"));
        for (int round = 0; round < 2; round++) {
            server.useCases()
                    .createTunnels()
                    .create(
                            server.caller(),
                            acme.id(),
                            List.of(wanted),
                            Mode.VALIDATE_ONLY,
                            Optional.empty());
        }
        create(other, wanted("b", explicit("keyid:site")));

        assertThat(
                        catchThrowableOfType(
                                Refusal.Invalid.class,
                                () ->
                                        server.useCases()
                                                .createTunnels()
                                                .create(
                                                        server.caller(),
                                                        acme.id(),
                                                        List.of(wanted),
                                                        Mode.VALIDATE_ONLY,
                                                        Optional.empty())))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "keyid:1_0123456789abcdef0123456789abcdef",
        "fqdn:1_0123456789abcdef0123456789abcdef",
        "fqdn:a.ipsec.keyferry.internal",
        "email:me@ipsec.keyferry.internal",
        "fqdn:*.example",
        "ipv4:#00000000",
        "ipv4:#7f000001",
        "ipv4:#e0000001",
        "ipv4:#ffffffff",
        "keyid:127.0.0.1",
    })
    void nobodysIdentityIsRefused(String identity) {
        Refusal.Invalid refusal = refusal(acme, wanted("a", explicit(identity)));

        assertThat(refusal.pointer()).isEqualTo("/ipsec_tunnels/0/keyferry/identities");
        assertThat(refusal.text()).doesNotContain(identity.substring(identity.indexOf(':') + 1));
    }

    @Test
    void anotherTunnelsGeneratedIdentityIsRefused() throws InterruptedException {
        Tunnel victim = create(other, wanted("v", FarIdentities.NONE)).getFirst();

        refusal(acme, wanted("a", explicit("keyid:" + generated(victim).keyId())));
        refusal(acme, wanted("a", explicit("fqdn:" + generated(victim).fqdn())));
        refusal(acme, wanted("a", explicit("email:" + generated(victim).userFqdn())));
    }

    @ParameterizedTest
    @CsvSource({"ipv4:203.0.113.1", "keyid:203.0.113.1", "fqdn:203.0.113.1"})
    void addressWhereTunnelsEndIsNobodys(String identity) throws InterruptedException {
        refusal(acme, wanted("own", explicit(identity)));
        create(other, wanted("v", FarIdentities.NONE));

        Refusal.Invalid refusal = refusal(acme, at("203.0.113.2", "a", explicit(identity)));
        assertThat(refusal.text()).contains("at which tunnels end");
    }

    @ParameterizedTest
    @CsvSource({"ipv4:203.0.113.2", "keyid:203.0.113.2"})
    void noTunnelEndsAtAnIdentity(String identity) throws InterruptedException {
        create(other, wanted("v", explicit(identity)));

        Refusal.Invalid refusal = refusal(acme, at("203.0.113.2", "a", FarIdentities.NONE));
        assertThat(refusal.pointer()).isEqualTo("/ipsec_tunnels/0/cloudflare_endpoint");
        refusal(
                acme,
                wanted("b", explicit("ipv4:203.0.113.3")),
                at("203.0.113.3", "c", FarIdentities.NONE));
    }

    @Test
    void gatewaysOwnNameIsNobodysOnceItIsTold() throws InterruptedException {
        try (TestGateway gateway = new TestGateway(server.feed(), 'a')) {
            gateway.pull(Optional.empty());
            gateway.named("gw.example", "192.0.2.1", custom("gw", acme))
                    .report(Revision.NONE, Revision.NONE, TestGateway.SERVING);
        }

        for (String own :
                List.of(
                        "fqdn:GW.example",
                        "keyid:gw.example",
                        "ipv4:192.0.2.1",
                        "fqdn:192.0.2.1")) {
            assertThat(refusal(acme, wanted("a", explicit(own))).text()).contains("of a gateway");
        }
        refusal(acme, wanted("a", named(custom("gw", acme))));
        assertThat(create(acme, wanted("a", explicit("fqdn:gw2.example")))).hasSize(1);
    }

    @Test
    void customFqdnIsOfTheTunnelsOwnAccountAndUnique() throws InterruptedException {
        Refusal.Invalid refusal = refusal(acme, wanted("a", named(custom("branch", other))));
        assertThat(refusal.pointer())
                .isEqualTo("/ipsec_tunnels/0/custom_remote_identities/fqdn_id");
        assertThat(refusal.text()).contains(custom("", acme));
        refusal(acme, wanted("a", named("branch.example")));
        refusal(acme, wanted("a", named("a" + "." + custom("branch", acme))));

        create(acme, wanted("a", named(custom("branch", acme))));
        assertThat(refusal(acme, wanted("b", named(custom("BRANCH", acme)))).text())
                .contains("another tunnel has it");
    }

    @Test
    void explicitIdentityTakesTheRightOfAnOperatorOfAllAccounts() throws InterruptedException {
        Caller writer =
                new Caller(
                        Actor.ADMINISTRATOR,
                        Rights.of(
                                List.of(
                                        allow(MAGIC_WAN_WRITE, new Scope.AllAccounts()),
                                        allow(OPERATOR, new Scope.OneAccount(acme.id())))),
                        "127.0.0.1",
                        server.caller().request());

        assertThatThrownBy(() ->
                        server.useCases()
                                .createTunnels()
                                .create(
                                        writer,
                                        acme.id(),
                                        List.of(wanted("a", explicit("keyid:x"))),
                                        Mode.VALIDATE_ONLY,
                                        Optional.empty()))
                .isInstanceOf(Refusal.Forbidden.class);
        server.useCases()
                .createTunnels()
                .create(
                        writer,
                        acme.id(),
                        List.of(wanted("a", named(custom("branch", acme)))),
                        Mode.VALIDATE_ONLY,
                        Optional.empty());
    }

    private static Policy allow(Permission permission, Scope scope) {
        return new Policy(Policy.Effect.ALLOW, Set.of(permission), Set.of(scope));
    }

    private TunnelRecord newest() throws InterruptedException {
        return server.store().records().after(EdgeId.DEFAULT, Revision.NONE).records().getLast();
    }

    private List<Tunnel> create(Account account, NewTunnel... tunnels) throws InterruptedException {
        List<TunnelId> ids =
                server
                        .useCases()
                        .createTunnels()
                        .create(
                                server.caller(),
                                account.id(),
                                List.of(tunnels),
                                Mode.APPLY,
                                Optional.empty())
                        .tunnels()
                        .stream()
                        .map(view -> view.tunnel().id())
                        .toList();
        return server
                .store()
                .tunnels()
                .find(account.id(), server.store().tunnels().ids(account.id()))
                .stream()
                .filter(tunnel -> ids.contains(tunnel.id()))
                .toList();
    }

    private Refusal.Invalid refusal(Account account, NewTunnel... tunnels) {
        return catchThrowableOfType(
                Refusal.Invalid.class,
                () ->
                        server.useCases()
                                .createTunnels()
                                .create(
                                        server.caller(),
                                        account.id(),
                                        List.of(tunnels),
                                        Mode.APPLY,
                                        Optional.empty()));
    }

    private static NewTunnel wanted(String name, FarIdentities far) {
        return at(ENDPOINT, name, far);
    }

    private static NewTunnel at(String endpoint, String name, FarIdentities far) {
        return new NewTunnel(
                "/ipsec_tunnels/0", Deployed.parameters(name, endpoint, far), Optional.of(key()));
    }

    private static SentKey key() {
        return Deployed.key(KEY);
    }

    private static FarIdentities named(String custom) {
        return new FarIdentities(Optional.of(new CustomFqdn(custom)), List.of());
    }

    private static FarIdentities explicit(String... identities) {
        return FarIdentities.of(
                Optional.empty(),
                Arrays.stream(identities)
                        .map(text -> text.split(":", 2))
                        .map(parts -> identity(parts[0], parts[1]))
                        .toList());
    }

    private static IkeIdentity identity(String type, String value) {
        return IdentityNotation.read(IdentityNotation.type(type).orElseThrow(), value);
    }

    private static String custom(String label, Account account) {
        return label + "." + account.number() + ".custom." + IkeDomain.DEFAULT;
    }

    private static GeneratedIdentities generated(Tunnel tunnel) {
        return GeneratedIdentities.of(tunnel.number(), tunnel.id(), IkeDomain.DEFAULT);
    }
}
