package dev.keyferry.server.usecase.recall;

/** What becomes of a difference between a store and what gateways hold. */
public enum Verdict {
    NEWER_KEY(
            "newer-key",
            true,
            "gateways have a newer key, which is taken over",
            "nothing is to do"),
    SEALED_ANEW(
            "sealed-anew",
            true,
            "gateways have the key sealed to another key of the edge, which is taken over",
            "nothing is to do"),
    REMOVED(
            "removed",
            true,
            "the key was removed since the backup, and is removed again",
            "delete the tunnel if it was deleted"),
    UNKNOWN_TUNNEL(
            "unknown-tunnel",
            false,
            "the database has no such tunnel: gateways drop its key",
            "create the tunnel and set a key; its router needs the new identity"),
    OTHER_EDGE(
            "other-edge",
            false,
            "the database has the tunnel on another edge: gateways drop its key",
            "update the tunnel's cloudflare_endpoint if it was moved, and set its key anew"),
    OTHER_IDENTITIES(
            "other-identities",
            false,
            "the key is for other identities than the database has for the tunnel",
            "update the tunnel's identities if they were changed, and set its key anew"),
    SAME_VERSION(
            "same-version",
            false,
            "the database has another key of this version, set after it was restored, which counts",
            "set the key anew if routers have the gateways' one"),
    NOT_HELD(
            "not-held",
            false,
            "the database has a key that gateways read past and do not hold: it comes back",
            "remove the key if it was removed"),
    FORMER_EPOCH(
            "former-epoch",
            false,
            "the gateway did not follow the last decision: what the database has counts",
            "set the key anew if routers have the gateway's one"),
    UNKNOWN_EPOCH(
            "unknown-epoch",
            false,
            "the key was given after a `keyferry recover apply` of which the database knows nothing",
            "restore a backup from after it, or set the key anew"),
    UNKNOWN_EDGE(
            "unknown-edge",
            false,
            "the database has no such edge",
            "create the edge, its tunnels and their keys anew"),
    NOT_AUTHENTIC(
            "not-authentic",
            false,
            "the record's MAC is not of the edge's record key: it is damaged or made up",
            "find out who could write to the gateway's disk or to the copy");

    private final String token;
    private final boolean isAdopted;
    private final String meaning;
    private final String remedy;

    Verdict(String token, boolean isAdopted, String meaning, String remedy) {
        this.token = token;
        this.isAdopted = isAdopted;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Its name in what is printed and documented. */
    public String token() {
        return token;
    }

    /** True if the store gets what gateways hold. */
    public boolean isAdopted() {
        return isAdopted;
    }

    /** True if what was taken is all that is to be done. */
    public boolean isSettled() {
        return this == NEWER_KEY || this == SEALED_ANEW;
    }

    public String meaning() {
        return meaning;
    }

    /** What an operator does about it. */
    public String remedy() {
        return remedy;
    }
}
