package dev.keyferry.server;

import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.tls.PemFiles;
import dev.keyferry.server.tls.TlsNames;
import java.util.Optional;

/**
 * How a server serves TLS.
 *
 * @param given the operator's certificate; empty for one by an authority of the server's own
 * @param names for which that one is good
 * @param requestLimit how many requests each token may send over TLS; empty for no limit
 */
public record TlsOptions(
        TlsAddress listen,
        Optional<PemFiles> given,
        TlsNames names,
        Optional<RequestLimit> requestLimit) {}
