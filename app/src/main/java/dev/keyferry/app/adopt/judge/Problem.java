package dev.keyferry.app.adopt.judge;

import java.util.Locale;

/** What stands against a tunnel, the gravest first. */
public enum Problem {
    SHARED_OWNER("shares an owner", "share an owner"),
    ANY_PEER("secret matches any peer", "secrets match any peer"),
    IKE_V1("IKEv1", "IKEv1"),
    NO_LOCAL_ID("without a local id", "without a local id"),
    OPEN_METHOD("not bound to a key on both sides", "not bound to a key on both sides"),
    NO_SECRET("without a secret", "without a secret"),
    KEY("key that cannot be taken", "keys that cannot be taken"),
    IDENTITY("identity that cannot be taken", "identities that cannot be taken"),
    NAME("name is taken", "names are taken"),
    REFUSED("refused", "refused");

    private final String one;
    private final String several;

    Problem(String one, String several) {
        this.one = one;
        this.several = several;
    }

    /** So many tunnels for whom this is the gravest. */
    public String counted(long count) {
        return count + " " + (count == 1 ? one : several);
    }

    /** Its name in JSON and in the documentation. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
