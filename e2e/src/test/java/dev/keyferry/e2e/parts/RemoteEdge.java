package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.Keyferry;
import dev.keyferry.app.edgekey.EdgeKeyFile;
import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.e2e.parts.KeyferryProcess.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An edge with a key of its own, as an operator makes it on the command line. */
public final class RemoteEdge {
    private final ServeProcess serve;
    private final Path directory;
    private final String name;

    private RemoteEdge(ServeProcess serve, Path directory, String name) {
        this.serve = serve;
        this.directory = directory;
        this.name = name;
    }

    /**
     * Makes key and edge.
     *
     * @param directory gets the files of the edge and of its gateways
     * @param address is bound to it
     */
    public static RemoteEdge create(ServeProcess serve, Path directory, String name, String address)
            throws IOException {
        RemoteEdge edge = new RemoteEdge(serve, directory, name);
        Path key = edge.key();
        edge.run("edge-key", "create", key.toString());
        Path half = directory.resolve(name + ".pub");
        Files.writeString(half, publicHalf(key));
        edge.run("edge", "create", name, "--key", half.toString(), "--address", address);
        return edge;
    }

    /**
     * An edge that is there, whose key's file is {@code <name>.key} once {@link #newKey} made it.
     */
    public static RemoteEdge of(ServeProcess serve, Path directory, String name) {
        return new RemoteEdge(serve, directory, name);
    }

    /** Makes another private key, and returns its file. */
    public Path newKey(String file) {
        Path key = directory.resolve(file + ".key");
        run("edge-key", "create", key.toString());
        return key;
    }

    /** The file of its private key. */
    public Path key() {
        return directory.resolve(name + ".key");
    }

    /** Names a gateway and returns the file with the token. */
    public Path enrol(String gateway) {
        Path token = directory.resolve(gateway + ".token");
        run("gateway", "enrol", gateway, "--edge", name, "--out", token.toString());
        return token;
    }

    /** What an agent beside this charon is started with, once enrolled by that token. */
    public AgentProcess.Options agent(String gateway, Path token, Path charon) {
        return new AgentProcess.Options(
                serve.tlsOrigin(),
                serve.authority(),
                token,
                List.of(key()),
                charon,
                directory.resolve("agent-" + gateway));
    }

    public static String publicHalf(Path key) {
        return PublicKeyText.of(EdgeKeyFile.read(key).publicKey());
    }

    /** Runs the command as the administrator; it must succeed. */
    public void run(String... arguments) {
        assertThat(exit(arguments)).as(log()).isZero();
    }

    /** Runs the command as the administrator and returns its exit code. */
    public int exit(String... arguments) {
        Map<String, String> environment =
                Map.of(
                        "KEYFERRY_URL",
                        serve.api().base(),
                        "KEYFERRY_TOKEN_FILE",
                        serve.tokenFile().toString());
        Launch launch =
                new Launch(List.of(), Keyferry.class.getName(), Path.of(""), List.of(arguments));
        try (KeyferryProcess command =
                KeyferryProcess.start(
                        launch, environment, directory.resolve("command.log"), List.of())) {
            return command.awaitExit();
        }
    }

    /** What the commands wrote to standard error. */
    public String log() {
        try {
            return Files.readString(directory.resolve("command.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
