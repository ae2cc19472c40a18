package dev.keyferry.server.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The two routes that describe the API. */
class DescriptionTest {
    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void servesTheDescriptionToAnybodyAndLetsItBeKept() throws Exception {
        Reply reply = ask("GET", "/openapi.json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("cache-control")).isEqualTo("max-age=300");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.json().path("openapi").asString()).startsWith("3.1.");
    }

    @Test
    void servesAPageWithNothingFromElsewhereAndNoScript() throws Exception {
        Reply reply = ask("GET", "/docs");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/html;charset=utf-8");
        assertThat(reply.header("x-frame-options")).isEqualTo("DENY");
        assertThat(reply.body())
                .doesNotContainIgnoringCase("<script", "javascript:", " src=", "<link", "@import")
                .doesNotContain("url(", " style=");
        assertThat(matches(reply.body(), "<[^>]*\\s(on[a-z]+)=")).isEmpty();
        assertThat(matches(reply.body(), "href=\"([^\"]*)\""))
                .isNotEmpty()
                .allMatch(target -> target.startsWith("#") || target.equals("/openapi.json"));
    }

    @Test
    void allowsThePageItsOwnStyleAndNothingElse() throws Exception {
        Reply reply = ask("GET", "/docs");
        String style = matches(reply.body(), "(?s)<style>(.*?)</style>").getFirst();
        String hash =
                Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(reply.header("content-security-policy"))
                .isEqualTo(
                        "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                                .formatted(hash));
    }

    @Test
    void hasAnAnchorForEveryLinkAndEveryOperation() throws Exception {
        String page = ask("GET", "/docs").body();
        List<String> anchors = matches(page, " id=\"([^\"]*)\"");
        assertThat(anchors).doesNotHaveDuplicates();
        assertThat(anchors).containsAll(matches(page, "href=\"#([^\"]*)\""));
        assertThat(anchors)
                .containsAll(ask("GET", "/openapi.json").json().findValuesAsString("operationId"));
    }

    @Test
    void answersHeadAndNoOtherMethod() throws Exception {
        for (String path : List.of("/openapi.json", "/docs")) {
            Reply head = ask("HEAD", path);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(Integer.parseInt(head.header("content-length"))).isPositive();
            assertThat(ask("POST", path).assertFailure(405, 19405).header("allow"))
                    .isEqualTo("GET, HEAD");
        }
    }

    private static Reply ask(String method, String path) throws Exception {
        return RawHttp.exchange(
                api.address(),
                RawHttp.head(method + " " + path + " HTTP/1.1", "Connection: close"));
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
