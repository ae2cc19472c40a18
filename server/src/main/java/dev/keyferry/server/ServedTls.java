package dev.keyferry.server;

import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.http.HttpServer;
import dev.keyferry.server.http.listen.TlsListener;
import dev.keyferry.server.tls.Certificates;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** TLS of one server: its certificate, and what keeps that fresh. Thread-safe. */
final class ServedTls {
    /** How often the files of the certificate are looked at. */
    static final Duration LOOKING = Duration.ofSeconds(5);

    private final TlsOptions options;
    private final Certificates certificates;

    /**
     * Reads the certificate, or has it made.
     *
     * @throws dev.keyferry.server.tls.TlsUnusable if what is there cannot be used
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if a key's file cannot be read, is open to
     *     others or cannot be made
     */
    ServedTls(TlsOptions options, Path directory, SecureRandom random, InstantSource clock) {
        this.options = options;
        this.certificates =
                options.given()
                        .map(files -> Certificates.given(files, clock))
                        .orElseGet(() ->
                                Certificates.own(
                                        DataDirectory.tls(directory),
                                        options.names(),
                                        random,
                                        clock));
    }

    TlsListener listener() {
        return new TlsListener(options.listen(), certificates.current(), options.requestLimit());
    }

    /** Lets {@code http} show each new certificate, until the result is closed. */
    Upkeep follow(HttpServer http) {
        return Upkeep.start(
                () -> certificates.refresh().ifPresent(http::use),
                new Upkeep.Pace(LOOKING, LOOKING));
    }
}
