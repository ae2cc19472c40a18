package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.Witnessing;
import java.util.Optional;

/** Gateways as those who bear witness of the audit. Thread-safe. */
public interface Witnesses {
    /** The audit as the gateway sees it; a gateway that is not served is refused at each call. */
    Witnessing of(GatewayName gateway);

    /** What the gateway said last; empty if nothing since this process started. */
    Optional<HeadQuestion> told(GatewayName gateway);
}
