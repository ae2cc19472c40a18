package dev.keyferry.server.http.request.edge;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /keyferry/edges}, {@code name}, {@code public_key} and {@code addresses},
 * and of {@code PUT /keyferry/edges/{name}/key}, {@code public_key}. Confined to one thread.
 */
public final class EdgeBody {
    private final JsonBody body;
    private final List<IpAddress> addresses = new ArrayList<>();
    private @Nullable EdgeId name;
    private @Nullable EdgePublicKey key;

    private EdgeBody(JsonBody body) {
        this.body = body;
        body.readObject(this::readMember);
    }

    /**
     * Returns the edge that is asked for.
     *
     * @throws RequestRefused if the body is not such a JSON text
     */
    public static NewEdge read(JsonBody body) {
        EdgeBody read = new EdgeBody(body);
        if (read.name == null) {
            throw RequestRefused.invalid("/name", "name is missing");
        }
        return new NewEdge(read.name, read.required(), read.addresses);
    }

    /**
     * Returns the key that is asked for.
     *
     * @throws RequestRefused if the body is not such a JSON text
     */
    public static EdgePublicKey readKey(JsonBody body) {
        return new EdgeBody(body).required();
    }

    private EdgePublicKey required() {
        if (key == null) {
            throw RequestRefused.invalid("/public_key", "public_key is missing");
        }
        return key;
    }

    private void readMember(String member) {
        switch (member) {
            case "name" -> name = Field.parse("/name", body.string("/name"), EdgeId::new);
            case "public_key" ->
                    key = Field.parse("/public_key", body.string("/public_key"), EdgeBody::key);
            case "addresses" -> body.array("/addresses", this::readAddress);
            default -> body.skip();
        }
    }

    private void readAddress(int index) {
        String pointer = "/addresses/" + index;
        if (index >= Edge.MAX_ADDRESSES) {
            throw RequestRefused.invalid(
                    pointer, "an edge has at most " + Edge.MAX_ADDRESSES + " addresses");
        }
        IpAddress address = Field.parse(pointer, body.presentString(pointer), IpAddress::new);
        if (addresses.contains(address)) {
            throw RequestRefused.invalid(pointer, "the address comes twice");
        }
        addresses.add(address);
    }

    /** The decoder's own texts quote what was sent, so neither they nor the cause are kept. */
    @SuppressWarnings("UnusedException")
    private static EdgePublicKey key(String base64) {
        try {
            return EdgePublicKey.decode(Bytes.copyOf(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "public_key must be the public half that keyferry edge-key prints");
        }
    }
}
