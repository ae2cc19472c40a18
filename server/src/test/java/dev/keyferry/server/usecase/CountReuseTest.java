package dev.keyferry.server.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.Scope;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountReuseTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @TempDir private Path directory;

    @Test
    void isToldOnlyToWhoMayReadTheAuditOfTheWholeAccount() throws Exception {
        try (Deployed server = new Deployed(directory, LocalGateway.ABSENT)) {
            AccountId account = server.account("a").id();
            List<TunnelId> tunnels = server.tunnels(account, 2);
            for (TunnelId tunnel : tunnels) {
                server.set(account, tunnel, KEY);
            }
            CountReuse reuse = server.useCases().countReuse();
            TunnelId first = tunnels.getFirst();
            for (Scope mine : List.of(new Scope.AllAccounts(), new Scope.OneAccount(account))) {
                Caller auditor = caller(server, Permission.AUDIT_READ, mine);
                assertThat(reuse.count(auditor, account, tunnels)).containsEntry(first, 1);
            }
            AccountId other = server.account("b").id();
            for (Caller without :
                    List.of(
                            caller(server, Permission.MAGIC_WAN_WRITE, new Scope.AllAccounts()),
                            caller(server, Permission.AUDIT_READ, new Scope.OneAccount(other)))) {
                assertThat(reuse.count(without, account, tunnels)).isEmpty();
            }
        }
    }

    private static Caller caller(Deployed server, Permission permission, Scope scope) {
        Caller all = server.caller();
        Policy policy =
                new Policy(
                        Policy.Effect.ALLOW,
                        Set.of(permission),
                        new LinkedHashSet<>(List.of(scope)));
        return new Caller(all.actor(), Rights.of(List.of(policy)), all.source(), all.request());
    }
}
