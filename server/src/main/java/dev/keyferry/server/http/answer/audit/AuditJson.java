package dev.keyferry.server.http.answer.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditItem.Subject;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.audit.AuditRecord.Items;
import dev.keyferry.server.http.answer.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The audit log object of the public contract, and what belongs to it. */
public final class AuditJson {
    private AuditJson() {}

    public static void writeAll(JsonGenerator json, List<AuditRecord> records) {
        json.writeStartArray();
        records.forEach(record -> write(json, record));
        json.writeEndArray();
    }

    public static void writeItems(JsonGenerator json, List<AuditItem> items) {
        json.writeStartArray();
        items.forEach(item -> write(json, item));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, AuditRecord record) {
        json.writeStartObject();
        json.writeStringProperty("id", record.request().value());
        json.writeObjectPropertyStart("action");
        json.writeStringProperty("type", token(record.action()));
        // What is refused leaves no record.
        json.writeBooleanProperty("result", true);
        json.writeEndObject();
        json.writeObjectPropertyStart("actor");
        ShownActor actor = ShownActor.of(record.actor());
        json.writeStringProperty("id", actor.id());
        json.writeStringProperty("type", actor.type());
        json.writeStringProperty("ip", record.source());
        json.writeEndObject();
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty("outcome", record.outcome());
        json.writeEndObject();
        record.account()
                .ifPresent(account -> {
                    json.writeObjectPropertyStart("owner");
                    json.writeStringProperty("id", account.value());
                    json.writeEndObject();
                });
        writeResource(json, record);
        json.writeStringProperty("when", Timestamp.of(record.at()));
        json.writeObjectPropertyStart("keyferry");
        json.writeNumberProperty("seq", record.seq());
        json.writeStringProperty("hash", record.hash().hex());
        json.writeBooleanProperty("items_known", record.items().isPresent());
        record.items().ifPresent(items -> write(json, items));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Items items) {
        json.writeNumberProperty("item_count", items.count());
        json.writeName("items");
        writeItems(json, items.first());
    }

    private static void write(JsonGenerator json, AuditItem item) {
        json.writeStartObject();
        json.writeStringProperty("did", token(item.kind().name()));
        writeSubject(json, item.kind().subject(), item.subject());
        if (!item.name().isEmpty()) {
            json.writeStringProperty("name", item.name());
        }
        if (item.number() > 0) {
            json.writeNumberProperty(item.kind().isOfKey() ? "version" : "revision", item.number());
        }
        json.writeEndObject();
    }

    /** The one thing that the request was about, else the account, else all of it. */
    private static void writeResource(JsonGenerator json, AuditRecord record) {
        Optional<AuditItem> only = record.items().flatMap(AuditJson::only);
        Optional<AccountId> account = record.account();
        Subject subject =
                only.map(item -> item.kind().subject())
                        .orElse(account.isPresent() ? Subject.ACCOUNT : Subject.DEPLOYMENT);
        json.writeObjectPropertyStart("resource");
        writeSubject(
                json,
                subject,
                only.map(AuditItem::subject).or(() -> account.map(AccountId::value)).orElse(""));
        json.writeEndObject();
    }

    private static Optional<AuditItem> only(Items items) {
        List<AuditItem> about =
                items.first().stream()
                        .filter(item -> item.kind().subject() != Subject.DEPLOYMENT)
                        .toList();
        boolean isOne =
                items.count() <= AuditRecord.MAX_FIRST
                        && about.stream().map(AuditItem::subject).distinct().count() == 1;
        return isOne ? Optional.of(about.getFirst()) : Optional.empty();
    }

    private static void writeSubject(JsonGenerator json, Subject subject, String id) {
        json.writeStringProperty(
                "type", subject == Subject.TUNNEL ? "ipsec_tunnel" : token(subject.name()));
        if (!id.isEmpty()) {
            json.writeStringProperty("id", id);
        }
    }

    private static String token(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
