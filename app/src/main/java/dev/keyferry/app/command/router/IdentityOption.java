package dev.keyferry.app.command.router;

import dev.keyferry.app.swanctl.PeerIdentity;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which identity a tunnel's router sends, the same for both sides. */
public final class IdentityOption {
    @Option(
            names = "--identity",
            paramLabel = "IDENTITY",
            completionCandidates = Words.class,
            description =
                    "Which of the tunnel's identities the router sends: ${COMPLETION-CANDIDATES},"
                            + " or TYPE:VALUE of one that the tunnel was given; default explicit"
                            + " where there is one, else keyid.")
    private @Nullable String identity;

    /** What completion offers. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PeerIdentity.WORDS.iterator();
        }
    }

    /** The choice. */
    public PeerIdentity identity() {
        return Optional.ofNullable(identity).map(PeerIdentity::parse).orElse(PeerIdentity.DEFAULT);
    }
}
