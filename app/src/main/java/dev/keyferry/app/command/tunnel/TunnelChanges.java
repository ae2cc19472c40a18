package dev.keyferry.app.command.tunnel;

import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.swanctl.ExplicitIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is to be changed of a tunnel; what is not given stays. An empty text takes one away. */
final class TunnelChanges {
    /** More is no key, whatever the account's policy is. */
    private static final int MAX_KEY_FILE_BYTES = 4_096;

    @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "Free text.")
    private @Nullable String description;

    @Option(
            names = "--cloudflare-endpoint",
            paramLabel = "IP",
            description = "The gateway's address; the edge is the one that has it.")
    private @Nullable String cloudflareEndpoint;

    @Option(
            names = "--customer-endpoint",
            paramLabel = "IP",
            description = "The router's address; an empty one takes it away.")
    private @Nullable String customerEndpoint;

    @Option(
            names = "--interface-address",
            paramLabel = "CIDR",
            description = "The gateway's address inside of the tunnel.")
    private @Nullable String interfaceAddress;

    @Option(
            names = "--identity",
            paramLabel = "TYPE:VALUE",
            description =
                    "What the router sends as its identity, such as fqdn:branch-7.example; all"
                            + " former ones go. May be repeated; needs an operator's token.")
    private List<String> identities = List.of();

    @Option(names = "--no-identities", description = "Leave the tunnel its generated ones alone.")
    private boolean hasNoIdentities;

    @Option(
            names = "--key-file",
            paramLabel = "FILE|-",
            description =
                    "The tunnel's key, where the change needs it; one line end behind it is not"
                            + " part of it.")
    private @Nullable String keyFile;

    ObjectNode body(Terminal terminal) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        put(body, "name", name);
        put(body, "description", description);
        put(body, "cloudflare_endpoint", cloudflareEndpoint);
        put(body, "customer_endpoint", customerEndpoint);
        put(body, "interface_address", interfaceAddress);
        putIdentities(body);
        if (keyFile != null) {
            body.put("psk", key(terminal, keyFile));
        }
        return body;
    }

    private void putIdentities(ObjectNode body) {
        if (hasNoIdentities && !identities.isEmpty()) {
            throw Failure.usage(
                    "--identity and --no-identities exclude each other", "give one of them");
        }
        if (hasNoIdentities || !identities.isEmpty()) {
            ArrayNode list = body.putObject("keyferry").putArray("identities");
            identities.stream()
                    .map(ExplicitIdentity::parse)
                    .forEach(identity -> identity.write(list.addObject()));
        }
    }

    private static void put(ObjectNode body, String member, @Nullable String value) {
        if (value != null) {
            body.put(member, value);
        }
    }

    private static String key(Terminal terminal, String file) {
        try {
            byte[] bytes =
                    file.equals("-")
                            ? terminal.in().readNBytes(MAX_KEY_FILE_BYTES)
                            : bytes(Path.of(file));
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.replaceFirst("\r?\n$", "");
        } catch (CharacterCodingException e) {
            throw unreadable("holds no text in UTF-8");
        } catch (IOException | InvalidPathException e) {
            // The name is not repeated: it may be a key.
            throw unreadable("cannot be read");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_KEY_FILE_BYTES);
        }
    }

    private static Failure unreadable(String why) {
        return Failure.usage(
                "the file that --key-file names " + why,
                "check its name and who may read it; - reads standard input, and a key is never an"
                        + " argument");
    }
}
