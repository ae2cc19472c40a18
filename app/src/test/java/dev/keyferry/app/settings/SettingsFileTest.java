package dev.keyferry.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyferry.app.Failure;
import dev.keyferry.app.settings.Settings.LogFormat;
import dev.keyferry.app.settings.Settings.Requests;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.gateway.rules.OnUnsafe;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.store.postgres.PostgresAddress;
import dev.keyferry.server.store.postgres.PostgresAddress.Place;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.tls.PemFiles;
import dev.keyferry.server.tls.TlsNames;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    /** Surefire runs in the module's directory. */
    private static final Path DOCUMENT = Path.of("../docs/configuration.md");

    @TempDir private Path directory;

    @Test
    void readsEverySetting() throws IOException {
        String all =
                """
                [ike]
                domain = "ipsec.example.net"
                [gateway]
                accept-unsafe = ["old", "older"]
                on-unsafe = "report"
                charon-uid = 1000
                [limits]
                requests = 50
                window = 60
                [tls]
                listen = "0.0.0.0:8788"
                certificate = "/etc/keyferry/server.pem"
                key = "/etc/keyferry/server.key"
                names = ["keyferry.example.net", "192.0.2.1"]
                [store]
                url = "jdbc:postgresql://db-1.example.net,db-2.example.net:5433/keyferry"
                user = "keyferry"
                password-file = "/etc/keyferry/store.password"
                ca-file = "/etc/keyferry/store-ca.pem"
                readers = 8
                timeout = 5
                [shutdown]
                unready = 15
                [log]
                format = "json"
                """;
        assertThat(read(all))
                .isEqualTo(
                        new Settings(
                                new Settings.Ike(new IkeDomain("ipsec.example.net")),
                                new Settings.Gateway(
                                        Set.of("old", "older"),
                                        OnUnsafe.REPORT,
                                        OptionalInt.of(1000)),
                                new Settings.Limits(new Requests.AtMost(50), Duration.ofMinutes(1)),
                                new Settings.Tls(
                                        Optional.of(TlsAddress.parse("0.0.0.0:8788")),
                                        Optional.of(
                                                new PemFiles(
                                                        Path.of("/etc/keyferry/server.pem"),
                                                        Path.of("/etc/keyferry/server.key"))),
                                        Optional.of(
                                                new TlsNames(
                                                        List.of(
                                                                "192.0.2.1",
                                                                "keyferry.example.net")))),
                                new Settings.Store(
                                        Optional.of(
                                                new PostgresOptions(
                                                        new PostgresAddress(
                                                                List.of(
                                                                        new Place(
                                                                                "db-1.example.net",
                                                                                5432),
                                                                        new Place(
                                                                                "db-2.example.net",
                                                                                5433)),
                                                                "keyferry"),
                                                        "keyferry",
                                                        Optional.of(
                                                                Path.of(
                                                                        "/etc/keyferry/store.password")),
                                                        Optional.of(
                                                                Path.of(
                                                                        "/etc/keyferry/store-ca.pem")),
                                                        8,
                                                        Duration.ofSeconds(5)))),
                                new Settings.Shutdown(Duration.ofSeconds(15)),
                                new Settings.Log(LogFormat.JSON)));
        assertThat(all.lines().filter(line -> line.contains("="))).hasSize(Setting.values().length);
    }

    @Test
    void anAgentHasTheSettingsOfItsGatewayAndLogAlone() throws IOException {
        Path own = write("[gateway]\non-unsafe = \"report\"\n[log]\nformat = \"json\"\n");
        assertThat(SettingsFile.readForAgent(own).gateway().onUnsafe()).isEqualTo(OnUnsafe.REPORT);

        Path servers = write("[ike]\ndomain = \"ipsec.example.net\"\n[limits]\nwindow = 60\n");
        assertThatThrownBy(() -> SettingsFile.readForAgent(servers))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ike.domain: this is a setting of `keyferry serve`")
                .hasMessageContaining("limits.window: this is a setting of `keyferry serve`");
    }

    @Test
    void anEmptyFileMeansTheDefaults() throws IOException {
        assertThat(read("")).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void theDocumentedDefaultsAreTheDefaults() throws IOException {
        StringBuilder toml = new StringBuilder();
        for (Setting setting : Setting.values()) {
            if (!setting.byDefault().equals("none")) {
                toml.append(setting.key()).append(" = ").append(setting.byDefault()).append('\n');
            }
        }
        assertThat(read(toml.toString())).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void reportsAllProblemsAtOnce() {
        String wrong =
                """
                surprise = 1
                [ike]
                domain = "Not A Domain"
                [gateway]
                on-unsafe = "ignore"
                charon-uid = -1
                accept-unsafe = [1]
                acept-unsafe = ["x"]
                [limits]
                requests = 0
                window = 86401
                [tls]
                listen = "8788"
                certificate = "server.pem"
                names = ["https://keyferry.example.net"]
                [store]
                url = "jdbc:postgresql://keyferry:secret@db.example.net/keyferry"
                password-file = 1
                readers = 65
                timeout = 16
                [log]
                format = 3
                """;
        Failure failure = catchThrowableOfType(Failure.class, () -> read(wrong));
        assertThat(failure.report())
                .contains(
                        "surprise: there is no such setting",
                        "ike.domain: ",
                        "store.url: must be jdbc:postgresql://HOST:PORT/NAME without user",
                        "store.url and store.user: one needs the other",
                        "store.password-file: must be a string",
                        "store.readers: must be from 1 to 64",
                        "store.timeout: must be from 1 to 15",
                        "gateway.on-unsafe: must be \"unload\" or \"report\"",
                        "gateway.charon-uid: must be",
                        "gateway.accept-unsafe: must be",
                        "gateway.acept-unsafe: there is no such setting",
                        "limits.requests: must be",
                        "limits.window: must be",
                        "tls.listen: an address to listen on is HOST:PORT",
                        "tls.certificate and tls.key: one needs the other",
                        "tls.names: a name is a host name",
                        "log.format: must be",
                        "hint: docs/configuration.md");
    }

    @Test
    void limitsRequestsAsSaidOrElseAsTheAddressCallsFor() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        InetAddress elsewhere = InetAddress.ofLiteral("192.0.2.1");
        assertThat(read("").limits().at(loopback)).isEmpty();
        assertThat(read("").limits().at(elsewhere)).contains(RequestLimit.PUBLIC);
        assertThat(read("limits.requests = \"off\"").limits().at(elsewhere)).isEmpty();
        assertThat(read("limits.requests = 7").limits().at(loopback))
                .contains(new RequestLimit(7, Duration.ofMinutes(5)));
        assertThat(read("limits.window = 60").limits().at(elsewhere))
                .contains(new RequestLimit(1_200, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> read("limits.requests = \"on\"")).isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ike = 1", "[ike.domain]\nx = 1", "[log]\nformat = \"text\"\n[log]"})
    void refusesOtherShapes(String toml) {
        assertThatThrownBy(() -> read(toml)).isInstanceOf(Failure.class);
    }

    @Test
    void takesAThousandNamesAndNoMore() throws IOException {
        assertThat(read(names(SettingsFile.MAX_NAMES)).gateway().acceptUnsafe())
                .hasSize(SettingsFile.MAX_NAMES);
        assertThatThrownBy(() -> read(names(SettingsFile.MAX_NAMES + 1)))
                .hasMessageContaining("gateway.accept-unsafe");
    }

    @Test
    void takesAFileOfTheMaximumSizeAndNoLarger() throws IOException {
        assertThat(read("#".repeat(SettingsFile.MAX_BYTES))).isEqualTo(Settings.DEFAULT);
        assertThatThrownBy(() -> read("#".repeat(SettingsFile.MAX_BYTES + 1)))
                .hasMessageContaining("bytes");
    }

    @Test
    void theDocumentListsEverySettingWithItsDefaultAndNoOther() throws IOException {
        Pattern row = Pattern.compile("^\\| `([a-z.-]+)` \\|[^|]*\\| `?([^|`]*)`? \\|");
        List<String> documented =
                Files.readAllLines(DOCUMENT).stream()
                        .map(row::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1) + " = " + found.group(2))
                        .toList();
        assertThat(documented)
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values())
                                .map(setting -> setting.key() + " = " + setting.byDefault())
                                .toList());
    }

    private static String names(int count) {
        StringBuilder toml = new StringBuilder("gateway.accept-unsafe = [");
        for (int i = 0; i < count; i++) {
            toml.append("\"c").append(i).append("\",");
        }
        return toml.append("]").toString();
    }

    private Settings read(String toml) throws IOException {
        return SettingsFile.read(write(toml));
    }

    private Path write(String toml) throws IOException {
        return Files.writeString(directory.resolve("keyferry.toml"), toml);
    }
}
