package dev.keyferry.lab.charon;

/** How an attempt to bring a connection up ended. */
public sealed interface Initiation {

    /** Both sides authenticated each other, and what was asked for is up. */
    record Up() implements Initiation {}

    /**
     * It did not come up, by a refusal of either side or by silence.
     *
     * @param reason what charon said about the command
     * @param log what this charon logged meanwhile; the protocol's own words are there
     */
    record Failed(String reason, String log) implements Initiation {}

    default boolean isUp() {
        return this instanceof Up;
    }
}
