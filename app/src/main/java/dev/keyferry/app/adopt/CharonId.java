package dev.keyferry.app.adopt;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;

/** An identity as charon takes it from a configuration. */
public sealed interface CharonId {
    /** The text that it was read from, for people. */
    String text();

    /** Every identity. */
    record Any(String text) implements CharonId {}

    /** Several identities: a wildcard, a network, a range or a regular expression. */
    record Pattern(String text) implements CharonId {}

    /** Equal where charon takes two identities for one: it folds the case of all but key ids. */
    record Key(IkeIdentity.Type type, String folded) {}

    /** One identity. */
    record Literal(String text, IkeIdentity identity) implements CharonId {
        /** What it has in common with all that charon takes for the same. */
        public Key key() {
            return new Key(
                    identity.type(),
                    identity.type() == IkeIdentity.Type.KEYID ? identity.hex() : printed().text());
        }

        /** By which charon shows a peer that has it. */
        public PrintedIdentity printed() {
            return PrintedIdentity.of(identity);
        }
    }

    /**
     * None that a tunnel can have.
     *
     * @param why a part of a sentence about "it" that quotes nothing
     */
    record Unusable(String text, String why) implements CharonId {}
}
