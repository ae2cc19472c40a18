package dev.keyferry.server.http.answer;

import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.PskPolicy;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The account object of the public contract, with its number. */
public final class AccountJson {
    private AccountJson() {}

    public static void write(JsonGenerator json, Account account) {
        json.writeStartObject();
        json.writeStringProperty("id", account.id().value());
        json.writeStringProperty("name", account.name().value());
        json.writeStringProperty("type", account.type().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("created_on", Timestamp.of(account.createdOn()));
        json.writeObjectPropertyStart("keyferry");
        json.writeNumberProperty("number", account.number().value());
        write(json, account.pskPolicy());
        json.writeEndObject();
        json.writeEndObject();
    }

    public static void writeAll(JsonGenerator json, List<Account> accounts) {
        json.writeStartArray();
        accounts.forEach(account -> write(json, account));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, PskPolicy policy) {
        json.writeObjectPropertyStart("psk_policy");
        json.writeNumberProperty("minimum_length", policy.minimumLength());
        json.writeNumberProperty("minimum_bits", policy.minimumBits());
        json.writeStringProperty("bytes", policy.alphabet().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }
}
