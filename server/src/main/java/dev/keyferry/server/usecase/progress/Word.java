package dev.keyferry.server.usecase.progress;

import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders.Told;
import java.util.Map;

/** What one gateway said. */
public sealed interface Word {
    GatewayName gateway();

    /** What it holds. */
    record Reported(GatewayName gateway, Report report) implements Word {}

    /** Which keys of its edge it has, and which it cannot do without. */
    record ToldKeys(GatewayName gateway, Told told) implements Word {}

    /** Which head of the audit it remembers, and whether it doubts it. */
    record Witnessed(GatewayName gateway, HeadQuestion question) implements Word {}

    /** What came of its newest orders to reauthenticate, by their numbers. */
    record Reauthenticated(GatewayName gateway, Map<Revision, ReauthOutcome.Kind> outcomes)
            implements Word {
        public Reauthenticated {
            outcomes = Map.copyOf(outcomes);
        }
    }
}
