package dev.keyferry.app.adopt.judge;

import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.CharonId.Literal;
import dev.keyferry.app.adopt.OperatorConfig;
import dev.keyferry.app.adopt.OperatorConnection;
import dev.keyferry.app.adopt.OperatorSecret;
import dev.keyferry.feed.identity.AddressText;
import dev.keyferry.feed.identity.PrintedIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the tunnels of an operator's configuration: one for each connection that names its peer,
 * and, where a connection awaits any peer, one for each peer that a secret names. Confined to one
 * thread.
 */
public final class Judge {
    private final List<OperatorConnection> connections;
    private final List<OperatorSecret> secrets;
    private final Set<CharonId.Key> locals;
    private final Set<PrintedIdentity> printedLocals;
    private final SecretChoice choice;

    private Judge(OperatorConfig config) {
        this.connections =
                config.connections().stream().filter(OperatorConnection::isOpenToKeys).toList();
        this.secrets = config.secrets();
        this.locals = keys(connections.stream().map(OperatorConnection::local));
        this.printedLocals =
                connections.stream()
                        .flatMap(each -> literal(each.local()).stream())
                        .map(Literal::printed)
                        .collect(Collectors.toSet());
        this.choice = new SecretChoice(secrets);
    }

    /** Judges all, in the order of the configuration. */
    public static List<Candidate> judge(OperatorConfig config) {
        return Together.judge(new Judge(config).candidates());
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        List<OperatorConnection> open = new ArrayList<>();
        for (OperatorConnection connection : connections) {
            if (connection.isKeyed() && awaitsAnybody(connection.remote())) {
                open.add(connection);
            } else {
                candidates.add(candidate(connection, connection.name(), connection.remote()));
            }
        }
        if (!open.isEmpty()) {
            candidates.addAll(ofOpen(open));
        }
        return candidates;
    }

    private static boolean awaitsAnybody(CharonId remote) {
        return remote instanceof CharonId.Any || remote instanceof CharonId.Pattern;
    }

    /** The tunnels of connections that await any peer. */
    private List<Candidate> ofOpen(List<OperatorConnection> open) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, OperatorConnection> byAddress = new HashMap<>();
        open.forEach(each ->
                each.remoteAddresses().forEach(address -> byAddress.putIfAbsent(address, each)));
        OperatorConnection anywhere =
                open.stream()
                        .filter(each -> each.remoteAddresses().stream().noneMatch(Judge::isAddress))
                        .findFirst()
                        .orElseGet(() -> open.getFirst().fromAnywhere());
        Set<String> used = new HashSet<>();
        for (Peer peer : peers()) {
            Optional<OperatorConnection> its = Optional.ofNullable(byAddress.get(peer.id().text()));
            OperatorConnection connection = its.orElse(anywhere);
            used.add(connection.name());
            String name = its.map(OperatorConnection::name).orElse(peer.name());
            candidates.add(
                    candidate(connection, name, peer.id())
                            .withRemark(
                                    "connection "
                                            + connection.name()
                                            + " awaits any identity, which is safe only while the"
                                            + " gateway serves one account"));
        }
        open.stream()
                .filter(each -> !used.contains(each.name()))
                .forEach(each -> candidates.add(candidate(each, each.name(), each.remote())));
        return candidates;
    }

    /** Somebody whom a secret names, and no connection does. */
    private record Peer(String name, CharonId id) {}

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        Set<CharonId.Key> known = keys(connections.stream().map(OperatorConnection::remote));
        known.addAll(locals);
        for (OperatorSecret secret : secrets) {
            List<CharonId> others =
                    secret.owners().stream().filter(owner -> isNew(owner, known)).toList();
            for (CharonId owner : others) {
                boolean isNamed = others.size() == 1 && secret.name().startsWith("ike-");
                String name = isNamed ? secret.name().substring("ike-".length()) : owner.text();
                peers.add(new Peer(name, owner));
            }
        }
        return peers;
    }

    private static boolean isNew(CharonId owner, Set<CharonId.Key> known) {
        return switch (owner) {
            case CharonId.Any _, CharonId.Pattern _ -> false;
            case CharonId.Unusable _ -> true;
            case Literal id -> known.add(id.key());
        };
    }

    private static Set<CharonId.Key> keys(Stream<CharonId> ids) {
        return ids.flatMap(id -> literal(id).stream())
                .map(Literal::key)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Candidate candidate(OperatorConnection connection, String name, CharonId remote) {
        Candidate bare =
                new Candidate(
                        TunnelNames.of(name),
                        connection.name() + " (" + connection.place() + ")",
                        literal(remote).map(Literal::identity).stream().toList(),
                        ends(connection),
                        Optional.empty(),
                        List.of(),
                        List.of());
        Candidate keyed = Keys.judge(bare, choice.choose(connection.local(), remote), locals);
        return Rounds.judge(identity(keyed, remote), connection);
    }

    private Candidate identity(Candidate candidate, CharonId remote) {
        return switch (remote) {
            case CharonId.Unusable unusable ->
                    candidate.with(
                            Problem.IDENTITY,
                            "the router's identity is refused: " + unusable.why());
            case Literal literal when isGatewaysOwn(literal) ->
                    candidate.with(
                            Problem.IDENTITY,
                            "the router has the gateway's own identity, which would open every"
                                    + " tunnel");
            case Literal _, CharonId.Any _, CharonId.Pattern _ -> candidate;
        };
    }

    private boolean isGatewaysOwn(Literal id) {
        return printedLocals.contains(id.printed());
    }

    private static Candidate.Ends ends(OperatorConnection connection) {
        return new Candidate.Ends(
                connection.rounds().localAddresses().stream().filter(Judge::isAddress).findFirst(),
                Optional.of(connection.remoteAddresses())
                        .filter(all -> all.size() == 1)
                        .map(List::getFirst)
                        .filter(Judge::isAddress),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isAddress(String text) {
        return AddressText.read(text).filter(address -> !address.isAnyLocalAddress()).isPresent();
    }

    private static Optional<Literal> literal(CharonId id) {
        return id instanceof Literal literal ? Optional.of(literal) : Optional.empty();
    }
}
