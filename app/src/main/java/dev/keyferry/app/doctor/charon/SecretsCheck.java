package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciReplyOverdue;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.List;

/**
 * Whether the charon holds secrets beside Keyferry's, whose owners nobody can read back, and keys
 * of Keyferry's that no connection uses. It lists them once for both.
 */
final class SecretsCheck implements SessionCheck {
    private static final String OURS = "kf/";

    /** A charon with too many secrets never answers. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private static final int NAMED = 3;

    private final UnusedKeys unused;

    SecretsCheck(UnusedKeys unused) {
        this.unused = unused;
    }

    @Override
    public List<Finding> look(ViciSession session) {
        try {
            List<String> ids = session.call("get-shared", ViciMessage.EMPTY, PROMPT).list("keys");
            return List.of(finding(ids), unused.look(ids, ConnectionsCheck.connections(session)));
        } catch (ViciReplyOverdue e) {
            return List.of(
                    Finding.warn(
                            Subject.SECRETS,
                            "charon does not list its secrets: there are too many for one answer",
                            "keep to 10,000 keys a charon; docs/gateway.md tells why"));
        }
    }

    private static Finding finding(List<String> ids) {
        List<String> foreign = ids.stream().filter(id -> !id.startsWith(OURS)).toList();
        if (foreign.isEmpty()) {
            return Finding.ok(Subject.SECRETS, "all " + ids.size() + " secrets are Keyferry's");
        }
        String named = String.join(", ", foreign.stream().limit(NAMED).toList());
        return Finding.warn(
                Subject.SECRETS,
                foreign.size()
                        + " of "
                        + ids.size()
                        + " secrets are not Keyferry's ("
                        + named
                        + (foreign.size() > NAMED ? ", ..." : "")
                        + "): isolation is not assured, since their owners cannot be read",
                "move their tunnels to Keyferry, or see that each names its peer in swanctl.conf");
    }
}
