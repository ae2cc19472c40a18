package dev.keyferry.server.http.request.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.Resource;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The member {@code resources} of a policy: {@code {"com.cloudflare.api.account.<id>":"*"}}, with
 * {@code *} for the id if it is about all accounts, or an object of {@code
 * {"dev.keyferry.ipsec_tunnel.<id>":"*"}} instead of the {@code "*"} if it is about single tunnels.
 * What is not understood is refused: to drop it would change what the policy says. Confined to one
 * thread.
 */
final class ResourcesReader {
    private static final String ANY = "*";

    private final JsonBody body;
    private final String pointer;
    private final ScopeCount count;
    private final Set<Scope> scopes = new LinkedHashSet<>();

    ResourcesReader(JsonBody body, String pointer, ScopeCount count) {
        this.body = body;
        this.pointer = pointer;
        this.count = count;
    }

    Set<Scope> read() {
        body.nextObject(pointer, this::readAccount);
        return scopes;
    }

    private void readAccount(String name) {
        if (name.equals(Resource.ALL_ACCOUNTS)) {
            requireAny(body.string(pointer));
            add(new Scope.AllAccounts());
            return;
        }
        AccountId account = Field.parse(pointer, id(name, Resource.ACCOUNT), AccountId::new);
        int before = scopes.size();
        Optional<String> any = body.stringOrObject(pointer, tunnel -> readTunnel(account, tunnel));
        if (any.isPresent()) {
            requireAny(any.get());
            add(new Scope.OneAccount(account));
        } else if (scopes.size() == before) {
            throw RequestRefused.invalid(
                    pointer,
                    "an account's object names at least one tunnel; for all of it write *");
        }
    }

    private void readTunnel(AccountId account, String name) {
        TunnelId tunnel = Field.parse(pointer, id(name, Resource.TUNNEL), TunnelId::new);
        requireAny(body.string(pointer));
        add(new Scope.OneTunnel(account, tunnel));
    }

    private void add(Scope scope) {
        count.add(pointer);
        scopes.add(scope);
    }

    private String id(String name, String prefix) {
        if (!name.startsWith(prefix)) {
            throw RequestRefused.invalid(
                    pointer,
                    "a resource is named %s and an account's id or *, or within an account %s and a"
                                    .formatted(Resource.ACCOUNT, Resource.TUNNEL)
                            + " tunnel's id");
        }
        return name.substring(prefix.length());
    }

    private void requireAny(String value) {
        if (!value.equals(ANY)) {
            throw RequestRefused.invalid(pointer, "the value of a resource is *");
        }
    }
}
