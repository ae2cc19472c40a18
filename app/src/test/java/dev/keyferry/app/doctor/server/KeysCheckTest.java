package dev.keyferry.app.doctor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.app.doctor.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of servers that are not ours; they fail as ours seldom does. */
class KeysCheckTest {
    private static final String ACCOUNTS =
            "[{\"id\":\"first\",\"name\":\"acme\"},{\"id\":\"second\",\"name\":\"other\"}]";

    @Test
    void keysThatNoRouterCameUpByAreNamedWithWhoTellsWhy() throws IOException {
        assertThat(
                        findings(uri ->
                                uri.contains("state=rejected")
                                        ? "[{\"name\":\"branch-a\"},{\"name\":\"branch-b\"}]"
                                        : uri.contains("state=") ? "[]" : "[{\"name\":\"acme\"}]"))
                .containsExactly(
                        Finding.warn(
                                Subject.KEYS,
                                "acme: rejected 2 (branch-a, branch-b)",
                                "keyferry explain branch-a --account acme tells who failed,"
                                        + " and why"));
    }

    @Test
    void whatWasFoundStaysWhereTheNextAccountMayNotBeLookedAt() throws IOException {
        assertThat(
                        findings(uri ->
                                uri.contains("/second/")
                                        ? "403 10000"
                                        : uri.contains("state=unserved")
                                                ? "[{\"name\":\"branch-a\"}]"
                                                : emptyOr(uri)))
                .extracting(Finding::level, Finding::seen)
                .containsExactly(
                        tuple(Level.WARN, "acme: unserved 1 (branch-a)"),
                        tuple(
                                Level.WARN,
                                "the keys of 1 account were not looked at: the token may not list"
                                        + " them"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 19500", "429 19429", "404 7003"})
    void aServerThatFailsIsNoMatterOfTheTokensRights(String refusal) throws IOException {
        assertThat(findings(uri -> uri.contains("/second/") ? refusal : emptyOr(uri)))
                .extracting(Finding::level)
                .containsExactly(Level.FAIL);
        assertThat(findings(_ -> refusal)).extracting(Finding::level).containsExactly(Level.FAIL);
        try (Other other = new Other(_ -> refusal)) {
            assertThat(new GatewaysCheck(other.api).look())
                    .extracting(Finding::level)
                    .containsExactly(Level.FAIL);
        }
    }

    private static String emptyOr(String uri) {
        return uri.contains("state=") ? "[]" : ACCOUNTS;
    }

    private static List<Finding> findings(UnaryOperator<String> answers) throws IOException {
        try (Other other = new Other(answers)) {
            return new KeysCheck(other.api).look();
        }
    }

    /** A server that answers each path by a result, or by a status and a code. */
    private static final class Other implements AutoCloseable {
        private static final Pattern REFUSAL = Pattern.compile("(\\d{3}) (\\d+)");

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ApiClient api;

        private Other(UnaryOperator<String> answers) throws IOException {
            server.createContext("/", exchange -> answer(exchange, answers));
            server.start();
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            api = new ApiClient(new ApiAddress(base, "token"));
        }

        private static void answer(HttpExchange exchange, UnaryOperator<String> answers)
                throws IOException {
            String answer = answers.apply(exchange.getRequestURI().toString());
            Matcher refusal = REFUSAL.matcher(answer);
            boolean isRefused = refusal.matches();
            String body =
                    isRefused
                            ? "{\"success\":false,\"errors\":[{\"code\":%s,\"message\":\"no\"}]}"
                                    .formatted(refusal.group(2))
                            : "{\"success\":true,\"result\":" + answer + "}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    isRefused ? Integer.parseInt(refusal.group(1)) : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        @Override
        public void close() {
            api.close();
            server.stop(0);
        }
    }
}
