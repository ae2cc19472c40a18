package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Refusals;
import dev.keyferry.app.api.Tunnel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds in the audit who set a key, as far as the token may read that. Key and record are of one
 * transaction and have the same time. A line without a name is better than none.
 */
final class SetBy {
    private static final String TOKEN = "token";

    private final ApiClient api;
    private final String account;

    SetBy(ApiClient api, String account) {
        this.api = api;
        this.account = account;
    }

    Optional<String> of(Tunnel tunnel) {
        String at = tunnel.json().path("psk_metadata").path("last_generated_on").asString("");
        return at.isEmpty()
                ? Optional.empty()
                : Refusals.permitted(() ->
                                records(at)
                                        .filter(record ->
                                                record.path("when").asString("").equals(at))
                                        .filter(record -> isAbout(record, tunnel))
                                        .findFirst())
                        .flatMap(record -> record)
                        .map(record -> name(record.path("actor")));
    }

    private Stream<JsonNode> records(String at) {
        String since = URLEncoder.encode(at, StandardCharsets.UTF_8);
        return api.get(
                        "/accounts/"
                                + account
                                + "/audit_logs?direction=asc&per_page=100&since="
                                + since)
                .result()
                .valueStream();
    }

    /** A record shows its first items; those of a large call are read on. */
    private boolean isAbout(JsonNode record, Tunnel tunnel) {
        JsonNode shown = record.path("keyferry").path("items");
        if (shown.valueStream().anyMatch(item -> isOf(item, tunnel))) {
            return true;
        }
        return record.path("keyferry").path("item_count").asInt(0) > shown.size()
                && api
                        .list(
                                "/accounts/"
                                        + account
                                        + "/keyferry/audit_logs/"
                                        + record.path("id").asString("")
                                        + "/items")
                        .stream()
                        .anyMatch(item -> isOf(item, tunnel));
    }

    private static boolean isOf(JsonNode item, Tunnel tunnel) {
        return item.path("id").asString("").equals(tunnel.id()) && item.has("version");
    }

    private String name(JsonNode actor) {
        String id = actor.path("id").asString("");
        if (!actor.path("type").asString("").equals(TOKEN)) {
            return id;
        }
        return token("/accounts/" + account + "/tokens/" + id)
                .or(() -> token("/user/tokens/" + id))
                .orElse(TOKEN + " " + id);
    }

    /** Empty where its name may not be asked for, or the token is no more. */
    private Optional<String> token(String path) {
        try {
            return Optional.of(api.get(path).result().path("name").asString(""))
                    .filter(name -> !name.isEmpty());
        } catch (Failure failure) {
            if (failure.code() != ExitCode.REFUSED) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
