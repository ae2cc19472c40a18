package dev.keyferry.app.command.gateway;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "enrol",
        description =
                "Names a gateway and gives the token with which one host becomes it, by"
                        + " `keyferry agent --token-file`. The token is good once and for an hour,"
                        + " and is shown this once.",
        footer = {"", "Example: keyferry gateway enrol fra-1 --edge frankfurt --out fra-1.token"})
public final class GatewayEnrolCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The gateway's name.")
    private GatewayName name = GatewayName.LOCAL;

    @Option(
            names = "--edge",
            required = true,
            paramLabel = "EDGE",
            description = "The edge that it belongs to.")
    private EdgeId edge = EdgeId.DEFAULT;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Make this file with the token, instead of printing it.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public GatewayEnrolCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (out != null && Files.exists(out)) {
            throw Failure.usage(out + " exists already", "choose another name for --out");
        }
        try (ApiClient api = terminal.api()) {
            JsonNode enrolment = new Gateways(api).enrol(name, edge);
            String token = enrolment.path("enrolment_token").asString("");
            if (out != null) {
                write(out, token);
            } else {
                terminal.out().println(isJson ? Json.of(enrolment) : token);
            }
            return ExitCode.DONE.number();
        }
    }

    private static void write(Path file, String token) {
        try {
            SecretFile.create(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (SecretFileUnusable e) {
            throw new Failure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e.hint(), e);
        }
    }
}
