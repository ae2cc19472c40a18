package dev.keyferry.server.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.KeyStatus.State;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import dev.keyferry.server.usecase.tunnel.DeleteTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunnelsAndAccountsTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @TempDir private Path directory;
    private Deployed server;
    private UseCases useCases;
    private AccountId account;

    @BeforeEach
    void deploy() throws InterruptedException {
        server = new Deployed(directory.resolve("data"), LocalGateway.PRESENT);
        useCases = server.useCases();
        account = server.account("acme").id();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void numbersAccountsAndKeepsGivenIdsAndNumbers() throws InterruptedException {
        AccountId given = new AccountId("a".repeat(32));
        Account taken = create("given", Optional.of(given), Optional.of(new AccountNumber(77)));
        Account next = create("next", Optional.empty(), Optional.empty());
        Account high =
                create("high", Optional.empty(), Optional.of(new AccountNumber(AccountNumber.MAX)));
        Account after = create("after", Optional.empty(), Optional.empty());

        assertThat(taken.id()).isEqualTo(given);
        assertThat(List.of(next, high, after))
                .extracting(created -> created.number().value())
                .containsExactly(1_001L, AccountNumber.MAX, 1_002L);
        assertThat(useCases.listAccounts().list(Rights.ALL))
                .extracting(listed -> listed.name().value())
                .containsExactly("given", "acme", "next", "after", "high");
        assertInvalid("/keyferry/id", () -> create("x", Optional.of(given), Optional.empty()));
        assertInvalid(
                "/keyferry/number",
                () -> create("x", Optional.empty(), Optional.of(new AccountNumber(77))));
    }

    @Test
    void createsTunnelsAllOrNone() throws InterruptedException {
        server.tunnels(account, 1);

        assertInvalid("/ipsec_tunnels/1/name", () -> create(Mode.APPLY, "new", "t-0"));
        assertInvalid("/ipsec_tunnels/1/name", () -> create(Mode.APPLY, "twice", "twice"));
        assertInvalid("", () -> create(Mode.APPLY));

        assertThat(useCases.listTunnels().list(Rights.ALL, account)).hasSize(1);
        List<TunnelView> created = create(Mode.APPLY, "b", "a");
        assertThat(created).extracting(view -> name(view)).containsExactly("b", "a");
        assertThat(useCases.listTunnels().list(Rights.ALL, account))
                .extracting(view -> name(view))
                .containsExactly("a", "b", "t-0");
        TunnelView view = created.getFirst();
        assertThat(useCases.getTunnel().get(account, view.tunnel().id())).isEqualTo(view);
        assertThat(view.status()).isEmpty();
        assertThat(view.identities().keyId()).isEqualTo("1000_" + view.tunnel().id());
        assertThat(view.identities().fqdn())
                .isEqualTo(view.tunnel().id() + ".1000.ipsec.keyferry.internal");
    }

    @Test
    void validatesACreationWithoutDoingIt() throws InterruptedException {
        assertThat(create(Mode.VALIDATE_ONLY, "a")).hasSize(1);
        assertThat(useCases.listTunnels().list(Rights.ALL, account)).isEmpty();
        create(Mode.APPLY, "a");
        assertInvalid("/ipsec_tunnels/0/name", () -> create(Mode.VALIDATE_ONLY, "a"));
    }

    @Test
    void theSameNameMayBeTakenInAnotherAccount() throws InterruptedException {
        create(Mode.APPLY, "a");

        assertThat(server.tunnels(server.account("other").id(), 1)).hasSize(1);
    }

    @Test
    void createsATunnelWithItsFirstKey() throws InterruptedException {
        NewTunnel wanted =
                new NewTunnel("", Deployed.parameters("a"), Optional.of(Deployed.key(KEY)));

        CreateTunnels.Answer answer =
                useCases.createTunnels()
                        .create(
                                server.caller(),
                                account,
                                List.of(wanted),
                                Mode.APPLY,
                                Optional.empty());

        TunnelView created = answer.tunnels().getFirst();
        assertThat(created.status().orElseThrow().version()).isEqualTo(PskVersion.FIRST);
        assertThat(answer.notices()).extracting(n -> n.code()).containsExactly(Code.GATEWAY_SILENT);
        TestGateway gateway = new TestGateway(server.feed(), 'a');
        gateway.pull(Optional.of(server.opener()));
        assertThat(gateway.keys()).containsEntry(created.tunnel().id(), KEY);
        NewTunnel bad =
                new NewTunnel("", Deployed.parameters("b"), Optional.of(Deployed.key("short")));
        assertInvalid(
                "/psk",
                () ->
                        useCases.createTunnels()
                                .create(
                                        server.caller(),
                                        account,
                                        List.of(bad),
                                        Mode.APPLY,
                                        Optional.empty()));
    }

    @Test
    void deletesATunnelAndWaitsForItsKeyToGo() throws InterruptedException {
        TunnelId tunnel = server.tunnels(account, 1).getFirst();
        try (TestGateway gateway = new TestGateway(server.feed(), 'a').follow()) {
            server.set(account, tunnel, KEY);

            assertThat(delete(tunnel, Mode.VALIDATE_ONLY).notices()).isEmpty();
            assertThat(useCases.getTunnel().get(account, tunnel).status().orElseThrow().state())
                    .isEqualTo(State.LOADED);
            DeleteTunnel.Answer answer = delete(tunnel, Mode.APPLY);

            assertThat(answer.notices()).isEmpty();
            assertThat(answer.tunnel().tunnel().id()).isEqualTo(tunnel);
            assertThat(gateway.records().get(tunnel)).isInstanceOf(GoneRecord.class);
        }
        assertThatThrownBy(() -> useCases.getTunnel().get(account, tunnel))
                .isInstanceOf(Refusal.TunnelNotFound.class);
        assertThatThrownBy(() -> delete(tunnel, Mode.APPLY))
                .isInstanceOf(Refusal.TunnelNotFound.class);
        assertThat(server.set(account, tunnel, KEY).unapplied()).hasSize(1);
    }

    @Test
    void saysThatAGatewayMayStillAcceptADeletedKey() throws InterruptedException {
        TunnelId tunnel = server.tunnels(account, 1).getFirst();
        server.set(account, tunnel, KEY);

        assertThat(delete(tunnel, Mode.APPLY).notices())
                .extracting(notice -> notice.text())
                .containsExactly(
                        "gateway local silent since the server started:"
                                + " it may still accept version 1");
    }

    @Test
    void generatesADifferentKeyOfThirtyTwoLettersAndDigitsEachTime() throws InterruptedException {
        TunnelId tunnel = server.tunnels(account, 1).getFirst();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            GeneratePsk.Answer answer = generate(tunnel, Mode.APPLY);
            String key = text(answer.psk().orElseThrow());
            assertThat(key.matches("[A-Za-z0-9]{32}")).isTrue();
            keys.add(key);
            assertThat(answer.tunnel().status().orElseThrow().version())
                    .isEqualTo(new PskVersion(i + 1));
        }
        assertThat(keys).hasSize(20);
        TestGateway gateway = new TestGateway(server.feed(), 'a');
        gateway.pull(Optional.of(server.opener()));
        assertThat(keys.contains(gateway.keys().get(tunnel))).isTrue();
    }

    @Test
    void validatesAGenerationWithoutMakingAKey() throws InterruptedException {
        TunnelId tunnel = server.tunnels(account, 1).getFirst();

        assertThat(generate(tunnel, Mode.VALIDATE_ONLY).psk()).isEmpty();

        assertThat(server.store().writer().head()).isEqualTo(Revision.NONE);
        TunnelId unknown = new TunnelId("0".repeat(32));
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> generate(unknown, mode))
                    .isInstanceOf(Refusal.TunnelNotFound.class);
        }
    }

    @Test
    void refusesATunnelMoreThanAnAccountMayHave() throws InterruptedException {
        List<NewTunnel> wanted = new ArrayList<>();
        for (int i = 0; i <= CreateTunnels.MAX_TUNNELS; i++) {
            wanted.add(new NewTunnel("", Deployed.parameters("x" + i), Optional.empty()));
        }

        assertInvalid(
                "",
                () ->
                        useCases.createTunnels()
                                .create(
                                        server.caller(),
                                        account,
                                        wanted,
                                        Mode.VALIDATE_ONLY,
                                        Optional.empty()));
        assertThat(
                        useCases.createTunnels()
                                .create(
                                        server.caller(),
                                        account,
                                        wanted.subList(0, CreateTunnels.MAX_TUNNELS),
                                        Mode.VALIDATE_ONLY,
                                        Optional.empty())
                                .tunnels())
                .hasSize(CreateTunnels.MAX_TUNNELS);
    }

    private interface Act {
        Object run() throws InterruptedException;
    }

    private static void assertInvalid(String pointer, Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.pointer()).isEqualTo(pointer));
    }

    private Account create(String name, Optional<AccountId> id, Optional<AccountNumber> number)
            throws InterruptedException {
        NewAccount wanted =
                new NewAccount(
                        new AccountName(name),
                        Account.Type.STANDARD,
                        id,
                        number,
                        PskPolicy.DEFAULT);
        return useCases.createAccount().create(server.caller(), wanted);
    }

    private List<TunnelView> create(Mode mode, String... names) throws InterruptedException {
        List<NewTunnel> wanted = new ArrayList<>();
        for (String name : names) {
            String pointer = "/ipsec_tunnels/" + wanted.size();
            wanted.add(new NewTunnel(pointer, Deployed.parameters(name), Optional.empty()));
        }
        return useCases.createTunnels()
                .create(server.caller(), account, wanted, mode, Optional.empty())
                .tunnels();
    }

    private DeleteTunnel.Answer delete(TunnelId tunnel, Mode mode) throws InterruptedException {
        return useCases.deleteTunnel().delete(server.caller(), account, tunnel, mode);
    }

    private GeneratePsk.Answer generate(TunnelId tunnel, Mode mode) throws InterruptedException {
        return useCases.generatePsk()
                .generate(server.caller(), account, tunnel, mode, Optional.empty());
    }

    private static String name(TunnelView view) {
        return view.tunnel().parameters().name().value();
    }

    private static String text(Psk psk) {
        return new String(psk.reveal(), StandardCharsets.US_ASCII);
    }
}
