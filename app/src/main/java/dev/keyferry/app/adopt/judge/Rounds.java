package dev.keyferry.app.adopt.judge;

import dev.keyferry.app.adopt.OperatorConnection;
import dev.keyferry.gateway.rules.Connection;
import dev.keyferry.gateway.rules.ConnectionCheck;
import dev.keyferry.gateway.rules.ConnectionFindings.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a connection by the very rules of the gateway, which loads no key while one is unsafe.
 * Those name one reason alone; the version is looked at by itself, so that another one shows too.
 */
final class Rounds {
    private static final ConnectionCheck CHECK = new ConnectionCheck(Set.of());

    private Rounds() {}

    static Candidate judge(Candidate candidate, OperatorConnection connection) {
        Connection rounds = connection.rounds();
        Candidate judged = candidate;
        if (!rounds.version().equals(OperatorConnection.IKE_V2)) {
            judged = judged.with(Problem.IKE_V1, unsafe(rounds).orElse("it is not IKEv2 alone"));
        }
        Connection asV2 =
                new Connection(
                        rounds.name(),
                        OperatorConnection.IKE_V2,
                        rounds.localAddresses(),
                        rounds.local(),
                        rounds.remote());
        Optional<String> more = unsafe(asV2);
        if (more.isPresent()) {
            judged = judged.with(kind(rounds), more.get());
        }
        return judged;
    }

    private static Optional<String> unsafe(Connection rounds) {
        return CHECK.judge(List.of(rounds)).unsafe().stream().findFirst().map(Finding::reason);
    }

    /** A connection that means keys on both sides, in one round each, lacks nothing but its id. */
    private static Problem kind(Connection rounds) {
        boolean meansKeys =
                rounds.isKeyed()
                        && rounds.remote().size() == 1
                        && rounds.local().stream()
                                .map(Connection.Round::method)
                                .toList()
                                .equals(List.of(rounds.remote().getFirst().method()));
        return meansKeys ? Problem.NO_LOCAL_ID : Problem.OPEN_METHOD;
    }
}
