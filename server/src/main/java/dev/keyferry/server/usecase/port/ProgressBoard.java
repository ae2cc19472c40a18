package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.Report;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What gateways say to any server of a deployment, for the servers that did not hear it. Only the
 * newest word of each kind is kept of a gateway, and none has to outlive the database's process:
 * gateways repeat themselves every few seconds. Thread-safe. Every method throws {@link
 * StoreUnavailable} if the database fails.
 */
public interface ProgressBoard {
    /** What one gateway said. */
    sealed interface Word {
        GatewayName gateway();

        /** What it holds. */
        record Reported(GatewayName gateway, Report report) implements Word {}

        /** What came of its newest orders to reauthenticate, by their numbers. */
        record Reauthenticated(GatewayName gateway, Map<Revision, ReauthOutcome.Kind> outcomes)
                implements Word {
            public Reauthenticated {
                outcomes = Map.copyOf(outcomes);
            }
        }

        /** Which keys of its edge it has, and which it cannot do without. */
        record ToldKeys(GatewayName gateway, Told told) implements Word {}
    }

    /**
     * Puts each word in the place of the former one of its kind, in the given order; other servers
     * can read it when this returns.
     */
    void post(List<Word> words) throws InterruptedException;

    /** The words that other servers posted past a position, 0 for all, in order. */
    Posted after(long position) throws InterruptedException;

    /**
     * A reading of the board.
     *
     * @param position from which the next reading goes on
     */
    record Posted(long position, List<Aged> words) {
        public Posted {
            words = List.copyOf(words);
        }
    }

    /**
     * A word.
     *
     * @param age since it was posted, by the database's clock
     */
    record Aged(Word word, Duration age) {}
}
