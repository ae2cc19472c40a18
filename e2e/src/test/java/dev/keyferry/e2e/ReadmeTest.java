package dev.keyferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.DocumentedSession;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the first sessions of a newcomer as they are written, against a real server and charon. */
class ReadmeTest {
    @TempDir Path directory;

    @Test
    void theReadmesSessionSetsAKeyThatIsLoaded() throws Exception {
        Path data = directory.resolve("data");
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = ServeProcess.start(data, lab.addGateway("gw").socket())) {
            String base = serve.api().base();
            String session =
                    DocumentedSession.code("README.md", "    API=", "\n## More")
                            .replace("http://127.0.0.1:8787/client/v4", base)
                            .replace("sudo cat /var/lib/keyferry", "cat " + data)
                            .replace("./keyferry ", "keyferry ");

            String output = new DocumentedSession(directory, base).run(session);

            assertThat(output)
                    .contains("keyid:#")
                    .contains("\"successfully_applied_psks\":{\"")
                    .contains("\"unapplied_psks\":{}")
                    .contains("\"state\":\"loaded\"");
        }
    }

    @Test
    void theQuickstartMakesAKeyThatIsLoaded() throws Exception {
        Path data = directory.resolve("data");
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = ServeProcess.start(data, lab.addGateway("gw").socket())) {
            String base = serve.api().base();
            String session =
                    DocumentedSession.code("docs/quickstart.md", "## 2.", "## 4.")
                            .replace("/var/lib/keyferry", data.toString());

            String output = new DocumentedSession(directory, base).run(session);

            assertThat(output).contains("loaded 1", "local loaded", "unproven");
            assertThat(directory.resolve("acme-ber.conf")).content().contains("version = 2");
            assertThat(directory.resolve("handover").resolve("acme-ber.txt"))
                    .content()
                    .contains("203.0.113.1", "secret = ");
        }
    }
}
