package dev.keyferry.server.http.request.token;

import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Permission.Reach;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Policy.Effect;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the members of one policy. Confined to one thread. */
final class PolicyReader {
    /** Most permission groups of a policy, repetitions counted. */
    static final int MAX_PERMISSIONS = 100;

    private final JsonBody body;
    private final String pointer;
    private final ScopeCount count;
    private final Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    private @Nullable Effect effect;
    private Set<Scope> scopes = Set.of();

    PolicyReader(JsonBody body, String pointer, ScopeCount count) {
        this.body = body;
        this.pointer = pointer;
        this.count = count;
    }

    /** Reads the object whose first token is the present one. */
    Policy read() {
        body.object(pointer, this::readMember);
        if (effect == null) {
            throw RequestRefused.invalid(pointer + "/effect", "effect is missing");
        }
        if (permissions.isEmpty()) {
            throw RequestRefused.invalid(
                    pointer + "/permission_groups", "a policy has at least one permission group");
        }
        if (scopes.isEmpty()) {
            throw RequestRefused.invalid(
                    pointer + "/resources", "a policy has at least one resource");
        }
        requireReach();
        return new Policy(effect, permissions, scopes);
    }

    private void readMember(String member) {
        String here = pointer + "/" + member;
        switch (member) {
            case "effect" -> effect = Field.parse(here, body.string(here), PolicyReader::effect);
            case "permission_groups" -> body.array(here, i -> readPermission(here, i));
            case "resources" -> scopes = new ResourcesReader(body, here, count).read();
            default -> body.skip();
        }
    }

    private void readPermission(String list, int index) {
        if (index >= MAX_PERMISSIONS) {
            throw RequestRefused.invalid(
                    list, "a policy has at most " + MAX_PERMISSIONS + " permission groups");
        }
        String here = list + "/" + index;
        List<Permission> named = new ArrayList<>();
        body.object(
                here,
                member -> {
                    if (member.equals("id")) {
                        String id = here + "/id";
                        named.add(Field.parse(id, body.string(id), PolicyReader::permission));
                        return;
                    }
                    body.skip();
                });
        if (named.isEmpty()) {
            throw RequestRefused.invalid(here + "/id", "id is missing");
        }
        permissions.addAll(named);
    }

    // A permission for a tunnel that means nothing there would look like a right and be none.
    private void requireReach() {
        boolean hasTunnel = scopes.stream().anyMatch(Scope.OneTunnel.class::isInstance);
        permissions.stream()
                .filter(permission -> hasTunnel && permission.reach() == Reach.ACCOUNT)
                .findFirst()
                .ifPresent(permission -> {
                    throw RequestRefused.invalid(
                            pointer + "/resources",
                            permission.title() + " cannot be given for a single tunnel");
                });
    }

    private static Effect effect(String text) {
        return switch (text) {
            case "allow" -> Effect.ALLOW;
            case "deny" -> Effect.DENY;
            default -> throw new IllegalArgumentException("effect must be allow or deny");
        };
    }

    private static Permission permission(String id) {
        return Permission.ofId(id)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no permission group has this id: see"
                                        + " /user/tokens/permission_groups"));
    }
}
