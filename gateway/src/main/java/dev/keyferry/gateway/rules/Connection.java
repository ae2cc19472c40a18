package dev.keyferry.gateway.rules;

import dev.keyferry.vici.ViciMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection of the charon, as {@code list-conns} shows it.
 *
 * @param version the IKE version in the charon's words: {@code IKEv1}, {@code IKEv2} or {@code
 *     IKEv1/2}
 * @param localAddresses as written: addresses, ranges, host names or {@code %any}
 */
public record Connection(
        String name,
        String version,
        List<String> localAddresses,
        List<Round> local,
        List<Round> remote) {
    /** Rounds of authentication that are read on each side; charon shows one or two. */
    static final int MAX_ROUNDS = 16;

    /**
     * One round of authentication.
     *
     * @param method empty where the connection leaves it open
     * @param id the identity as text; its type is not shown. Empty where none is set
     */
    public record Round(Optional<String> method, Optional<String> id) {
        private static final String PSK = "pre-shared key";

        boolean isPsk() {
            return method.filter(PSK::equals).isPresent();
        }

        /** A peer that is not told how to authenticate may do so with a pre-shared key. */
        boolean allowsPsk() {
            return method.isEmpty() || isPsk();
        }
    }

    public Connection {
        localAddresses = List.copyOf(localAddresses);
        local = List.copyOf(local);
        remote = List.copyOf(remote);
    }

    /** True if nobody gets in by it but with a pre-shared key. */
    public boolean isKeyed() {
        return !remote.isEmpty() && remote.stream().allMatch(Round::isPsk);
    }

    /** Reads one {@code list-conn} event, which holds a section for each connection. */
    public static List<Connection> of(ViciMessage event) {
        return event.keys().stream()
                .flatMap(name ->
                        event.section(name).map(section -> new Connection(name, section)).stream())
                .toList();
    }

    private Connection(String name, ViciMessage section) {
        this(
                name,
                section.text("version").orElse(""),
                section.list("local_addrs"),
                rounds(section, "local-"),
                rounds(section, "remote-"));
    }

    private static List<Round> rounds(ViciMessage section, String prefix) {
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= MAX_ROUNDS; number++) {
            Optional<ViciMessage> round = section.section(prefix + number);
            if (round.isEmpty()) {
                break;
            }
            rounds.add(new Round(round.get().text("class"), round.get().text("id")));
        }
        return rounds;
    }
}
