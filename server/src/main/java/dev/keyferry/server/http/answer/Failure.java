package dev.keyferry.server.http.answer;

import dev.keyferry.feed.id.Bytes;
import java.util.Map;

/**
 * The whole answer to a request that failed, as it is sent.
 *
 * @param headers besides those of the body
 */
public record Failure(int status, String contentType, Map<String, String> headers, Bytes body) {
    public Failure {
        headers = Map.copyOf(headers);
    }

    /** In the public envelope. */
    public static Failure enveloped(ErrorAnswer answer) {
        return new Failure(
                answer.status(),
                Envelope.CONTENT_TYPE,
                answer.headers(),
                Bytes.copyOf(Envelope.failure(answer)));
    }
}
