package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.lost.LostToken;
import dev.keyferry.server.lost.LostToken.Renewed;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "admin-token",
        description =
                "Makes another administrator's token in DIR/admin.token. The former one"
                        + " ends with the next start of the server: a lost token cannot be told"
                        + " from a stolen one. No server may run on the directory, nor on the"
                        + " shared database that the configuration names.",
        footer = {"", "Example: keyferry recover admin-token --data /var/lib/keyferry"})
public final class RecoverAdminTokenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private PlaceOptions server = new PlaceOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public RecoverAdminTokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StorePlace place = server.place();
        Renewed renewed =
                Decision.told(() ->
                        new LostToken(new SecureRandom(), InstantSource.system()).renew(place));
        if (isJson) {
            terminal.out().println(Json.of(json(renewed)));
        } else {
            print(renewed, place);
        }
        return ExitCode.DONE.number();
    }

    private void print(Renewed renewed, StorePlace place) {
        terminal.out().println("the administrator's new token is in " + renewed.file());
        terminal.out().println("the former one is good for nothing once the server is started");
        if (place.shared().isPresent()) {
            terminal.out()
                    .println(
                            "a server with another --data goes by the admin.token there: replace"
                                    + " each that had the former token by a copy of this one");
        }
        new TokenList(renewed.others())
                .print(
                        terminal.out(),
                        "API tokens go on; delete those that you do not know, whoever had the"
                                + " former token may have made them:");
    }

    private static JsonNode json(Renewed renewed) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("token_file", renewed.file().toString())
                        .put("former_token", "ended");
        json.set("api_tokens", new TokenList(renewed.others()).json());
        return json;
    }
}
