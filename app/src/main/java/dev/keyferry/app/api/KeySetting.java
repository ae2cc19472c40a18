package dev.keyferry.app.api;

import dev.keyferry.app.Failure;
import dev.keyferry.feed.seal.SecretBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The bulk call that sets the keys of an account's tunnels. */
public final class KeySetting {
    /** Whether the call changes anything. */
    public enum Mode {
        APPLY,
        VALIDATE_ONLY
    }

    private static final JsonFactory JSON = new JsonFactory();

    private final ApiClient api;
    private final String accountId;

    public KeySetting(ApiClient api, String accountId) {
        this.api = api;
        this.accountId = accountId;
    }

    /**
     * Sends the keys in one call. An entry whose tunnel is not found is refused here, in the API's
     * words, and the others go on, as they do where the API does not know a tunnel.
     */
    public KeySettingOutcome send(List<KeyEntry> entries, Mode mode) {
        Map<String, String> ids =
                new Directory(api)
                        .tunnelIds(accountId, entries.stream().map(KeyEntry::tunnel).toList());
        Map<String, String> refused = new LinkedHashMap<>();
        Map<String, KeyEntry> byId = new LinkedHashMap<>();
        for (KeyEntry entry : entries) {
            String id = ids.get(entry.tunnel());
            if (id == null) {
                refused.put(
                        entry.tunnel(), "unknown-tunnel: the account has no tunnel of this name");
            } else if (byId.put(id, entry) != null) {
                throw Failure.usage(
                        "two entries give a key to tunnel " + id,
                        "name each tunnel once, either by its name or by its id");
            }
        }
        return byId.isEmpty()
                ? new KeySettingOutcome(List.of(), refused, List.of())
                : send(byId, refused, mode);
    }

    /**
     * Sends keys, at least one, in one call.
     *
     * @param byId the entries by the ids of their tunnels; a pointer {@code /psks/n} of a message
     *     is the n-th of their order
     */
    public KeySettingOutcome send(SequencedMap<String, KeyEntry> byId, Mode mode) {
        return send(byId, new LinkedHashMap<>(), mode);
    }

    private KeySettingOutcome send(
            Map<String, KeyEntry> byId, Map<String, String> refused, Mode mode) {
        byte[] body = body(byId);
        try {
            return outcome(api.post(path(mode), body), byId, refused, mode);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private String path(Mode mode) {
        String path = Directory.tunnelsPath(accountId) + "/psk";
        return mode == Mode.VALIDATE_ONLY ? path + "?validate_only=true" : path;
    }

    /** A secret, for the caller to wipe. */
    private static byte[] body(Map<String, KeyEntry> byId) {
        SecretBuffer body = new SecretBuffer();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("psks");
            byId.forEach((id, entry) -> {
                json.writeStartObject();
                json.writeStringProperty("id", id);
                json.writeStringProperty("psk", entry.reveal());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        }
        return body.take();
    }

    private static KeySettingOutcome outcome(
            Answer answer, Map<String, KeyEntry> byId, Map<String, String> refused, Mode mode) {
        List<KeySettingOutcome.Applied> applied = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                answer.result().path("successfully_applied_psks").properties()) {
            applied.add(
                    applied(name(byId, entry.getKey()), entry.getKey(), entry.getValue(), mode));
        }
        answer.result()
                .path("unapplied_psks")
                .properties()
                .forEach(entry ->
                        refused.put(name(byId, entry.getKey()), entry.getValue().asString("")));
        return new KeySettingOutcome(applied, refused, answer.messages());
    }

    /**
     * The API repeats the key; it goes no further than here. After a dry run the API tells where
     * the key stands that is in force, which is not the one that was sent.
     */
    private static KeySettingOutcome.Applied applied(
            String tunnel, String id, JsonNode json, Mode mode) {
        ObjectNode withoutKey = ((ObjectNode) json).deepCopy();
        withoutKey.remove("psk");
        JsonNode state = json.path("keyferry");
        return new KeySettingOutcome.Applied(
                tunnel,
                id,
                mode == Mode.APPLY && state.isObject()
                        ? Optional.of(KeyState.of(state))
                        : Optional.empty(),
                withoutKey);
    }

    private static String name(Map<String, KeyEntry> byId, String id) {
        KeyEntry entry = byId.get(id);
        return entry == null ? id : entry.tunnel();
    }
}
