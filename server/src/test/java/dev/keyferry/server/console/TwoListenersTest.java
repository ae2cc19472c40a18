package dev.keyferry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.DataDirectory;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TlsOptions;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.http.parts.TlsClient;
import dev.keyferry.server.tls.Certificates;
import dev.keyferry.server.tls.TlsNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that browsers reach over plain HTTP and over TLS. */
class TwoListenersTest {
    @TempDir private Path directory;

    @Test
    void ticketThatOthersOnTheHostMayHaveReadIsNothingOverTls() throws Exception {
        try (KeyferryServer server = KeyferryServer.start(options())) {
            ListenAddress plain = ListenAddress.parse("127.0.0.1:" + server.port());
            Browser browser = Browser.signedIn(plain, token());
            URI tls = server.tlsOrigin().orElseThrow();
            String name = "__Host-keyferry-" + tls.getPort();
            HttpRequest request =
                    HttpRequest.newBuilder(tls.resolve("/"))
                            .header("Cookie", name + "=" + browser.ticket())
                            .build();
            TlsClient client = new TlsClient(Certificates.authority(DataDirectory.tls(directory)));

            assertThat(client.http().send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(303);

            assertThat(browser.get("/").status()).isEqualTo(200);
        }
    }

    private ServerOptions options() {
        TlsOptions tls =
                new TlsOptions(
                        TlsAddress.parse("127.0.0.1:0"),
                        Optional.empty(),
                        new TlsNames(List.of("127.0.0.1")),
                        Optional.empty());
        return new ServerOptions(
                directory,
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                LocalGateway.ABSENT,
                Optional.of(tls));
    }

    private String token() throws Exception {
        return Files.readString(DataDirectory.administratorToken(directory)).strip();
    }
}
