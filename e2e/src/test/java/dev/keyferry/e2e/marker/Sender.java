package dev.keyferry.e2e.marker;

import dev.keyferry.server.contract.AnswerCheck;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends calls as somebody, and keeps all of each answer. Thread-safe. */
final class Sender implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final URI base;

    Sender(String base) {
        this.base = URI.create(base);
    }

    /** Status, headers and body of an answer. */
    record Answer(int status, String headers, String body) {
        boolean isDone() {
            return status == 200;
        }

        String all() {
            return headers + "\n" + body;
        }
    }

    /** The head of a request for a change, for what {@link HttpClient} would not send. */
    static String head(String path, String token, long bodyBytes) {
        return String.join(
                "\r\n",
                "POST /client/v4" + path + " HTTP/1.1",
                "Host: x",
                "Authorization: Bearer " + token,
                "Content-Type: application/json",
                "Content-Length: " + bodyBytes,
                "",
                "");
    }

    /** The names of the calls of the API that were made with success. */
    Set<String> done() {
        return Set.copyOf(done);
    }

    /** The answer is one that the API's description has. */
    Answer send(Role role, Call call) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + call.path()).normalize())
                        .timeout(DEADLINE)
                        .method(
                                call.method(),
                                BodyPublishers.ofString(call.body(), StandardCharsets.ISO_8859_1))
                        .header("Authorization", "Bearer " + role.token());
        call.headers().forEach(request::setHeader);
        try {
            HttpResponse<String> response =
                    client.send(
                            request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
            AnswerCheck.assertDescribed(response);
            if (response.statusCode() == 200) {
                AnswerCheck.operation(response).ifPresent(done::add);
            }
            return new Answer(
                    response.statusCode(), response.headers().map().toString(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(call.what(), e);
        }
    }

    /**
     * Sends these bytes and gives all that comes back until the other side closes: an answer that
     * the API's description has.
     */
    String sendRaw(String request) {
        byte[] sent = request.getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(sent);
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            String[] asked = RawHttp.requestLine(sent);
            Reply.parse(answer).assertDescribed(asked[0], asked[1]);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends these bytes and is gone at once, as a client whose network fails. */
    void sendAndVanish(String request) {
        try (Socket socket = connect()) {
            OutputStream output = socket.getOutputStream();
            output.write(request.getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            // A reset instead of an orderly end.
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection that others may not have meanwhile. */
    Socket connect() throws IOException {
        return new Socket(base.getHost(), base.getPort());
    }

    @Override
    public void close() {
        client.close();
    }
}
