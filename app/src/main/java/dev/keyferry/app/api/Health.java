package dev.keyferry.app.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What a server says of itself to everybody.
 *
 * @param words one line for people
 * @param date its time, cut to whole seconds; empty where it does not tell
 * @param certificate its own, by which it was trusted; empty over plain HTTP
 */
public record Health(
        boolean isReady,
        String words,
        Optional<Instant> date,
        Optional<X509Certificate> certificate) {
    private static final int MAX_WORDS = 1_000;

    static Health of(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        if (status != 200 && status != 503) {
            throw new ForeignAnswer();
        }
        String words =
                new String(response.body().readNBytes(MAX_WORDS), StandardCharsets.UTF_8).strip();
        return new Health(
                status == 200,
                Printable.of(words),
                response.headers().firstValue("Date").flatMap(Health::time),
                response.sslSession().flatMap(Health::certificate));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            Certificate first = session.getPeerCertificates()[0];
            return first instanceof X509Certificate x509 ? Optional.of(x509) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
