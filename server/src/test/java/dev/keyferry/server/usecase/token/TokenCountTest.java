package dev.keyferry.server.usecase.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Policy.Effect;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenName;
import dev.keyferry.server.domain.token.Validity;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many tokens there may be. */
class TokenCountTest {
    @TempDir private Path directory;

    private Deployed deployed;

    @BeforeEach
    void open() throws Exception {
        deployed = new Deployed(directory, LocalGateway.ABSENT);
    }

    @AfterEach
    void close() {
        deployed.close();
    }

    @Test
    void eachOwnerHasABoundedNumber() throws Exception {
        Optional<AccountId> account = Optional.of(deployed.account("a").id());
        Optional<AccountId> other = Optional.of(deployed.account("b").id());
        fill(account);
        assertThat(tokens(account)).hasSize(Token.MAX_TOKENS);
        assertRefused(account);
        assertThat(tokens(account)).hasSize(Token.MAX_TOKENS);

        // Neither another account nor the deployment is any fuller for it.
        create(other);
        create(Optional.empty());
        assertThat(tokens(other)).hasSize(1);

        tokenUseCases()
                .delete()
                .delete(deployed.caller(), account, tokens(account).getFirst().id());
        create(account);
        assertRefused(account);
    }

    @Test
    void theDeploymentHasABoundedNumber() throws Exception {
        fill(Optional.empty());
        assertThat(tokens(Optional.empty())).hasSize(Token.MAX_TOKENS);
        assertRefused(Optional.empty());
        assertThat(tokens(Optional.empty())).hasSize(Token.MAX_TOKENS);
    }

    /** Many at once, so that they share commits and are counted within one. */
    private void fill(Optional<AccountId> owner) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> made = new ArrayList<>();
            for (int i = 0; i < Token.MAX_TOKENS; i++) {
                made.add(
                        threads.submit(() -> {
                            create(owner);
                            return null;
                        }));
            }
            for (Future<?> each : made) {
                each.get();
            }
        }
    }

    private void assertRefused(Optional<AccountId> owner) {
        assertThatThrownBy(() -> create(owner))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("there are " + Token.MAX_TOKENS + " tokens already");
    }

    private void create(Optional<AccountId> owner) throws InterruptedException {
        Scope scope = owner.<Scope>map(Scope.OneAccount::new).orElseGet(Scope.AllAccounts::new);
        Policy policy = new Policy(Effect.ALLOW, Set.of(Permission.PSK_SET), Set.of(scope));
        Terms terms =
                new Terms(
                        new TokenName("t"),
                        Terms.State.ACTIVE,
                        List.of(policy),
                        SourceCondition.ANYWHERE,
                        Validity.ALWAYS);
        tokenUseCases().create().create(deployed.caller(), owner, terms);
    }

    private List<Token> tokens(Optional<AccountId> owner) throws InterruptedException {
        return tokenUseCases().read().list(owner);
    }

    private TokenUseCases tokenUseCases() {
        return deployed.useCases().tokens();
    }
}
