package dev.keyferry.app.api.access;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A token as the API shows it; its value is not among that. */
public record Token(JsonNode json) {
    private static final String ALL_ACCOUNTS = "com.cloudflare.api.account.*";

    public String id() {
        return json.path("id").asString("");
    }

    public String name() {
        return json.path("name").asString("");
    }

    /** {@code active}, {@code disabled} or {@code expired}. */
    public String status() {
        return json.path("status").asString("");
    }

    /** When it ends; empty if never. */
    public String expiresOn() {
        return json.path("expires_on").asString("");
    }

    /** What it may do, and what it is denied, in the order of its policies. */
    public String permissions() {
        return policies()
                .flatMap(policy ->
                        policy.path("permission_groups")
                                .valueStream()
                                .map(group -> prefix(policy) + group.path("name").asString("")))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Where it may do that: all accounts, one or more of them, or single tunnels. */
    public String scope() {
        List<String> accounts = resources().filter(name -> !name.equals(ALL_ACCOUNTS)).toList();
        if (resources().anyMatch(ALL_ACCOUNTS::equals)) {
            return "all accounts";
        }
        long tunnels =
                policies()
                        .flatMap(policy -> policy.path("resources").valueStream())
                        .flatMap(single -> single.propertyNames().stream())
                        .distinct()
                        .count();
        return tunnels > 0 ? counted(tunnels, "tunnel") : counted(accounts.size(), "account");
    }

    /** From where alone it is good, then from where it is not; empty for everywhere. */
    public String sources() {
        JsonNode addresses = json.path("condition").path("request_ip");
        return Stream.concat(
                        addresses.path("in").valueStream().map(each -> each.asString("")),
                        addresses
                                .path("not_in")
                                .valueStream()
                                .map(each -> "not " + each.asString("")))
                .collect(Collectors.joining(", "));
    }

    private Stream<String> resources() {
        return policies()
                .flatMap(policy -> policy.path("resources").propertyNames().stream())
                .distinct();
    }

    private Stream<JsonNode> policies() {
        return json.path("policies").valueStream();
    }

    private static String prefix(JsonNode policy) {
        return policy.path("effect").asString("").equals("deny") ? "not " : "";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
