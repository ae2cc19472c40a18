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

/** What happens on an open connection when the server stops. */
class LastRequestTest {
    private static final String REQUEST = RawHttp.head("GET /healthz/live HTTP/1.1");
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");
    private static final int BEFORE = 10;
    private static final int MOST = 1_000_000;

    @Test
    void theLastRequestIsServedAndItsAnswerSaysThatItIsTheLast() throws Exception {
        try (ApiFixture api = ApiFixture.start();
                Socket socket = RawHttp.connect(api.address())) {
            Thread stop = Thread.ofVirtual().unstarted(api::stopServer);
            boolean isLast = false;
            int requests = 0;
            while (!isLast) {
                RawHttp.send(socket, REQUEST);
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
        byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
        assertThat(new String(body, StandardCharsets.UTF_8)).startsWith("live");
        return lower;
    }
}
