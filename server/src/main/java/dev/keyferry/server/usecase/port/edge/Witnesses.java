package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.Witnessing;
import java.time.Instant;
import java.util.Optional;

/** Gateways as those who bear witness of the audit. Thread-safe. */
public interface Witnesses {
    /** The audit as the gateway sees it; a gateway that is not served is refused at each call. */
    Witnessing of(GatewayName gateway);

    /**
     * What a gateway said.
     *
     * @param on when a server heard it
     */
    record Said(HeadQuestion question, Instant on) {}

    /**
     * What the gateway said last, to whichever server. Empty if it has said nothing for a while:
     * the silent bear no witness. A doubt is only ended by another word.
     */
    Optional<Said> told(GatewayName gateway);
}
