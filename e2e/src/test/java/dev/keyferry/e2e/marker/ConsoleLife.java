package dev.keyferry.e2e.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.rights.Permission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser's way through the console from signing in to signing out, with keys in query, headers
 * and fields that none of its pages takes: no answer shows one, or a token. Confined to one thread.
 */
final class ConsoleLife implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final Pattern TICKET = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("name=\"number\" value=\"([0-9]+)\"");
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final Pattern MADE = Pattern.compile("<pre id=\"psk\"[^>]*>([^<]+)</pre>");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");
    private static final Pattern NEWEST = Pattern.compile("name=\"newest\" value=\"([^\"]*)\"");
    private static final Pattern MODIFIED = Pattern.compile("name=\"modified\" value=\"([^\"]+)\"");
    private static final Pattern ISSUED = Pattern.compile("<pre id=\"value\"[^>]*>([^<]+)</pre>");
    private static final Pattern TOKEN = Pattern.compile("Made. <code>([0-9a-f]{32})</code>");
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");
    private static final Pattern CHECKED = Pattern.compile("name=\"checked\" value=\"(\\d+)\"");
    private static final String HTML = "text/html";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI origin;
    private final String token;
    private final String key;
    private final MarkerSearch marker;
    private final Map<String, String> cookies = new HashMap<>();
    private final List<String> tickets = new ArrayList<>();

    /**
     * @param base of the API that the same server serves
     */
    ConsoleLife(String base, String token, String key, MarkerSearch marker) {
        this.origin = URI.create(base).resolve("/");
        this.token = token;
        this.key = key;
        this.marker = marker;
    }

    /**
     * Makes every request of the console, and returns the tickets that it gave out and the key that
     * it made.
     *
     * @param tunnel one without a key
     * @param edge one with a key of its own
     */
    List<String> run(String account, String tunnel, String edge) throws InterruptedException {
        String door = get("/sign-in", 200);
        Matcher assets = ASSET.matcher(door);
        while (assets.find()) {
            get(assets.group(1), 200);
        }
        // Others have sent wrong tokens from here before.
        post("/sign-in", "token=" + key, ticket(door), 403, 429);
        post("/sign-in", "token=" + token + "&psk=" + key, ticket(get("/sign-in", 200)), 303);
        get("/", 200);
        get("/?account=" + account, 200);
        get("/tunnels?account=" + account, 200);
        get("/tunnels?account=" + account + "&state=none", 200);
        tunnel("account=" + account + "&tunnel=" + tunnel);
        keys(account, tunnel);
        get("/audit?account=" + account, 200);
        get("/audit?all=yes", 200);
        tokens("account=" + account);
        gateways("account=" + account, edge);
        get("/sign-out", 405);
        post("/sign-out", "psk=" + key, ticket(get("/", 200)), 303);
        get("/sign-in?over=1", 200);
        tickets.addAll(cookies.values());
        return List.copyOf(tickets);
    }

    private void tunnel(String place) throws InterruptedException {
        get("/tunnel?" + place, 200);
        String asked = get("/tunnel/generate?" + place, 200);
        String fields = place + "&version=&profile=strongswan&psk=" + key;
        String form = form(asked);
        String made = post("/tunnel/generate", fields, form, 200);
        String generated = found(MADE, made);
        tickets.add(generated);
        post("/tunnel/generate", fields, form, 409);
        String again = get("/tunnel/revoke?" + place, 200);
        assertThat(get("/tunnel?" + place, 200) + again).doesNotContain(generated);
        String revoked = place + "&sure=yes&version=" + found(VERSION, again) + "&psk=" + key;
        post("/tunnel/revoke", revoked, form(again), 200);
    }

    private void tokens(String place) throws InterruptedException {
        get("/tokens?" + place, 200);
        get("/tokens?all=yes", 200);
        String asked = get("/tokens/new?" + place, 200);
        String fields =
                place
                        + "&name=life&days=1&newest="
                        + found(NEWEST, asked)
                        + "&permission="
                        + Permission.AUDIT_READ.id()
                        + "&psk="
                        + key;
        String made = post("/tokens/new", fields, form(asked), 200);
        tickets.add(found(ISSUED, made));
        String change = place + "&token=" + found(TOKEN, made);
        String roll = get("/tokens/change?" + change + "&do=roll", 200);
        tickets.add(found(ISSUED, changed(change + "&do=roll", roll)));
        String delete = get("/tokens/change?" + change + "&do=delete", 200);
        changed(change + "&do=delete", delete);
    }

    private void gateways(String place, String edge) throws InterruptedException {
        get("/gateways?" + place, 200);
        String asked = get("/gateways/new?" + place, 200);
        String fields = place + "&name=gw-console&edge=" + edge + "&stamp=" + found(STAMP, asked);
        String named = fields + "&psk=" + key;
        String form = form(asked);
        tickets.add(found(ISSUED, post("/gateways/new", named, form, 200)));
        post("/gateways/new", named, form, 409);
        String change = place + "&gateway=gw-console&do=revoke";
        form = form(get("/gateways/change?" + change, 200));
        String revoked = change + "&state=enrolling&sure=yes&psk=" + key;
        post("/gateways/change", revoked, form, 200);
        post("/gateways/change", revoked, form, 409);
        get("/gateways/held?" + place + "&gateway=gw-console", 200);
    }

    private String changed(String fields, String asked) throws InterruptedException {
        String sure = "&sure=yes&psk=" + key + "&modified=" + found(MODIFIED, asked);
        return post("/tokens/change", fields + sure, form(asked), 200);
    }

    private void keys(String account, String tunnel) throws InterruptedException {
        String ticket = ticket(get("/keys?account=" + account, 200));
        String text = "account=" + account + "&keys=tunnel,psk%0A" + tunnel + "," + key;
        String checked = post("/keys", text + "&step=check", ticket, 200);
        String set =
                "&step=set&stamp=" + found(STAMP, checked) + "&checked=" + found(CHECKED, checked);
        post("/keys", text + "0" + set, ticket, 409);
        post("/keys", text + set, ticket, 200);
    }

    private String get(String path, int status) throws InterruptedException {
        return done(request(path).GET(), "GET " + path, status);
    }

    private String post(String path, String fields, String form, Integer... statuses)
            throws InterruptedException {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(fields + "&form=" + form));
        return done(request, "POST " + path, statuses);
    }

    private HttpRequest.Builder request(String path) {
        String query = (path.contains("?") ? "&" : "?") + "psk=" + key;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(origin.resolve(path + query))
                        .timeout(DEADLINE)
                        .header("Accept", HTML)
                        .header("X-Psk", key)
                        .header("Referer", "http://example.net/" + key);
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        return request;
    }

    private String done(HttpRequest.Builder request, String what, Integer... statuses)
            throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            String all = answer.headers().map() + answer.body();
            assertThat(answer.statusCode()).as(what).isIn((Object[]) statuses);
            assertThat(marker.finds(all)).as("%s shows a key", what).isFalse();
            assertThat(all.contains(token)).as("%s shows a token", what).isFalse();
            answer.headers().allValues("set-cookie").forEach(this::keep);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(what, e);
        }
    }

    private void keep(String line) {
        String[] pair = line.split(";", 2)[0].split("=", 2);
        if (line.contains("Max-Age=0")) {
            tickets.add(cookies.remove(pair[0]));
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    /** What makes a form that does something this session's, and good once. */
    private String form(String page) {
        return ticket(page) + "&number=" + found(NUMBER, page);
    }

    private String ticket(String page) {
        String ticket = found(TICKET, page);
        tickets.add(ticket);
        return ticket;
    }

    private static String found(Pattern what, String page) {
        Matcher found = what.matcher(page);
        assertThat(found.find()).as(what.pattern()).isTrue();
        return found.group(1);
    }

    @Override
    public void close() {
        client.close();
    }
}
