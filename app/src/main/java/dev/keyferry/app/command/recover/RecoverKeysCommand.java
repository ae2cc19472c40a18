package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.lost.LostKeys;
import dev.keyferry.server.lost.LostKeys.Fate;
import dev.keyferry.server.lost.LostKeys.Outcome;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "keys",
        description =
                "Brings back files that are missing in DIR/keys: again as they were where"
                        + " they follow from another one. Of the others it says that they are lost,"
                        + " and ends with 1; with --trust-database it makes those anew. No server"
                        + " may run.",
        footer = {
            "",
            "Example: keyferry recover keys --data /var/lib/keyferry",
            "         keyferry recover keys --data /var/lib/keyferry --trust-database \\",
            "             --edge-key frankfurt=frankfurt.pub"
        })
public final class RecoverKeysCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private PlaceOptions server = new PlaceOptions();

    @Option(
            names = "--trust-database",
            description =
                    "Make anew what is lost. Whatever the database says counts from then on as if"
                            + " a server had written it.")
    private boolean isTrusted;

    @Option(
            names = "--edge-key",
            paramLabel = "EDGE=PUBLIC|FILE",
            description =
                    "The public half of the edge's present key, or a file that holds it; once for"
                            + " each edge that has a key of its own, where fingerprint.key is lost.")
    private Map<String, String> edgeKeys = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public RecoverKeysCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StorePlace place = server.place();
        Map<EdgeId, EdgePublicKey> vouched = new LinkedHashMap<>();
        edgeKeys.forEach((edge, key) -> vouched.put(edge(edge), PublicKeyText.parse(key)));
        LostKeys lost = new LostKeys(new SecureRandom(), InstantSource.system());
        Outcome outcome =
                Decision.told(() -> isTrusted ? lost.renew(place, vouched) : lost.derive(place));
        if (isJson) {
            terminal.out().println(Json.of(json(outcome)));
        } else {
            print(outcome, place);
        }
        return (outcome.has(Fate.LOST) ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private static EdgeId edge(String name) {
        try {
            return new EdgeId(name);
        } catch (IllegalArgumentException _) {
            throw Failure.usage(
                    "--edge-key does not begin with the name of an edge and =",
                    "give it as --edge-key frankfurt=frankfurt.pub");
        }
    }

    private void print(Outcome outcome, StorePlace place) {
        Table table = new Table("FILE", "STATE");
        outcome.files().forEach((file, fate) -> table.row("keys/" + file, word(fate)));
        table.print(terminal.out());
        if (outcome.has(Fate.LOST)) {
            say(
                    "what is lost was not made anew: look for a copy, take record keys from a"
                            + " gateway by `keyferry gateway record-key`, or repeat the command with"
                            + " --trust-database, after `keyferry audit verify`");
        }
        if (outcome.has(Fate.RENEWED)) {
            printRenewed(outcome, place);
        }
    }

    private void printRenewed(Outcome outcome, StorePlace place) {
        say(outcome.signed() + " keys of tunnels were signed by a new record key");
        if (outcome.files().get("fingerprint.key") == Fate.RENEWED) {
            say(
                    "a key that is set again counts as another one: reuse is not found among keys"
                            + " from before, and repeated requests from before are not known again");
        }
        if (outcome.files().get("audit.key") == Fate.RENEWED) {
            say(
                    "gateways that remember the audit doubt it (other key) until their audit-head is"
                            + " deleted; it is of no use for `keyferry audit verify` any more");
        }
        outcome.gateways()
                .forEach(gateway ->
                        say(
                                "gateway "
                                        + gateway.name()
                                        + " has ended: enrol its host under a new name, with an"
                                        + " empty data directory"));
        outcome.tokens()
                .forEach(token -> say("API token " + token.id() + " has ended: make another"));
        if (place.shared().isPresent()) {
            say("copy the directory keys to every other server before it is started");
        }
        say("make a copy of the directory keys, and keep it apart from backups");
    }

    private void say(String line) {
        terminal.out().println(line);
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode json(Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode files = json.putObject("files");
        for (Map.Entry<String, Fate> file : outcome.files().entrySet()) {
            files.put(file.getKey(), word(file.getValue()));
        }
        json.put("signed", outcome.signed());
        ArrayNode gateways = json.putArray("ended_gateways");
        outcome.gateways().forEach(gateway -> gateways.add(gateway.name().value()));
        ArrayNode tokens = json.putArray("ended_tokens");
        outcome.tokens().forEach(token -> tokens.add(token.id().value()));
        return json;
    }
}
