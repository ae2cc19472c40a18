package dev.keyferry.app.adopt.judge;

import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.CharonId.Literal;
import dev.keyferry.app.adopt.OperatorKey;
import dev.keyferry.app.adopt.OperatorSecret;
import dev.keyferry.app.adopt.judge.SecretChoice.Choice;
import java.util.Set;

/** Judges the key that charon takes for a tunnel. */
final class Keys {
    private Keys() {}

    static Candidate judge(Candidate candidate, Choice choice, Set<CharonId.Key> locals) {
        return switch (choice) {
            case Choice.None _ -> candidate.with(Problem.NO_SECRET, "no secret names its router");
            case Choice.Anybodys(OperatorSecret secret) ->
                    candidate.with(
                            Problem.ANY_PEER,
                            "its secret "
                                    + secret.name()
                                    + " names no single router: whoever knows it opens every"
                                    + " tunnel that it matches");
            case Choice.Doubtful(OperatorSecret one, OperatorSecret other) ->
                    candidate.with(
                            Problem.SHARED_OWNER,
                            "secrets "
                                    + one.name()
                                    + " and "
                                    + other.name()
                                    + " name its router with different keys");
            case Choice.Own(OperatorSecret secret) -> own(candidate, secret, locals);
        };
    }

    private static Candidate own(
            Candidate candidate, OperatorSecret secret, Set<CharonId.Key> locals) {
        Candidate keyed = keyed(candidate, secret.key());
        return secret.owners().stream().anyMatch(owner -> isOneOf(owner, locals))
                ? keyed.withRemark(
                        "secret "
                                + secret.name()
                                + " names the gateway too, by which its key opens every tunnel"
                                + " there until that secret is gone")
                : keyed;
    }

    private static Candidate keyed(Candidate candidate, OperatorKey key) {
        return key.psk().isPresent()
                ? Candidates.keyed(candidate, key.psk().get())
                : candidate.with(Problem.KEY, "its key " + key.flaw());
    }

    private static boolean isOneOf(CharonId owner, Set<CharonId.Key> locals) {
        return owner instanceof Literal literal && locals.contains(literal.key());
    }
}
