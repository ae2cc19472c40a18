package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens on an open connection when the server stops. */
class LastRequestTest {
    private static final String REQUEST = "GET /healthz/live HTTP/1.1\r\nHost: keyferry\r\n\r\n";
    private static final String PAGE = "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");
    private static final int BEFORE = 10;
    private static final int MOST = 1_000_000;

    @ParameterizedTest
    @ValueSource(strings = {REQUEST, PAGE})
    void theLastRequestIsServedAndItsAnswerSaysThatItIsTheLast(String request) throws Exception {
        try (ApiFixture api = ApiFixture.start();
                Socket socket = RawHttp.connect(api.address())) {
            Thread stop = Thread.ofVirtual().unstarted(api::stopServer);
            boolean isLast = false;
            int requests = 0;
            while (!isLast) {
                RawHttp.send(socket, request);
                String head = answer(socket.getInputStream());
                assertThat(head).startsWith("http/1.1 200");
                isLast = head.contains("connection: close");
                assertThat(++requests).isLessThan(MOST);
                if (requests == BEFORE) {
                    stop.start();
                }
            }
            assertThat(requests).isGreaterThan(BEFORE);
            assertThat(socket.getInputStream().read()).as("the end").isEqualTo(-1);
            stop.join();
        }
    }

    /** What takes long when the server leaves is answered then, and by a header that tells. */
    @Test
    void anAnswerToARequestOfBeforeSaysThatItIsTheLastToo() throws Exception {
        String body = "{\"name\":\"acme\"}";
        try (ApiFixture api = ApiFixture.start();
                Socket socket = RawHttp.connect(api.address())) {
            RawHttp.send(
                    socket,
                    RawHttp.head(
                                    "POST /client/v4/accounts HTTP/1.1",
                                    api.authorization(),
                                    "Content-Type: application/json",
                                    "Content-Length: " + body.length())
                            + body.substring(0, 1));
            // Another connection's answer tells that the server is leaving.
            Thread stop = Thread.ofVirtual().unstarted(api::stopServer);
            try (Socket other = RawHttp.connect(api.address())) {
                String head = "";
                while (!head.contains("connection: close")) {
                    RawHttp.send(other, REQUEST);
                    head = answer(other.getInputStream());
                    if (stop.getState() == Thread.State.NEW) {
                        stop.start();
                    }
                }
            }
            RawHttp.send(socket, body.substring(1));
            socket.setSoTimeout(10_000);
            String answered =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .toLowerCase(Locale.ROOT);
            assertThat(answered).startsWith("http/1.1 200").contains("connection: close");
            stop.join();
        }
    }

    /** Reads one answer, and gives its head in lower case. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("a connection ends after an answer that says so").isNotNegative();
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        Matcher length = LENGTH.matcher(lower);
        assertThat(length.find()).isTrue();
        int expected = Integer.parseInt(length.group(1));
        assertThat(in.readNBytes(expected)).hasSize(expected);
        return lower;
    }
}
