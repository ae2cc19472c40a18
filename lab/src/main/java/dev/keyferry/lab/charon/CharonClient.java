package dev.keyferry.lab.charon;

import dev.keyferry.vici.ViciCommandFailed;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the lab itself asks of a charon, each time over a connection of its own. Thread-safe.
 *
 * <p>Its methods throw {@link dev.keyferry.vici.ViciException} where charon refuses, is gone or
 * silent.
 */
public final class CharonClient {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Path socket;

    CharonClient(Path socket) {
        this.socket = socket;
    }

    /** charon's version, for example {@code 5.9.8}. */
    public String version() {
        return call("version", ViciMessage.EMPTY, DEADLINE).text("version").orElse("");
    }

    /** Loads or replaces a connection; the keys are those of swanctl.conf(5). */
    public void loadConnection(String name, ViciMessage settings) {
        call("load-conn", ViciMessage.builder().putSection(name, settings).build(), DEADLINE);
    }

    /** Loads or replaces a pre-shared key; it belongs to these identities. */
    public void loadSecret(String id, byte[] psk, List<IkeId> owners) {
        ViciMessage secret =
                ViciMessage.builder()
                        .put("id", id)
                        .put("type", "ike")
                        .put("data", psk)
                        .putList("owners", owners.stream().map(IkeId::text).toList())
                        .build();
        call("load-shared", secret, DEADLINE);
    }

    /** The ids of all secrets, the last one written first. */
    public List<String> secretIds() {
        return call("get-shared", ViciMessage.EMPTY, DEADLINE).list("keys");
    }

    /**
     * Brings a connection up, with its child where there is one.
     *
     * @param timeout how long charon waits for the peer
     * @return empty once it is up, else what charon said
     */
    Optional<String> initiate(String connection, Optional<String> child, Duration timeout) {
        ViciMessage.Builder what =
                ViciMessage.builder()
                        .put("ike", connection)
                        .put("timeout", Long.toString(timeout.toMillis()))
                        .put("loglevel", "-1");
        child.ifPresent(name -> what.put("child", name));
        try {
            call("initiate", what.build(), timeout.plus(DEADLINE));
            return Optional.empty();
        } catch (ViciCommandFailed e) {
            return Optional.of(e.errorText());
        }
    }

    /** Ends every IKE SA of a connection, also where the peer does not answer. */
    public void terminate(String connection) {
        if (!hasSa(connection)) {
            return;
        }
        ViciMessage what =
                ViciMessage.builder()
                        .put("ike", connection)
                        .put("force", "yes")
                        .put("timeout", "2000")
                        .put("loglevel", "-1")
                        .build();
        try {
            call("terminate", what, DEADLINE);
        } catch (ViciCommandFailed e) {
            // charon also says so where it gave up on a silent peer and removed the SA by force.
            if (hasSa(connection)) {
                throw e;
            }
        }
    }

    /** All IKE SAs, half-open ones included. */
    public List<IkeSa> sas() {
        List<IkeSa> sas = new ArrayList<>();
        try (ViciSession session = ViciSession.connect(socket, DEADLINE)) {
            session.stream(
                    "list-sas",
                    "list-sa",
                    ViciMessage.EMPTY,
                    DEADLINE,
                    event -> event.sections().forEach((name, sa) -> sas.add(IkeSa.of(name, sa))));
        }
        return sas;
    }

    private boolean hasSa(String connection) {
        return sas().stream().anyMatch(sa -> sa.connection().equals(connection));
    }

    private ViciMessage call(String command, ViciMessage body, Duration deadline) {
        try (ViciSession session = ViciSession.connect(socket, DEADLINE)) {
            return session.call(command, body, deadline);
        }
    }
}
