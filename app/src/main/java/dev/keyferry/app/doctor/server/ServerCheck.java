package dev.keyferry.app.doctor.server;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Health;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.server.http.document.DocumentHandler;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether the server answers, by a certificate that stays, at the same time and version. */
public final class ServerCheck implements Check {
    /** A certificate that ends sooner should have been renewed. */
    static final Duration CERTIFICATE_LEFT = Duration.ofDays(14);

    /** The server's word is cut to whole seconds, and takes its time on the way. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    /** Tokens and certificates are judged wrongly from here on. */
    static final Duration CLOCKS_FAR_APART = Duration.ofMinutes(5);

    private final ApiClient api;
    private final InstantSource clock;

    public ServerCheck(ApiClient api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        try {
            Health health = api.health();
            Instant now = clock.instant();
            findings.add(ready(health));
            health.certificate().map(shown -> certificate(shown, now)).ifPresent(findings::add);
            health.date().map(date -> clocks(date, now)).ifPresent(findings::add);
            findings.add(version());
        } catch (Failure e) {
            findings.add(Finding.fail(Subject.SERVER, e));
        }
        return findings;
    }

    private Finding ready(Health health) {
        return health.isReady()
                ? Finding.ok(Subject.SERVER, api.base() + " answers, and its store can be read")
                : Finding.fail(
                        Subject.SERVER,
                        api.base() + " answers: " + health.words(),
                        "see the server's log, and the database that store.url names if it does");
    }

    private static Finding certificate(X509Certificate shown, Instant now) {
        Instant end = shown.getNotAfter().toInstant();
        String seen = "the server's certificate is good until " + end;
        return Duration.between(now, end).compareTo(CERTIFICATE_LEFT) < 0
                ? Finding.warn(
                        Subject.SERVER_CERTIFICATE,
                        seen,
                        "renew it; the server takes up new files by itself, and renews its own")
                : Finding.ok(Subject.SERVER_CERTIFICATE, seen);
    }

    static Finding clocks(Instant server, Instant here) {
        Duration apart = Duration.between(server, here).abs();
        String seen = "the clocks here and there are " + apart.toSeconds() + " s apart";
        String mend = "have both synchronised, as by systemd-timesyncd or chrony";
        if (apart.compareTo(CLOCKS_FAR_APART) > 0) {
            return Finding.fail(Subject.SERVER_CLOCK, seen, mend);
        }
        return apart.compareTo(CLOCKS_APART) > 0
                ? Finding.warn(Subject.SERVER_CLOCK, seen, mend)
                : Finding.ok(Subject.SERVER_CLOCK, seen);
    }

    private Finding version() {
        return Arrays.equals(api.description(), DocumentHandler.description())
                ? Finding.ok(Subject.SERVER_VERSION, "the server's API is the one of this command")
                : Finding.warn(
                        Subject.SERVER_VERSION,
                        "the server's API is another one than this command's",
                        "bring both to the same version");
    }
}
