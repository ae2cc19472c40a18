package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.lost.LostEdgeKey;
import dev.keyferry.server.lost.LostEdgeKey.Loss;
import dev.keyferry.server.lost.LostEdgeKey.LostPsk;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "edge-key",
        description =
                "Gives an edge another key where nobody has the private half of its"
                        + " present one any more. Nobody can open what is sealed to that, so the"
                        + " keys of the edge's tunnels are given up: they end, and the list says"
                        + " which ones must be set anew. Without --abandon-keys it prints that"
                        + " list, changes nothing and ends with 1. No server may run.",
        footer = {
            "",
            "Example: keyferry recover edge-key --data /var/lib/keyferry --edge frankfurt \\",
            "             --key frankfurt-2.pub --abandon-keys"
        })
public final class RecoverEdgeKeyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private PlaceOptions server = new PlaceOptions();

    @Option(
            names = "--edge",
            required = true,
            paramLabel = "EDGE",
            description = "The edge whose key is lost.")
    private EdgeId edge = EdgeId.DEFAULT;

    @Option(
            names = "--key",
            paramLabel = "PUBLIC|FILE",
            description =
                    "The public half of the edge's key from now on, or a file that holds it."
                            + " Without it a key is made that is embedded in this server, as the"
                            + " lost one must have been.")
    private @Nullable String key;

    @Option(
            names = "--abandon-keys",
            description = "Give up every key of the edge's tunnels. It cannot be undone.")
    private boolean isAbandoned;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public RecoverEdgeKeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StorePlace place = server.place();
        Optional<EdgePublicKey> given = Optional.ofNullable(key).map(PublicKeyText::parse);
        LostEdgeKey lost = new LostEdgeKey(new SecureRandom(), InstantSource.system());
        Loss loss =
                Decision.told(() ->
                        isAbandoned ? lost.abandon(place, edge, given) : lost.look(place, edge));
        if (isJson) {
            terminal.out().println(Json.of(json(loss)));
        } else {
            print(loss, place);
        }
        return (isAbandoned ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private void print(Loss loss, StorePlace place) {
        Table table = new Table("TUNNEL", "NAME", "ACCOUNT", "LOST VERSION");
        for (LostPsk each : loss.keys()) {
            table.row(
                    each.tunnel().id().value(),
                    each.tunnel().name().value(),
                    each.tunnel().account().value(),
                    each.version().toString());
        }
        table.print(terminal.out());
        if (loss.present().isEmpty()) {
            terminal.out()
                    .println(
                            "nothing was changed; "
                                    + loss.keys().size()
                                    + " keys would be lost: look for "
                                    + loss.key()
                                    + " in the safe and on hosts of gateways, and if it is nowhere"
                                    + " repeat the command with --abandon-keys");
            return;
        }
        terminal.out()
                .println(
                        "edge "
                                + loss.edge()
                                + " has the key "
                                + loss.present().get()
                                + "; "
                                + loss.keys().size()
                                + " keys are given up");
        boolean isEmbedded = key == null;
        terminal.out()
                .println(
                        isEmbedded
                                ? "start the server, and set the keys on the list anew"
                                : "start the server, enrol gateways with the new key under new"
                                        + " names, and set the keys on the list anew");
        if (isEmbedded && place.shared().isPresent()) {
            terminal.out().println("first copy keys/edge-default.key to every other server");
        }
    }

    private static JsonNode json(Loss loss) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("edge", loss.edge().value())
                        .put("lost_key", loss.key().value());
        loss.present().ifPresent(present -> json.put("key", present.value()));
        ArrayNode keys = json.putArray("psks");
        for (LostPsk each : loss.keys()) {
            keys.addObject()
                    .put("tunnel", each.tunnel().id().value())
                    .put("name", each.tunnel().name().value())
                    .put("account", each.tunnel().account().value())
                    .put("lost_version", each.version().value());
        }
        return json;
    }
}
