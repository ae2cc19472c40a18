package dev.keyferry.server.contract.hostile;

import dev.keyferry.server.contract.ApiContract;
import dev.keyferry.server.contract.DescribedRoutes.Route;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Draws requests to one route: from its description comes a right one, and of that each has one or
 * more parts spoilt. The same seed draws the same requests. Confined to one thread.
 */
public final class HostileRequests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Route route;
    private final JsonNode media;
    private final ApiContract contract;
    private final Draw draw;
    private final HostileHeads heads;
    private final HostileBodies bodies;
    private final HostileFraming framing;
    private int drawn;

    public HostileRequests(ApiContract contract, Route route, long seed) {
        this.contract = contract;
        this.route = route;
        this.media =
                route.operation()
                        .node()
                        .path("requestBody")
                        .path("content")
                        .path("application/json");
        this.draw = new Draw(new Random(seed));
        this.heads = new HostileHeads(draw);
        this.bodies = new HostileBodies(draw, contract.document());
        this.framing = new HostileFraming(draw);
    }

    /** The route's first example, as a client would send it. */
    public byte[] right(Targets targets) {
        byte[] body =
                media.isMissingNode() ? new byte[0] : JSON.writeValueAsBytes(example(targets));
        return HostileFraming.request(
                route.method() + " " + HostileHeads.filled(route.path(), targets) + " HTTP/1.1",
                List.of(
                        "Connection: close",
                        targets.authorization(),
                        "Content-Type: application/json",
                        "Content-Length: " + body.length),
                body);
    }

    public HostileBytes next(Targets targets) {
        HostileBytes body =
                media.isMissingNode()
                        ? bodies.small()
                        : bodies.like(example(targets), media.path("schema"));
        return new HostileBytes(
                framing.framed(heads.line(route, targets), heads.headers(targets), body.bytes()),
                body.values());
    }

    /**
     * An example of the description, made to fit: it speaks of what is there, its names are new,
     * and its keys are marked.
     */
    private JsonNode example(Targets targets) {
        List<JsonNode> examples =
                media.has("example")
                        ? List.of(media.path("example"))
                        : media.path("examples").valueStream().map(e -> e.path("value")).toList();
        JsonNode example = examples.get(drawn == 0 ? 0 : draw.below(examples.size()));
        drawn++;
        return JSON.readTree(
                example.toString()
                        .replace(exampleOf("account_id"), targets.account())
                        .replace(exampleOf("ipsec_tunnel_id"), targets.tunnel())
                        .replaceAll(
                                "\"edge\":\"[^\"]*\"",
                                "\"edge\":\"%s\"".formatted(targets.named().edge()))
                        .replaceAll(
                                "\"name\":\"[^\"]*\"",
                                "\"name\":\"%s-%d\"".formatted(targets.named().fresh(), drawn))
                        .replaceAll(
                                "\"public_key\":\"[^\"]*\"",
                                "\"public_key\":\"%s\"".formatted(targets.named().publicKey()))
                        .replaceAll("\"psk\":\"[^\"]*\"", "\"psk\":\"%s\"".formatted(Markers.KEY)));
    }

    private String exampleOf(String parameter) {
        return contract.document()
                .at("/components/parameters/" + parameter)
                .path("example")
                .asString();
    }
}
