package dev.keyferry.app.api;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.gateway.remote.Authority;
import dev.keyferry.gateway.remote.NotLinked;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the public API. A refusal, and an API that cannot be reached, become a {@link Failure}.
 * Thread-safe.
 */
public final class ApiClient implements AutoCloseable {
    /** A waiting call is answered within 45 seconds; the rest is for the way. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /** From the request to the last byte: a list of 200,000 tunnels over a slow line. */
    private static final Duration EXCHANGE_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Most items of a page. */
    static final int PAGE = 1_000;

    private static final int MAX_PAGES = 100;

    private static final int MAX_DESCRIPTION_BYTES = 4 << 20;

    private final ApiAddress address;
    private final Duration timeout;
    private final HttpClient http;
    private final JsonMapper mapper = new JsonMapper();
    private final EnvelopeReader envelopes =
            new EnvelopeReader(mapper, EnvelopeReader.MAX_ANSWER_BYTES);

    /**
     * A client of the API there; nothing is sent yet.
     *
     * @throws Failure a usage failure if the file of the authority is not one
     */
    public ApiClient(ApiAddress address) {
        this(address, EXCHANGE_TIMEOUT);
    }

    /**
     * The same with less patience.
     *
     * @param timeout of a whole exchange
     */
    ApiClient(ApiAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        address.authority().map(ApiClient::trusting).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    private static SSLContext trusting(Path authority) {
        try {
            return Authority.read(authority).tls();
        } catch (NotLinked e) {
            throw Failure.usage(
                    "KEYFERRY_CA names "
                            + authority
                            + ", which is no authority's certificate in PEM",
                    "copy tls/authority.pem from the server's data directory and name the copy");
        }
    }

    /** Where the calls go, for messages. */
    public URI base() {
        return address.base();
    }

    /**
     * Reads.
     *
     * @param path below the base, beginning with a slash
     */
    public Answer get(String path) {
        return call(request(path).GET().build(), envelopes::read);
    }

    /**
     * Reads a list that comes in pages.
     *
     * @param path with a query only where something narrows the list
     * @throws Failure also where it has more than {@value #MAX_PAGES} pages
     */
    public List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        forEach(path, items::add);
        return items;
    }

    /**
     * Hands on, one by one, the items of a list that comes in pages.
     *
     * @param path with a query only where something narrows the list
     * @throws Failure also where it has more than {@value #MAX_PAGES} pages
     */
    public void forEach(String path, Consumer<JsonNode> item) {
        String more = path.indexOf('?') < 0 ? "?" : "&";
        for (int page = 1; page <= MAX_PAGES + 1; page++) {
            JsonNode read = get(path + more + "page=" + page + "&per_page=" + PAGE).result();
            if (page > MAX_PAGES && !read.isEmpty()) {
                break;
            }
            read.forEach(item);
            if (read.size() < PAGE) {
                return;
            }
        }
        throw new Failure(
                ExitCode.REFUSED,
                "there are more than " + MAX_PAGES * PAGE + " of them",
                "read the list " + path + " of the API by yourself");
    }

    /**
     * Makes something of which a repeated call would make another, or be refused.
     *
     * @param doubt what to do where nobody knows whether it was made; a hint
     */
    public Answer create(String path, JsonNode body, String doubt) {
        return doubtful(() -> post(path, mapper.writeValueAsBytes(body)), doubt);
    }

    /** The same for what takes the place of something. */
    public Answer replace(String path, JsonNode body, String doubt) {
        return doubtful(() -> put(path, body), doubt);
    }

    private static Answer doubtful(Supplier<Answer> call, String doubt) {
        try {
            return call.get();
        } catch (Unanswered e) {
            throw new Failure(e.code(), String.valueOf(e.getMessage()), doubt, e);
        }
    }

