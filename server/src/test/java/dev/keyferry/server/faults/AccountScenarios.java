package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenName;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.domain.token.Validity;
import dev.keyferry.server.faults.Scenario.Claim;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.UpdateAccount.AccountEdit;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.token.Authenticate.Holder;
import dev.keyferry.server.usecase.token.IssuedToken;
import dev.keyferry.server.usecase.token.TermsEdit;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes of accounts and tokens. */
final class AccountScenarios {
    private AccountScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("create an account", Action.CREATE_ACCOUNT, AccountScenarios::create),
                new Scenario("change an account", Action.UPDATE_ACCOUNT, AccountScenarios::update),
                new Scenario("delete an account", Action.DELETE_ACCOUNT, AccountScenarios::delete),
                new Scenario("create a token", Action.CREATE_TOKEN, AccountScenarios::createToken),
                new Scenario("change a token", Action.UPDATE_TOKEN, AccountScenarios::updateToken),
                new Scenario("roll a token", Action.ROLL_TOKEN, AccountScenarios::rollToken),
                new Scenario("delete a token", Action.DELETE_TOKEN, AccountScenarios::deleteToken));
    }

    /** A caller by a new token that may do everything in the account. */
    static Caller holder(World world) throws InterruptedException {
        Holder holder = authenticate(world, token(world, Optional.of(world.account())).value());
        Caller any = world.caller();
        return new Caller(
                holder.actor(), holder.rights(), any.source(), any.request(), holder.tokenMac());
    }

    private static Scenario.Call create(World world) {
        NewAccount wanted = newAccount(world);
        return caller -> {
            Account answer = world.useCases().createAccount().create(caller, wanted);
            return is(world, answer);
        };
    }

    private static Scenario.Call update(World world) throws InterruptedException {
        AccountId id = account(world);
        AccountEdit edit =
                new AccountEdit(
                        Optional.of(new AccountName(world.name("other"))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new PskPolicy(20, 0, PskPolicy.Alphabet.PRINTABLE)));
        return caller -> is(world, world.useCases().updateAccount().update(caller, id, edit));
    }

    private static Scenario.Call delete(World world) throws InterruptedException {
        AccountId id = account(world);
        TokenValue value = token(world, Optional.of(id)).value();
        return caller -> {
            world.useCases().deleteAccount().delete(caller, id);
            return () -> {
                assertThatThrownBy(() -> world.useCases().getAccount().get(id))
                        .isInstanceOf(Refusal.AccountNotFound.class);
                assertIsNobodys(world, value);
            };
        };
    }

    private static Scenario.Call createToken(World world) {
        return caller -> {
            IssuedToken issued =
                    world.useCases()
                            .tokens()
                            .create()
                            .create(
                                    caller,
                                    Optional.of(world.account()),
                                    terms(world, world.account()));
            return isGood(world, issued);
        };
    }

    private static Scenario.Call updateToken(World world) throws InterruptedException {
        Optional<AccountId> owner = Optional.of(world.account());
        Token token = token(world, owner).token();
        TermsEdit edit =
                new TermsEdit(
                        Optional.of(new TokenName(world.name("renamed"))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        UnaryOperator.identity());
        return caller -> {
            Token answer =
                    world.useCases().tokens().update().update(caller, owner, token.id(), edit);
            return () ->
                    assertThat(world.useCases().tokens().read().get(owner, token.id()))
                            .isEqualTo(answer);
        };
    }

    private static Scenario.Call rollToken(World world) throws InterruptedException {
        Optional<AccountId> owner = Optional.of(world.account());
        IssuedToken before = token(world, owner);
        return caller -> {
            IssuedToken rolled =
                    world.useCases().tokens().roll().roll(caller, owner, before.token().id());
            return () -> {
                isGood(world, rolled).check();
                assertIsNobodys(world, before.value());
            };
        };
    }

    private static Scenario.Call deleteToken(World world) throws InterruptedException {
        Optional<AccountId> owner = Optional.of(world.account());
        IssuedToken before = token(world, owner);
        return caller -> {
            world.useCases().tokens().delete().delete(caller, owner, before.token().id());
            return () -> assertIsNobodys(world, before.value());
        };
    }

    static IssuedToken token(World world, Optional<AccountId> owner) throws InterruptedException {
        return world.useCases()
                .tokens()
                .create()
                .create(world.caller(), owner, terms(world, owner.orElseThrow()));
    }

    static Holder authenticate(World world, TokenValue value) throws InterruptedException {
        return world.useCases()
                .authenticate()
                .authenticate(value.hash(), InetAddress.getLoopbackAddress());
    }

    private static AccountId account(World world) throws InterruptedException {
        return world.useCases().createAccount().create(world.caller(), newAccount(world)).id();
    }

    private static NewAccount newAccount(World world) {
        return new NewAccount(
                new AccountName(world.name("account")),
                Account.Type.STANDARD,
                Optional.empty(),
                Optional.empty(),
                PskPolicy.DEFAULT);
    }

    private static Terms terms(World world, AccountId account) {
        return new Terms(
                new TokenName(world.name("token")),
                Terms.State.ACTIVE,
                List.of(
                        new Policy(
                                Policy.Effect.ALLOW,
                                Set.of(Permission.PSK_SET, Permission.MAGIC_WAN_WRITE),
                                Set.of(new Scope.OneAccount(account)))),
                SourceCondition.ANYWHERE,
                Validity.ALWAYS);
    }

    private static Claim is(World world, Account account) {
        return () -> assertThat(world.useCases().getAccount().get(account.id())).isEqualTo(account);
    }

    private static Claim isGood(World world, IssuedToken issued) {
        return () ->
                assertThat(authenticate(world, issued.value()).actor().token())
                        .contains(issued.token().id());
    }

    private static void assertIsNobodys(World world, TokenValue value) {
        assertThatThrownBy(() -> authenticate(world, value))
                .isInstanceOf(Refusal.UnknownToken.class);
    }
}
