package dev.keyferry.server.http.answer;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.token.Network;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.domain.token.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The token object of the public contract, and what belongs to it. */
public final class TokenJson {
    private static final String ANY = "*";

    private TokenJson() {}

    /**
     * Writes the token without its value, which nothing knows any more.
     *
     * @param now decides whether the token is expired
     */
    public static void write(JsonGenerator json, Token token, Instant now) {
        json.writeStartObject();
        writeMembers(json, token, now);
        json.writeEndObject();
    }

    /** With the value, for the one answer that shows it. */
    public static void write(JsonGenerator json, Token token, TokenValue value, Instant now) {
        json.writeStartObject();
        writeMembers(json, token, now);
        json.writeStringProperty("value", value.reveal());
        json.writeEndObject();
    }

    public static void writeAll(JsonGenerator json, List<Token> tokens, Instant now) {
        json.writeStartArray();
        tokens.forEach(token -> write(json, token, now));
        json.writeEndArray();
    }

    /** What a token may know of itself. */
    public static void writeOwn(JsonGenerator json, String id, Optional<Validity> validity) {
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeStringProperty("status", "active");
        validity.ifPresent(times -> write(json, times));
        json.writeEndObject();
    }

    public static void writePermissions(JsonGenerator json, List<Permission> permissions) {
        json.writeStartArray();
        for (Permission permission : permissions) {
            json.writeStartObject();
            json.writeStringProperty("id", permission.id());
            json.writeStringProperty("name", permission.title());
            json.writeArrayPropertyStart("scopes");
            scopes(permission).forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The kinds of resource for which the permission can be given. */
    public static List<String> scopes(Permission permission) {
        String account = Resource.kind(Resource.ACCOUNT);
        return switch (permission.reach()) {
            case ACCOUNT -> List.of(account);
            case TUNNEL -> List.of(account, Resource.kind(Resource.TUNNEL));
        };
    }

    private static void writeMembers(JsonGenerator json, Token token, Instant now) {
        Terms terms = token.terms();
        json.writeStringProperty("id", token.id().value());
        json.writeStringProperty("name", terms.name().value());
        json.writeStringProperty("status", lowerCase(token.status(now)));
        json.writeStringProperty("issued_on", Timestamp.of(token.issuedOn()));
        json.writeStringProperty("modified_on", Timestamp.of(token.modifiedOn()));
        write(json, terms.validity());
        json.writeArrayPropertyStart("policies");
        terms.policies().forEach(policy -> write(json, policy));
        json.writeEndArray();
        write(json, terms.condition());
    }

    private static void write(JsonGenerator json, Validity validity) {
        validity.notBefore()
                .ifPresent(at -> json.writeStringProperty("not_before", Timestamp.of(at)));
        validity.expiresOn()
                .ifPresent(at -> json.writeStringProperty("expires_on", Timestamp.of(at)));
    }

    private static void write(JsonGenerator json, Policy policy) {
        json.writeStartObject();
        json.writeStringProperty("id", policy.id());
        json.writeStringProperty("effect", lowerCase(policy.effect()));
        json.writeArrayPropertyStart("permission_groups");
        for (Permission permission : policy.permissions()) {
            json.writeStartObject();
            json.writeStringProperty("id", permission.id());
            json.writeStringProperty("name", permission.title());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("resources");
        writeResources(json, policy);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeResources(JsonGenerator json, Policy policy) {
        Map<AccountId, List<Scope.OneTunnel>> tunnels = new LinkedHashMap<>();
        for (Scope scope : policy.scopes()) {
            switch (scope) {
                case Scope.AllAccounts _ -> json.writeStringProperty(Resource.ALL_ACCOUNTS, ANY);
                case Scope.OneAccount(AccountId account) ->
                        json.writeStringProperty(Resource.ACCOUNT + account, ANY);
                case Scope.OneTunnel tunnel ->
                        tunnels.computeIfAbsent(tunnel.account(), _ -> new ArrayList<>())
                                .add(tunnel);
            }
        }
        tunnels.forEach((account, single) -> {
            json.writeObjectPropertyStart(Resource.ACCOUNT + account);
            single.forEach(t -> json.writeStringProperty(Resource.TUNNEL + t.tunnel(), ANY));
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, SourceCondition condition) {
        if (condition.equals(SourceCondition.ANYWHERE)) {
            return;
        }
        json.writeObjectPropertyStart("condition");
        json.writeObjectPropertyStart("request_ip");
        writeNetworks(json, "in", condition.in());
        writeNetworks(json, "not_in", condition.notIn());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeNetworks(JsonGenerator json, String name, List<Network> networks) {
        if (networks.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart(name);
        networks.forEach(network -> json.writeString(network.toString()));
        json.writeEndArray();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
