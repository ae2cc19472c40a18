package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.feed.seal.EdgePrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EdgeKeyCommandTest {
    @TempDir private Path directory;

    @Test
    void makesAKeyForItsOwnerAndPrintsThePublicHalf() throws IOException {
        Path file = directory.resolve("edge.key");
        Invocation made = run("edge-key", "create", file.toString());

        assertThat(made.exit()).isZero();
        assertThat(made.err()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        EdgePrivateKey key = EdgePrivateKey.decode(Files.readAllBytes(file));
        assertThat(PublicKeyText.parse(made.out()).id()).isEqualTo(key.publicKey().id());
        assertThat(run("edge-key", "public", file.toString()).out()).isEqualTo(made.out());
    }

    @Test
    void printsItsIdAsJson() {
        Path file = directory.resolve("edge.key");
        JsonNode made = json(run("edge-key", "create", file.toString(), "--json"));

        assertThat(PublicKeyText.parse(made.path("public_key").asString()).id().value())
                .isEqualTo(made.path("id").asString());
        assertThat(json(run("edge-key", "public", "--json", file.toString()))).isEqualTo(made);
    }

    @Test
    void neverReplacesAFile() throws IOException {
        Path file = directory.resolve("edge.key");
        run("edge-key", "create", file.toString());
        byte[] before = Files.readAllBytes(file);

        Invocation again = run("edge-key", "create", file.toString());

        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.out()).isEmpty();
        assertThat(again.err())
                .startsWith("error: " + file + " exists already")
                .contains("hint: choose another name");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoPrivateKeyWithoutShowingIt() throws IOException {
        Path file = directory.resolve("edge.key");
        String pub = run("edge-key", "create", file.toString()).out().strip();
        Path other = Files.writeString(directory.resolve("edge.pub"), pub);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));

        Invocation wrong = run("edge-key", "public", other.toString());
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("does not hold an edge's private key", "hint: ");
        assertThat(wrong.shown()).doesNotContain(pub);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Invocation open = run("edge-key", "public", file.toString());
        assertThat(open.exit()).isEqualTo(1);
        assertThat(open.err()).contains("is open to others", "chmod 600 " + file);
    }

    private static Invocation run(String... arguments) {
        return Invocation.of(Map.of(), "", arguments);
    }

    private static JsonNode json(Invocation invocation) {
        return new JsonMapper().readTree(invocation.out());
    }
}
