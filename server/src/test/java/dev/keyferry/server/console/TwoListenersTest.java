package dev.keyferry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TlsOptions;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.http.parts.TlsClient;
import dev.keyferry.server.tls.Certificates;
import dev.keyferry.server.tls.TlsNames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that browsers reach over plain HTTP and over TLS. */
class TwoListenersTest {
    @TempDir private Path directory;

    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    @Test
    void ticketOfOneIsNothingOnTheOther() throws Exception {
        try (KeyferryServer server = KeyferryServer.start(options())) {
            ListenAddress plain = ListenAddress.parse("127.0.0.1:" + server.port());
            Browser browser = Browser.signedIn(plain, token());
            URI tls = server.tlsOrigin().orElseThrow();
            HttpClient client =
                    new TlsClient(Certificates.authority(DataDirectory.tls(directory))).http();
            String cookie = signIn(client, tls);
            String name = cookie.substring(0, cookie.indexOf('='));
            String ticket = cookie.substring(cookie.indexOf('=') + 1);

            assertThat(status(client, tls, cookie)).isEqualTo(200);
            assertThat(status(client, tls, name + "=" + browser.ticket())).isEqualTo(303);
            URI plainly = URI.create("http://" + plain);
            String plainName = "keyferry-" + plain.port();
            assertThat(status(client, plainly, plainName + "=" + browser.ticket())).isEqualTo(200);
            assertThat(status(client, plainly, plainName + "=" + ticket)).isEqualTo(303);
        }
    }

    private static int status(HttpClient client, URI server, String cookie) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/")).header("Cookie", cookie).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Returns the session's cookie. */
    private String signIn(HttpClient client, URI tls) throws Exception {
        URI page = tls.resolve("/sign-in");
        HttpResponse<String> asked =
                client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        Matcher form = FORM.matcher(asked.body());
        assertThat(form.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(page)
                        .header("Cookie", cookie(asked))
                        .header("Origin", "https://" + tls.getAuthority())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "form=" + form.group(1) + "&token=" + token()))
                        .build();
        HttpResponse<String> signedIn = client.send(request, BodyHandlers.ofString());
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(303);
        return cookie(signedIn);
    }

    private static String cookie(HttpResponse<?> response) {
        String line = response.headers().firstValue("Set-Cookie").orElseThrow();
        return line.substring(0, line.indexOf(';'));
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