    /**
     * Changes something; a repeated call changes nothing more.
     *
     * @param json the body; the caller may wipe it afterwards
     */
    public Answer post(String path, byte[] json) {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json))
                        .build();
        return call(request, envelopes::read);
    }

    /**
     * The same where a refusal is something to go on from.
     *
     * @param json the body; the caller may wipe it afterwards
     */
    public Attempt attempt(String path, byte[] json) {
        return attempt(request(path).POST(BodyPublishers.ofByteArray(json)));
    }

    /** The same for a change of what the path names. */
    public Attempt attemptChange(String path, byte[] json) {
        return attempt(request(path).PUT(BodyPublishers.ofByteArray(json)));
    }

    private Attempt attempt(HttpRequest.Builder request) {
        return call(
                request.header("Content-Type", "application/json").build(),
                in -> new Attempt.Done(envelopes.read(in)),
                (response, errors) -> {
                    int status = response.statusCode();
                    if ((status == 400 || status == 409) && !errors.isEmpty()) {
                        return new Attempt.Refused(errors);
                    }
                    throw Refusals.failure(response, errors);
                });
    }

    /** Brings something to be; its path says all. */
    public Answer put(String path) {
        return call(request(path).PUT(BodyPublishers.noBody()).build(), envelopes::read);
    }

    public Answer put(String path, JsonNode body) {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                        .build();
        return call(request, envelopes::read);
    }

    public Answer delete(String path) {
        return call(request(path).DELETE().build(), envelopes::read);
    }

    /** Makes something happen to what the path names. */
    public Answer post(String path) {
        return call(request(path).POST(BodyPublishers.noBody()).build(), envelopes::read);
    }

    /**
     * Hands on, one by one, the items of the array {@code result.<name>} of a list that may be too
     * long to be held as a whole.
     */
    public void forEach(String path, String name, Consumer<JsonNode> item) {
        find(
                path,
                name,
                each -> {
                    item.accept(each);
                    return false;
                });
    }

    /** The first item of such a list that fits; the rest is not asked for. */
    public Optional<JsonNode> find(String path, String name, Predicate<JsonNode> fits) {
        return call(request(path).GET().build(), in -> envelopes.find(in, name, fits));
    }

    /** Asks whether the server can do its work; the token is not sent. */
    public Health health() {
        return exchange(ofEverybody("/healthz/ready"), Health::of);
    }

    /** The description of the server's API, as bytes; the token is not sent. */
    public byte[] description() {
        return exchange(
                ofEverybody("/openapi.json"),
                response -> {
                    if (response.statusCode() != 200) {
                        throw new ForeignAnswer();
                    }
                    return response.body().readNBytes(MAX_DESCRIPTION_BYTES);
                });
    }

    private HttpRequest ofEverybody(String path) {
        return HttpRequest.newBuilder(address.base().resolve(path)).timeout(ANSWER_TIMEOUT).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address.base() + path))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + address.token());
    }

    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private interface Refusal<T> {
        T of(HttpResponse<?> response, List<ApiMessage> errors);
    }

    private <T> T call(HttpRequest request, Reader<T> reader) {
        return call(
                request,
                reader,
                (response, errors) -> {
                    throw Refusals.failure(response, errors);
                });
    }

    private <T> T call(HttpRequest request, Reader<T> reader, Refusal<T> refusal) {
        return exchange(
                request,
                response ->
                        response.statusCode() == 200
                                ? reader.read(response.body())
                                : refusal.of(response, envelopes.readErrors(response.body())));
    }

    private interface Taker<T> {
        T take(HttpResponse<InputStream> response) throws IOException;
    }

    private <T> T exchange(HttpRequest request, Taker<T> taker) {
        long began = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            return take(response, timeout.minusNanos(System.nanoTime() - began), taker);
        } catch (JacksonException | ForeignAnswer e) {
            // Its text quotes what was read; the cause would carry it into a stack trace.
            throw foreignAnswer();
        } catch (HttpTimeoutException e) {
            throw unreachable("did not answer in time", e);
        } catch (SSLHandshakeException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    address.base() + " has no certificate that is trusted for this name",
                    "if the server made its own authority, set KEYFERRY_CA to a copy of"
                            + " tls/authority.pem from its data directory",
                    e);
        } catch (SSLException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "there is no TLS 1.2 or 1.3 at " + address.base(),
                    "set KEYFERRY_URL to the address that serve --tls has; what serve listens to"
                            + " on loopback is http",
                    e);
        } catch (IOException e) {
            throw unreachable("cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for", e);
        }
    }

    /** The timeout of a request ends with the head of its answer. */
    private static <T> T take(HttpResponse<InputStream> response, Duration left, Taker<T> taker)
            throws IOException {
        try (InputStream body = response.body();
                Deadline deadline = new Deadline(body, left)) {
            try {
                T taken = taker.take(response);
                if (!deadline.isOver()) {
                    return taken;
                }
            } catch (JacksonException | ForeignAnswer | IOException e) {
                if (!deadline.isOver()) {
                    throw e;
                }
            }
            throw new HttpTimeoutException("the answer did not end");
        }
    }

    private Failure foreignAnswer() {
        return new Unanswered(
                ExitCode.UNREACHABLE,
                address.base() + " does not answer like the API",
                "check KEYFERRY_URL; it ends in /client/v4");
    }

    private Failure unreachable(String what, Exception cause) {
        return new Unanswered(
                ExitCode.UNREACHABLE,
                address.base() + " " + what,
                "check that `keyferry serve` runs and KEYFERRY_URL is right; a repeated call is"
                        + " harmless",
                cause);
    }

    @Override
    public void close() {
        http.close();
    }
}
