package dev.keyferry.app.api.access;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tokens of the deployment, or those of one account. Thread-safe. */
public final class Tokens {
    /** A value that nobody saw helps nobody: repeating is not harmless, but mends it. */
    private static final String DOUBT =
            "a token with a value that nobody knows may be there now: look at `keyferry token"
                    + " list`, revoke one that is new there, roll one again";

    private final ApiClient api;
    private final String path;

    private Tokens(ApiClient api, String path) {
        this.api = api;
        this.path = path;
    }

    public static Tokens ofDeployment(ApiClient api) {
        return new Tokens(api, "/user/tokens");
    }

    public static Tokens ofAccount(ApiClient api, String accountId) {
        return new Tokens(api, "/accounts/" + accountId + "/tokens");
    }

    /** A token that was just made, with its value. */
    public record Issued(Token token, TokenValue value) {}

    public Issued create(TokenTerms terms) {
        ObjectNode made = (ObjectNode) api.create(path, terms.body(), DOUBT).result().deepCopy();
        JsonNode value = made.remove("value");
        return new Issued(new Token(made), new TokenValue(value == null ? "" : value.asString("")));
    }

    public List<Token> all() {
        return api.list(path).stream().map(Token::new).toList();
    }

    /**
     * The token of this name or id.
     *
     * @throws Failure if there is none, or several have this name
     */
    public Token find(String nameOrId) {
        List<Token> found =
                all().stream()
                        .filter(token ->
                                token.id().equals(nameOrId) || token.name().equals(nameOrId))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new Failure(
                ExitCode.REFUSED,
                (found.isEmpty() ? "no token is named " : "several tokens are named ")
                        + Printable.of(nameOrId),
                found.isEmpty()
                        ? "`keyferry token list` shows those of an account, and with --deployment"
                                + " those of the deployment"
                        : "give the id of the one that is meant; `keyferry token list` shows it");
    }

    /** Gives the token another value; the former one is worth nothing from then on. */
    public TokenValue roll(Token token) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return new TokenValue(
                api.replace(path + "/" + token.id() + "/value", nothing, DOUBT)
                        .result()
                        .asString(""));
    }

    public void revoke(Token token) {
        api.delete(path + "/" + token.id());
    }

    /**
     * The ids of the permissions of these names, whatever their case.
     *
     * @throws Failure a usage failure that lists what there is, if one is no permission's name
     */
    public List<String> permissionIds(List<String> names) {
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        api.get(path + "/permission_groups")
                .result()
                .forEach(group ->
                        known.put(group.path("name").asString(""), group.path("id").asString("")));
        List<String> ids = new ArrayList<>();
        for (String name : names) {
            String id = known.get(name);
            if (id == null) {
                throw Failure.usage(
                        "there is no permission " + Printable.of(name),
                        "there are: " + Printable.of(String.join(", ", known.keySet())));
            }
            ids.add(id);
        }
        return ids;
    }
}
