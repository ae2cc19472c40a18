package dev.keyferry.app.command.edge;

import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.feed.seal.EdgePublicKey;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is printed of an edge's key. */
record PublicHalf(EdgePublicKey key) {
    String text() {
        return PublicKeyText.of(key);
    }

    String json() {
        return Json.of(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", key.id().value())
                        .put("public_key", text()));
    }
}
