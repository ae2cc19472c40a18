package dev.keyferry.server.http.listen;

import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.tls.ServerIdentity;
import java.util.Optional;

/**
 * What is served over TLS.
 *
 * @param identity the certificate to begin with
 * @param limit of each token; empty for none. Gateways' calls are not limited.
 */
public record TlsListener(
        TlsAddress address, ServerIdentity identity, Optional<RequestLimit> limit) {}
