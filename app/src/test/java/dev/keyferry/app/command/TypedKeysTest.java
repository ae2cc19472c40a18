package dev.keyferry.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyferry psk set -} by somebody at a terminal, which {@code script} makes. */
class TypedKeysTest {
    /** So many are asked about. */
    private static final int KEYS = 12;

    private static final int RUN_SECONDS = 60;
    private static final char END_OF_INPUT = 4;

    @TempDir private Path directory;
    private Serving serving;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serveTunnels() throws InterruptedException {
        Path data = directory.resolve("data");
        ListenAddress free = ListenAddress.parse("127.0.0.1:0");
        serving = Serving.start(new ServeOptions(data, free, Optional.empty(), Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
        Invocation.of(environment, "", "account", "create", "acme");
        IntStream.range(0, KEYS)
                .forEach(i ->
                        Invocation.of(
                                environment,
                                "",
                                "tunnel",
                                "create",
                                "t" + i,
                                "--cloudflare-endpoint=203.0.113.1",
                                "--interface-address=10.252.0." + 2 * i + "/31"));
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void whoTypedTheKeysCanAnswerTheQuestionBehindThem() throws Exception {
        String keys =
                IntStream.range(0, KEYS)
                        .mapToObj(i -> "t" + i + ",Typed-key-number-" + i + "-of-twelve\n")
                        .collect(joining("", "tunnel,psk\n", ""));

        assertThat(typed(keys + END_OF_INPUT + "y\n"))
                .contains("Go on? [y/N]", "stored 12   unserved 12");
        assertThat(typed(keys.replace("key", "lock") + END_OF_INPUT + "n\n"))
                .contains("Go on? [y/N]", "nothing was set");
    }

    private String typed(String text) throws IOException, InterruptedException {
        String command =
                "'%s' -cp \"$KEYS_CLASSES\" dev.keyferry.app.Keyferry psk set -"
                        .formatted(Path.of(System.getProperty("java.home"), "bin/java"));
        ProcessBuilder builder =
                new ProcessBuilder(List.of("script", "-qec", command, "/dev/null"))
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("KEYS_CLASSES", System.getProperty("java.class.path"));
        Process process = builder.start();
        process.getOutputStream().write(text.getBytes(UTF_8));
        process.getOutputStream().flush();
        try {
            assertThat(process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
