package dev.keyferry.server.http.parts;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.usecase.gateway.EnrolGateway;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A whole server on loopback with a store of its own in memory-backed files, and a client of it.
 */
public final class ApiFixture implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path directory;
    private final Options options;
    private KeyferryServer server;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    private ApiFixture(Path directory, Options options) throws IOException, InterruptedException {
        this.directory = directory;
        this.options = options;
        this.server = start(directory, options);
        this.token = Files.readString(directory.resolve("admin.token")).strip();
    }

    public static ApiFixture start() throws IOException, InterruptedException {
        return start(HttpTimeouts.DEFAULT, LocalGateway.ABSENT);
    }

    public static ApiFixture start(HttpTimeouts timeouts, LocalGateway gateway)
            throws IOException, InterruptedException {
        return start(new Options(timeouts, gateway, Optional.empty(), InstantSource.system()));
    }

    /** Starts one whose clock the test moves. */
    public static ApiFixture start(InstantSource clock, Optional<RequestLimit> limit)
            throws IOException, InterruptedException {
        return start(new Options(HttpTimeouts.DEFAULT, LocalGateway.ABSENT, limit, clock));
    }

    private static ApiFixture start(Options options) throws IOException, InterruptedException {
        Path parent =
                Files.isDirectory(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        return new ApiFixture(Files.createTempDirectory(parent, "keyferry-http"), options);
    }

    private static KeyferryServer start(Path directory, Options options)
            throws InterruptedException {
        return KeyferryServer.start(
                new ServerOptions(
                        directory,
                        ListenAddress.parse("127.0.0.1:0"),
                        options.timeouts(),
                        options.limit(),
                        IkeDomain.DEFAULT,
                        options.gateway()),
                options.clock());
    }

    private record Options(
            HttpTimeouts timeouts,
            LocalGateway gateway,
            Optional<RequestLimit> limit,
            InstantSource clock) {}

    public ListenAddress address() {
        return ListenAddress.parse("127.0.0.1:" + server.port());
    }

    /** The header with the administrator's token, without line end. */
    public String authorization() {
        return "Authorization: Bearer " + token;
    }

    /** Creates an account and returns its id. */
    public String createAccount(String name) throws IOException, InterruptedException {
        Reply reply = post("/accounts", "{\"name\":\"%s\"}".formatted(name)).assertSuccess();
        return reply.result().path("id").asString();
    }

    /** Creates a tunnel and returns its id. */
    public String createTunnel(String tunnels, String name)
            throws IOException, InterruptedException {
        String body =
                """
                {"name":"%s","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31"}
                """
                        .formatted(name);
        Reply reply = post(tunnels, body).assertSuccess();
        return reply.result().path("id").asString();
    }

    /** Creates an edge. */
    public void createEdge(String name, EdgePrivateKey key)
            throws IOException, InterruptedException {
        String encoded = Base64.getEncoder().encodeToString(key.publicKey().encoded().toArray());
        post("/keyferry/edges", "{\"name\":\"%s\",\"public_key\":\"%s\"}".formatted(name, encoded))
                .assertSuccess();
    }

    /** Names a gateway and enrols it, and returns its token. */
    public GatewayToken enrolGateway(String edge, String name, EdgePrivateKey key)
            throws IOException, InterruptedException {
        Reply named =
                post(
                                "/keyferry/gateways",
                                "{\"name\":\"%s\",\"edge\":\"%s\"}".formatted(name, edge))
                        .assertSuccess();
        return gateways()
                .enrol()
                .enrol(
                        EnrolmentToken.of(named.result().path("enrolment_token").asString()),
                        key.publicKey().id(),
                        new EnrolGateway.Origin("127.0.0.1", RequestId.random(new SecureRandom())))
                .token();
    }

    /** What gateways ask for, without their transport. */
    public GatewayUseCases gateways() {
        return server.useCases().gateways();
    }

    /** A client with another token than the administrator's. */
    public TokenClient as(String other) {
        return new TokenClient(client, server.base(), other);
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    public Reply post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    public Reply send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    public Reply send(String method, String path, String json)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json)));
    }

    /** Sends with one header more. */
    public Reply send(String method, String path, String json, String header, String value)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .method(method, BodyPublishers.ofString(json)));
    }

    /** Sends now and answers later. */
    public CompletableFuture<Reply> postLater(String path, String json) {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build();
        return client.sendAsync(request, BodyHandlers.ofString()).thenApply(Reply::of);
    }

    /** The database's file. */
    public Path database() {
        return directory.resolve("keyferry.db");
    }

    /** Sends with these headers now and answers later; an empty body is none. */
    public CompletableFuture<Reply> sendLater(
            String method, String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                json.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Reply::of);
    }

    /** The feed of the local gateway, for a test that stands in its place. */
    public Feed feed() {
        return server.localFeed();
    }

    public void stopServer() {
        server.close();
    }

    /** Stops the server and starts one over the same directory, at another port. */
    public void restartServer() throws InterruptedException {
        server.close();
        server = start(directory, options);
    }

    @Override
    public void close() {
        server.close();
        client.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.base() + path))
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Reply.of(client.send(request.build(), BodyHandlers.ofString()));
    }
}
