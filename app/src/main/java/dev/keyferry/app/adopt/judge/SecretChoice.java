package dev.keyferry.app.adopt.judge;

import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.CharonId.Literal;
import dev.keyferry.app.adopt.OperatorSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which secret charon takes for a pair of identities: the one whose owners match the peer best, and
 * of these the gateway best (libstrongswan's {@code credential_manager.c} and {@code mem_cred.c}).
 * Of equals the last one that was loaded wins, which is luck.
 */
final class SecretChoice {
    private final Map<CharonId.Key, List<OperatorSecret>> byOwner = new HashMap<>();

    /** Those that others than the named match as well. */
    private final List<OperatorSecret> open = new ArrayList<>();

    SecretChoice(List<OperatorSecret> secrets) {
        for (OperatorSecret secret : secrets) {
            literals(secret)
                    .map(Literal::key)
                    .distinct()
                    .forEach(key ->
                            byOwner.computeIfAbsent(key, _ -> new ArrayList<>()).add(secret));
            if (secret.owners().isEmpty()
                    || !secret.owners().stream().allMatch(Literal.class::isInstance)) {
                open.add(secret);
            }
        }
    }

    /** What there is for a pair of identities. */
    sealed interface Choice {
        /** A secret that names the peer. */
        record Own(OperatorSecret secret) implements Choice {}

        /** Several name the peer as well, with different keys. */
        record Doubtful(OperatorSecret one, OperatorSecret other) implements Choice {}

        /** One that matches without naming the peer. */
        record Anybodys(OperatorSecret secret) implements Choice {}

        record None() implements Choice {}
    }

    Choice choose(CharonId local, CharonId remote) {
        List<OperatorSecret> own = named(remote);
        if (own.isEmpty()) {
            return Stream.concat(
                            open.stream().filter(secret -> matches(secret, remote)),
                            named(local).stream())
                    .findFirst()
                    .<Choice>map(Choice.Anybodys::new)
                    .orElseGet(Choice.None::new);
        }
        List<OperatorSecret> best = best(own, local);
        OperatorSecret first = best.getFirst();
        return best.stream()
                .skip(1)
                .filter(other -> !other.key().isSameAs(first.key()))
                .findFirst()
                .<Choice>map(other -> new Choice.Doubtful(first, other))
                .orElseGet(() -> new Choice.Own(first));
    }

    private List<OperatorSecret> named(CharonId id) {
        return id instanceof Literal literal
                ? byOwner.getOrDefault(literal.key(), List.of())
                : List.of();
    }

    /** Of those that name the peer, those that name the gateway too, if there are such. */
    private List<OperatorSecret> best(List<OperatorSecret> own, CharonId local) {
        List<OperatorSecret> both = own.stream().filter(named(local)::contains).toList();
        if (!both.isEmpty()) {
            return both;
        }
        List<OperatorSecret> half = own.stream().filter(each -> matches(each, local)).toList();
        return half.isEmpty() ? own : half;
    }

    private static boolean matches(OperatorSecret secret, CharonId id) {
        return secret.owners().isEmpty()
                || secret.owners().stream().anyMatch(owner -> matches(owner, id));
    }

    private static boolean matches(CharonId owner, CharonId id) {
        return switch (owner) {
            case CharonId.Any _ -> true;
            case CharonId.Pattern pattern ->
                    !(id instanceof Literal literal) || matches(pattern, literal);
            case Literal _, CharonId.Unusable _ -> false;
        };
    }

    /** Networks, ranges and regular expressions count as matching: none of them names the peer. */
    private static boolean matches(CharonId.Pattern pattern, Literal literal) {
        String text = pattern.text().toLowerCase(Locale.ROOT);
        int star = text.indexOf('*');
        return star < 0
                || text.indexOf('=') >= 0
                || literal.printed().text().endsWith(text.substring(star + 1));
    }

    private static Stream<Literal> literals(OperatorSecret secret) {
        return secret.owners().stream()
                .flatMap(owner ->
                        owner instanceof Literal literal
                                ? Optional.of(literal).stream()
                                : Stream.empty());
    }
}
