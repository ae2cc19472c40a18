package dev.keyferry.server.http;

import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.http.listen.TlsListener;
import java.util.Optional;

/**
 * Where the API is served, and to how many requests of each token.
 *
 * @param limit of each token over plain HTTP; empty for none
 */
public record Listeners(
        ListenAddress plain, Optional<RequestLimit> limit, Optional<TlsListener> tls) {}
