package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.server.domain.identity.IdentityNotation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What of the operator's tunnels an account has already. Confined to one thread. */
final class Plan {
    /** Nothing against a tunnel whose key is Keyferry's already: the operator's own may be gone. */
    private static final Set<Problem> OF_SECRETS = EnumSet.of(Problem.NO_SECRET, Problem.KEY);

    private final Map<String, Tunnel> byName = new HashMap<>();
    private final InnerPool pool;

    /**
     * A plan for an account.
     *
     * @param tunnels that it has
     */
    Plan(List<Tunnel> tunnels, InnerPool pool) {
        this.pool = pool;
        for (Tunnel tunnel : tunnels) {
            byName.put(tunnel.name(), tunnel);
            pool.take(tunnel.interfaceAddress());
        }
    }

    /**
     * The operator's tunnels beside those of the account.
     *
     * @param gateway the address at which those end that name none
     * @throws Failure a usage failure if one that is to be names none, and none is given
     */
    List<Import> of(List<Candidate> candidates, Optional<String> gateway) {
        candidates.forEach(candidate -> candidate.ends().inner().ifPresent(pool::take));
        return candidates.stream().map(candidate -> of(candidate, gateway)).toList();
    }

    private Import of(Candidate candidate, Optional<String> gateway) {
        Tunnel there = byName.get(candidate.name());
        if (there == null) {
            return candidate.isReady()
                    ? Import.ofNew(
                            ended(candidate, gateway),
                            candidate.ends().inner().orElseGet(pool::next))
                    : Import.ofNew(candidate, candidate.ends().inner().orElse(""));
        }
        if (!hasIdentitiesOf(there, candidate)) {
            return Import.ofThere(candidate, there)
                    .with(
                            Problem.NAME,
                            "the account has a tunnel of its name with other identities");
        }
        return Import.ofThere(
                there.key().isPresent() ? candidate.without(OF_SECRETS) : candidate, there);
    }

    private static Candidate ended(Candidate candidate, Optional<String> gateway) {
        if (candidate.ends().gateway().isPresent()) {
            return candidate;
        }
        if (gateway.isEmpty()) {
            throw Failure.usage(
                    candidate.from() + " names no address of the gateway",
                    "give the one at which such tunnels end by --cloudflare-endpoint IP");
        }
        return candidate.endingAt(gateway.get());
    }

    private static boolean hasIdentitiesOf(Tunnel there, Candidate candidate) {
        Set<PrintedIdentity> wanted =
                candidate.identities().stream()
                        .map(PrintedIdentity::of)
                        .collect(Collectors.toSet());
        Set<Optional<PrintedIdentity>> present =
                there.json()
                        .path("keyferry")
                        .path("identities")
                        .valueStream()
                        .map(Plan::identity)
                        .collect(Collectors.toSet());
        return present.equals(wanted.stream().map(Optional::of).collect(Collectors.toSet()))
                || (!wanted.isEmpty() && generated(there).containsAll(wanted));
    }

    /** What a router may say that was told so by Keyferry. */
    private static Set<PrintedIdentity> generated(Tunnel there) {
        return Stream.of(
                        new IkeIdentity(IkeIdentity.Type.KEYID, there.keyIdHex()),
                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, there.fqdn()),
                        IkeIdentity.ofText(IkeIdentity.Type.EMAIL, there.userFqdn()))
                .map(PrintedIdentity::of)
                .collect(Collectors.toSet());
    }

    /** Empty where a server of another version tells of a type that is not known here. */
    private static Optional<PrintedIdentity> identity(JsonNode json) {
        try {
            return IdentityNotation.type(json.path("type").asString(""))
                    .map(type -> read(type, json.path("value").asString("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PrintedIdentity read(IkeIdentity.Type type, String value) {
        return PrintedIdentity.of(IdentityNotation.read(type, value));
    }
}
