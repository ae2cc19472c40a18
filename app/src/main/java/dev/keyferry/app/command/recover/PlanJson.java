package dev.keyferry.app.command.recover;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.usecase.recall.Finding;
import dev.keyferry.server.usecase.recall.Held;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.Recalled;
import dev.keyferry.server.usecase.recall.StoredKey;
import dev.keyferry.server.usecase.recall.StoredTunnel;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan as data. What is not known is left out. */
final class PlanJson {
    private PlanJson() {}

    static ObjectNode of(Plan plan) {
        ObjectNode json = object().put("epoch", plan.history().epoch().value());
        json.put("revision", plan.head().value());
        plan.newer().map(Revision::value).ifPresent(newer -> json.put("newer_revision", newer));
        json.set(
                "former_epochs",
                texts(plan.history().former().stream().map(Epoch::value).toList()));
        json.set("gateways", array(plan.gateways().stream().map(PlanJson::gateway).toList()));
        plan.recalled().ifPresent(recalled -> put(json, recalled));
        return json;
    }

    private static void put(ObjectNode json, Recalled recalled) {
        json.set("caches", array(recalled.caches().stream().map(PlanJson::cache).toList()));
        json.set("edges_without_cache", edges(recalled.unheard()));
        json.set("edges_to_rotate", edges(recalled.rotated()));
        json.set(
                "caches_of_unknown_epochs",
                texts(recalled.strays().stream().map(HeldCache::name).toList()));
        json.set("tunnels", array(recalled.findings().stream().map(PlanJson::finding).toList()));
    }

    private static JsonNode gateway(Gateway gateway) {
        return object().put("name", gateway.name().value())
                .put("edge", gateway.edge().value())
                .put("state", gateway.state().name().toLowerCase(Locale.ROOT));
    }

    private static JsonNode cache(HeldCache cache) {
        ObjectNode json = object().put("path", cache.name()).put("keys", cache.keys());
        if (cache.position() instanceof Position.After(Epoch epoch, Revision after)) {
            json.put("epoch", epoch.value()).put("revision", after.value());
        }
        return json;
    }

    private static JsonNode finding(Finding finding) {
        ObjectNode json =
                object().put("tunnel", finding.place().tunnel().value())
                        .put("edge", finding.place().edge().value())
                        .put("verdict", finding.verdict().token())
                        .put("adopted", finding.verdict().isAdopted())
                        .put("meaning", finding.verdict().meaning())
                        .put("remedy", finding.verdict().remedy());
        finding.tunnel().ifPresent(tunnel -> put(json, tunnel));
        finding.stored().ifPresent(key -> json.set("database", stored(key)));
        finding.held().ifPresent(held -> json.set("gateway", held(held)));
        return json;
    }

    private static void put(ObjectNode json, StoredTunnel tunnel) {
        json.put("name", tunnel.name().value()).put("account", tunnel.account().value());
    }

    private static JsonNode stored(StoredKey key) {
        return object().put("version", key.version().value())
                .put("has_key", key.isKey())
                .put("since", key.setAt().toString());
    }

    private static JsonNode held(Held held) {
        KeyBinding binding = held.held().record().binding();
        return object().put("version", binding.version().value())
                .put("has_key", held.held().isKey())
                .put("account", binding.account().value())
                .put("account_number", binding.number().value())
                .put("cache", held.cache().name());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode edges(Collection<EdgeId> edges) {
        return texts(edges.stream().map(EdgeId::value).toList());
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ArrayNode array(List<JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        array.addAll(items);
        return array;
    }
}
