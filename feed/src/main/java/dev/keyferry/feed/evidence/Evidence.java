package dev.keyferry.feed.evidence;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What a gateway saw since it last told. Each proof and each rejection stands for itself: to take
 * one twice is to take it once, and a later one about the same takes its place.
 *
 * @param session the run of the agent that counted
 * @param epoch in which the versions were given
 * @param proofs of different tunnels, at most {@value #MAX_PROOFS}
 * @param rejections of different tunnels, or else of different identities and addresses, at most
 *     {@value #MAX_REJECTIONS}
 */
public record Evidence(
        SessionId session, Epoch epoch, List<Proof> proofs, List<Rejection> rejections) {
    public static final int MAX_PROOFS = 1_000;
    public static final int MAX_REJECTIONS = 256;

    public Evidence {
        proofs = List.copyOf(proofs);
        rejections = List.copyOf(rejections);
        if (proofs.size() > MAX_PROOFS || rejections.size() > MAX_REJECTIONS) {
            throw new IllegalArgumentException(
                    "evidence has at most "
                            + MAX_PROOFS
                            + " proofs and "
                            + MAX_REJECTIONS
                            + " rejections");
        }
        if (!areApart(proofs, Proof::tunnel) || !areApart(rejections, Evidence::subject)) {
            throw new IllegalArgumentException("evidence tells one thing of one subject");
        }
    }

    public boolean isEmpty() {
        return proofs.isEmpty() && rejections.isEmpty();
    }

    private record Stranger(Object identity, Object from) {}

    private static Object subject(Rejection rejection) {
        return rejection
                .target()
                .<Object>map(Rejection.Target::tunnel)
                .orElseGet(() -> new Stranger(rejection.identity(), rejection.from()));
    }

    private static <T> boolean areApart(Collection<T> some, Function<T, ?> subject) {
        return some.stream().map(subject).distinct().count() == some.size();
    }
}
