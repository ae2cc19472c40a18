package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is told where the server did what it was asked, and its answer was lost. */
class LostAnswerTest {
    private static final Pattern REPETITION =
            Pattern.compile("hint: .*`keyferry account create 'ac me' --id ([0-9a-f]{32})`");

    @TempDir private Path directory;
    private Serving serving;
    private LosingRelay relay;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serve() throws InterruptedException {
        Path data = directory.resolve("data");
        ListenAddress free = ListenAddress.parse("127.0.0.1:0");
        serving = Serving.start(new ServeOptions(data, free, Optional.empty(), Settings.DEFAULT));
        relay = LosingRelay.open(serving.base());
        environment.put("KEYFERRY_URL", relay.base());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
    }

    @AfterEach
    void stop() {
        relay.close();
        serving.close();
    }

    @Test
    void theCommandThatIsToldMakesNoSecondAccount() {
        relay.lose(1);
        Invocation lost = run("account", "create", "ac me");
        assertThat(lost.exit()).isEqualTo(3);
        Matcher told = REPETITION.matcher(lost.err());
        assertThat(told.find()).as(lost.err()).isTrue();

        Invocation repeated = run("account", "create", "ac me", "--id", told.group(1));
        assertThat(repeated.exit()).isEqualTo(1);
        assertThat(repeated.err()).contains("this id is taken");
        assertThat(new JsonMapper().readTree(run("account", "list", "--json").out())).hasSize(1);
    }

    @Test
    void nothingThatIsMadeIsCalledHarmlessToRepeat() {
        run("account", "create", "acme");
        String[][] makes = {
            {
                "tunnel",
                "create",
                "a",
                "--cloudflare-endpoint",
                "203.0.113.1",
                "--interface-address",
                "10.252.0.0/31"
            },
            {"token", "create", "--name", "t", "--allow", "PSK Set", "--out", file("t")},
            {"gateway", "enrol", "gw-1", "--edge", "default"},
        };
        for (String[] make : makes) {
            relay.lose(1);
            Invocation lost = run(make);
            assertThat(lost.exit()).as(lost.shown()).isEqualTo(3);
            assertThat(lost.err()).contains(" list`").doesNotContain("harmless");
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }
}
