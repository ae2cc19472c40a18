package dev.keyferry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a browser sends, byte by byte, so that a test can send what none would. */
final class Browser {
    private static final Pattern TICKET = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private static final Pattern TITLE = Pattern.compile("<title>([^<]+) · Keyferry</title>");
    private static final Pattern FIELD =
            Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final ListenAddress server;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String before = "";
    private String after = "";

    Browser(ListenAddress server) {
        this.server = server;
    }

    /** One that a good token has signed in. */
    static Browser signedIn(ListenAddress server, String token) throws IOException {
        Browser browser = new Browser(server);
        Reply reply = browser.signIn(token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        return browser;
    }

    /** One in which the administrator has signed in. */
    static Browser operator(ApiFixture api) throws IOException {
        return signedIn(api.address(), api.authorization().replace("Authorization: Bearer ", ""));
    }

    Reply signIn(String token) throws IOException {
        String ticket = ticket(get("/sign-in"));
        return post("/sign-in", Map.of("form", ticket, "token", token));
    }

    /** The ticket of the page's forms. */
    static String ticket(Reply page) {
        Matcher ticket = TICKET.matcher(page.body());
        assertThat(ticket.find()).as(page.body()).isTrue();
        return ticket.group(1);
    }

    /** What the page is called, in its title and in its first heading. */
    static String title(Reply page) {
        Matcher title = TITLE.matcher(page.body());
        assertThat(title.find()).as(page.body()).isTrue();
        assertThat(page.body()).contains("<h1>" + title.group(1) + "</h1>");
        return title.group(1);
    }

    /** The hidden fields of the form on a page of ours. */
    Map<String, String> form(String path) throws IOException {
        Reply page = get(path);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return fields(page);
    }

    /** The hidden fields of a page's form, in a map that may be changed. */
    static Map<String, String> fields(Reply page) {
        return FIELD.matcher(page.body().substring(page.body().indexOf("<main")))
                .results()
                .collect(
                        Collectors.toMap(
                                f -> f.group(1), f -> f.group(2), (a, _) -> a, HashMap::new));
    }

    Reply get(String path, String... headers) throws IOException {
        return send("GET " + path + " HTTP/1.1", "", host(), headers);
    }

    /** Sends the form of a page of ours. */
    Reply post(String path, Map<String, String> form) throws IOException {
        return post(path, form, "Sec-Fetch-Site: same-origin", "Origin: http://" + host());
    }

    Reply post(String path, Map<String, String> form, String... headers) throws IOException {
        String body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send("POST " + path + " HTTP/1.1", body, host(), headers);
    }

    /** Sends a request that calls the server by another name. */
    Reply getAs(String host, String path) throws IOException {
        return send("GET " + path + " HTTP/1.1", "", host);
    }

    String host() {
        return "127.0.0.1:" + server.port();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** Has it send cookies that are not ours, before those that are and after them. */
    void plant(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** The name of the cookie that finds the session. */
    String session() {
        return "keyferry-" + server.port();
    }

    /** Of that cookie; empty without it. */
    String ticket() {
        return cookies.getOrDefault(session(), "");
    }

    Reply head(String path) throws IOException {
        return send("HEAD " + path + " HTTP/1.1", "", host());
    }

    private Reply send(String line, String body, String host, String... headers)
            throws IOException {
        StringBuilder head = new StringBuilder(line + "\r\nHost: " + host + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        String sent =
                Stream.of(
                                Stream.of(before),
                                cookies.entrySet().stream()
                                        .map(c -> c.getKey() + "=" + c.getValue()),
                                Stream.of(after))
                        .flatMap(part -> part)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            head.append("Cookie: ").append(sent).append("\r\n");
        }
        if (!body.isEmpty()) {
            head.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        }
        head.append("Connection: close\r\n\r\n").append(body);
        try (Socket socket = RawHttp.connect(server)) {
            RawHttp.send(socket, head.toString());
            Reply reply = RawHttp.read(socket);
            keepCookies(reply);
            return reply;
        }
    }

    private void keepCookies(Reply reply) {
        for (String line : reply.headers().allValues("set-cookie")) {
            String[] pair = line.split(";", -1)[0].split("=", 2);
            if (line.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
