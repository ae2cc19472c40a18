package dev.keyferry.server.http.request.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /keyferry/gateways}: {@code name} and {@code edge}. */
public record GatewayBody(GatewayName name, EdgeId edge) {
    /**
     * Returns the gateway that is asked for.
     *
     * @throws RequestRefused if the body is not such a JSON text
     */
    public static GatewayBody read(JsonBody body) {
        Members read = new Members(body);
        body.readObject(read::read);
        if (read.name == null) {
            throw RequestRefused.invalid("/name", "name is missing");
        }
        if (read.edge == null) {
            throw RequestRefused.invalid("/edge", "edge is missing");
        }
        return new GatewayBody(read.name, read.edge);
    }

    /** Confined to one thread. */
    private static final class Members {
        private final JsonBody body;
        private @Nullable GatewayName name;
        private @Nullable EdgeId edge;

        Members(JsonBody body) {
            this.body = body;
        }

        void read(String member) {
            switch (member) {
                case "name" -> name = Field.parse("/name", body.string("/name"), GatewayName::new);
                case "edge" -> edge = Field.parse("/edge", body.string("/edge"), EdgeId::new);
                default -> body.skip();
            }
        }
    }
}
