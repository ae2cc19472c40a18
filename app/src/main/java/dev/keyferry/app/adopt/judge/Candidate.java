package dev.keyferry.app.adopt.judge;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.seal.Psk;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tunnel that could be.
 *
 * @param from what it was made of, for people
 * @param identities of the router, in the order in which they were given
 * @param ends addresses and description, as far as they are known
 * @param key empty where none can be taken
 * @param findings what stands against it
 * @param remarks what there is to know beside
 */
public record Candidate(
        String name,
        String from,
        List<IkeIdentity> identities,
        Ends ends,
        Optional<Psk> key,
        List<Finding> findings,
        List<String> remarks) {
    /**
     * What a tunnel has beside.
     *
     * @param gateway the address at which it ends
     * @param router the router's address
     * @param inner the gateway's address inside of the tunnel
     */
    public record Ends(
            Optional<String> gateway,
            Optional<String> router,
            Optional<String> inner,
            Optional<String> description) {}

    /**
     * One thing that stands against it.
     *
     * @param text a part of a sentence about the tunnel
     */
    public record Finding(Problem problem, String text) {}

    public Candidate {
        identities = List.copyOf(identities);
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    public boolean isReady() {
        return findings.isEmpty();
    }

    public Optional<Problem> gravest() {
        return findings.stream().map(Finding::problem).min(Comparator.naturalOrder());
    }

    /** The same with something that stands against it. */
    public Candidate with(Problem problem, String text) {
        return new Candidate(
                name,
                from,
                identities,
                ends,
                key,
                added(findings, new Finding(problem, text)),
                remarks);
    }

    /** The same where some problems do not matter. */
    public Candidate without(Set<Problem> settled) {
        List<Finding> left =
                findings.stream().filter(finding -> !settled.contains(finding.problem())).toList();
        return new Candidate(name, from, identities, ends, key, left, remarks);
    }

    public Candidate withRemark(String remark) {
        return new Candidate(name, from, identities, ends, key, findings, added(remarks, remark));
    }

    /** The same with an address at which it ends. */
    public Candidate endingAt(String gateway) {
        Ends ended =
                new Ends(Optional.of(gateway), ends.router(), ends.inner(), ends.description());
        return new Candidate(name, from, identities, ended, key, findings, remarks);
    }

    /** The same with its key. */
    Candidate keyed(Psk given) {
        return new Candidate(name, from, identities, ends, Optional.of(given), findings, remarks);
    }

    private static <T> List<T> added(List<T> list, T item) {
        return Stream.concat(list.stream(), Stream.of(item)).toList();
    }
}
