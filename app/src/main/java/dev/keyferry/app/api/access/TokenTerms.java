package dev.keyferry.app.api.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a token that is to be made may do.
 *
 * @param allowed ids of permissions
 * @param denied ids of permissions, which win over allowed ones that include them
 * @param accountId empty for all accounts, those to come as well
 * @param tunnels ids of single tunnels of the account; empty for all of it
 * @param from networks or addresses from which alone it is good; empty for everywhere
 * @param notFrom those from which it is not
 */
public record TokenTerms(
        String name,
        List<String> allowed,
        List<String> denied,
        Optional<String> accountId,
        List<String> tunnels,
        List<String> from,
        List<String> notFrom,
        Optional<Instant> notBefore,
        Optional<Instant> expiresOn) {
    private static final String ACCOUNT = "com.cloudflare.api.account.";
    private static final String TUNNEL = "dev.keyferry.ipsec_tunnel.";
    private static final String ANY = "*";

    public TokenTerms {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        tunnels = List.copyOf(tunnels);
        from = List.copyOf(from);
        notFrom = List.copyOf(notFrom);
        if (accountId.isEmpty() && !tunnels.isEmpty()) {
            throw new IllegalArgumentException("tunnels are those of an account");
        }
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
        ArrayNode policies = body.putArray("policies");
        addPolicy(policies, "allow", allowed);
        addPolicy(policies, "deny", denied);
        if (!from.isEmpty() || !notFrom.isEmpty()) {
            ObjectNode addresses = body.putObject("condition").putObject("request_ip");
            addAll(addresses, "in", from);
            addAll(addresses, "not_in", notFrom);
        }
        notBefore.ifPresent(time -> body.put("not_before", time.toString()));
        expiresOn.ifPresent(time -> body.put("expires_on", time.toString()));
        return body;
    }

    private void addPolicy(ArrayNode policies, String effect, List<String> permissions) {
        if (permissions.isEmpty()) {
            return;
        }
        ObjectNode policy = policies.addObject().put("effect", effect);
        ArrayNode groups = policy.putArray("permission_groups");
        permissions.forEach(id -> groups.addObject().put("id", id));
        ObjectNode resources = policy.putObject("resources");
        String account = ACCOUNT + accountId.orElse(ANY);
        if (tunnels.isEmpty()) {
            resources.put(account, ANY);
            return;
        }
        ObjectNode single = resources.putObject(account);
        tunnels.forEach(id -> single.put(TUNNEL + id, ANY));
    }

    private static void addAll(ObjectNode to, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = to.putArray(name);
            texts.forEach(array::add);
        }
    }
}
