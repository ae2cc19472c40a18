package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.gateway.rules.SocketCheck;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.gateway.watch.Charon;
import dev.keyferry.gateway.watch.Pacing;
import dev.keyferry.vici.ViciException;
import dev.keyferry.vici.ViciSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a charon answers at its socket, and what it says of itself. */
public final class CharonCheck implements Check {
    private final Charon charon;
    private final List<SessionCheck> questions;

    /**
     * @param settings of the agent: what the operator answers for
     * @param caches directories where an agent of this host may have its cache
     */
    public CharonCheck(Path socket, Settings.Gateway settings, List<Path> caches) {
        Set<Integer> trusted =
                settings.charonUid().stream().boxed().collect(Collectors.toUnmodifiableSet());
        this.charon = new Charon(socket, new SocketCheck(trusted), Pacing.USUAL);
        this.questions =
                List.of(
                        new VersionCheck(),
                        new ConnectionsCheck(settings.acceptUnsafe()),
                        new SecretsCheck(new UnusedKeys(caches)));
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        try (ViciSession session = charon.connect()) {
            for (SessionCheck question : questions) {
                findings.addAll(question.look(session));
            }
            findings.addFirst(Finding.ok(Subject.CHARON, "a charon answers at " + charon.socket()));
        } catch (SocketRefused e) {
            findings.add(
                    Finding.fail(
                            Subject.CHARON,
                            String.valueOf(e.getMessage()),
                            "docs/gateway.md tells how to mend a refused socket"));
        } catch (ViciException e) {
            findings.add(
                    Finding.fail(
                            Subject.CHARON,
                            "no charon answers at " + charon.socket(),
                            "start it, and run this command as root, who alone may talk to it"));
        }
        return findings;
    }
}
