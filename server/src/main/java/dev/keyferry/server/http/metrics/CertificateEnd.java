package dev.keyferry.server.http.metrics;

import dev.keyferry.server.tls.ServerIdentity;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Shows when the certificate that is served ends. Thread-safe. */
public final class CertificateEnd {
    private final Gauge end;

    public CertificateEnd(PrometheusRegistry registry, ServerIdentity first) {
        this.end =
                Gauge.builder()
                        .name("keyferry_tls_certificate_end_timestamp_seconds")
                        .help("When the certificate that is shown over TLS ends.")
                        .withoutExemplars()
                        .register(registry);
        use(first);
    }

    /** This certificate is shown from now on. */
    public void use(ServerIdentity identity) {
        end.set((double) identity.chain().getFirst().getNotAfter().toInstant().getEpochSecond());
    }
}
