package dev.keyferry.server.usecase.repeat;

import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.RequestRemembered;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change that takes effect once for all requests with one mark. What it did is remembered in its
 * own transaction: after a crash between the two, neither would be there.
 *
 * @param first what it does the first time; one that does nothing is not remembered
 * @param again its answer to a repeated request, from what the first one did
 * @param done what the first one did, from its answer
 */
public record Once<T>(
        RequestMark mark,
        Function<Group, Decision<T>> first,
        Function<RememberedRequest, T> again,
        Function<T, RememberedRequest> done)
        implements Function<Group, Decision<T>> {
    /**
     * Decides in the place of {@code first}.
     *
     * @throws Refusal.Conflict if the caller gave the same name to another request
     */
    @Override
    public Decision<T> apply(Group group) {
        Optional<RememberedRequest> before = group.remembered(mark.key());
        if (before.isEmpty()) {
            return remembered(first.apply(group));
        }
        if (!before.get().mark().equals(mark)) {
            throw new Refusal.Conflict("This Idempotency-Key was used for another request");
        }
        return new Decision<>(again.apply(before.get()), List.of(), "repeated");
    }

    /** The same change, deciding in this way. */
    public static <T> Change<T> of(Change<T> change, Function<Group, Decision<T>> decide) {
        return new Change<>(
                change.caller(), change.action(), change.weight(), change.names(), decide);
    }

    private Decision<T> remembered(Decision<T> decision) {
        if (decision.effects().isEmpty()) {
            return decision;
        }
        List<Effect> effects = new ArrayList<>(decision.effects());
        effects.add(new RequestRemembered(done.apply(decision.answer())));
        return new Decision<>(decision.answer(), effects, decision.outcome());
    }
}
