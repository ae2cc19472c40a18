package dev.keyferry.server.domain.rights;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a token may be allowed or denied, under the public contract's names and, from {@link
 * #PSK_SET} on, under ours. The ids are random and stand for good: clients keep them.
 *
 * <p>{@code Magic Transit} and {@code Magic WAN} are two names of one thing, as in the public
 * contract, so each stands for the other.
 */
public enum Permission {
    MAGIC_WAN_READ("Magic WAN Read", "11cf7913a14e6517d66332a3c775b26a", Reach.TUNNEL),
    MAGIC_WAN_WRITE("Magic WAN Write", "11dfcb4bb5ec5439fef5de9f0cadc76a", Reach.TUNNEL),
    MAGIC_TRANSIT_READ("Magic Transit Read", "9e2b0139d8a13745bab2fbe20e5151a7", Reach.TUNNEL),
    MAGIC_TRANSIT_WRITE("Magic Transit Write", "5fe9999dfd4c9723a7eea093433cf370", Reach.TUNNEL),
    ACCOUNT_SETTINGS_READ(
            "Account Settings Read", "588c17c9bc27f1744b09bb29afd8325e", Reach.ACCOUNT),
    ACCOUNT_SETTINGS_WRITE(
            "Account Settings Write", "b9620a519d59b2e51c44a1fc24e6bb95", Reach.ACCOUNT),
    API_TOKENS_READ("API Tokens Read", "b583209c94eabafbda41e0506d02a22c", Reach.ACCOUNT),
    API_TOKENS_WRITE("API Tokens Write", "3ebd4c30f60e1c13f17755d5fc7ac47f", Reach.ACCOUNT),
    ACCOUNT_API_TOKENS_READ(
            "Account API Tokens Read", "6dbf7140a6af30c240aee7e8c3c9b7a6", Reach.ACCOUNT),
    ACCOUNT_API_TOKENS_WRITE(
            "Account API Tokens Write", "9284020460a06406236aa00890cc5068", Reach.ACCOUNT),
    /** To set given keys of tunnels that are there. */
    PSK_SET("PSK Set", "fe4c55a32ce08f45c11d31cff2efc1cf", Reach.TUNNEL),
    /** To have keys made for tunnels that are there, and to see each once. */
    PSK_GENERATE("PSK Generate", "fcfa25c3992cfd0876fec83f1238ba99", Reach.TUNNEL),
    AUDIT_READ("Audit Read", "30dfc35413e62fcaf030a90304aec03b", Reach.ACCOUNT),
    /** To run the deployment: accounts, and the identities that tunnels have. */
    OPERATOR("Operator", "1242a5d7b079468b54c94baa4d29c945", Reach.ACCOUNT);

    private final String title;
    private final String id;
    private final Reach reach;

    Permission(String title, String id, Reach reach) {
        this.title = title;
        this.id = id;
        this.reach = reach;
    }

    /** The narrowest scope for which a permission means anything. */
    public enum Reach {
        ACCOUNT,
        TUNNEL
    }

    /** The name that people and public clients know. */
    public String title() {
        return title;
    }

    /** 32 lower-case hexadecimal digits. */
    public String id() {
        return id;
    }

    public Reach reach() {
        return reach;
    }

    public static Optional<Permission> ofId(String id) {
        return Arrays.stream(values()).filter(p -> p.id.equals(id)).findFirst();
    }

    /** The one of two names under which it is asked for. */
    Permission primary() {
        return switch (this) {
            case MAGIC_TRANSIT_READ -> MAGIC_WAN_READ;
            case MAGIC_TRANSIT_WRITE -> MAGIC_WAN_WRITE;
            default -> this;
        };
    }

    /** What somebody may do who is allowed this: who may write may read. */
    Set<Permission> allowed() {
        return switch (primary()) {
            case MAGIC_WAN_WRITE ->
                    EnumSet.of(MAGIC_WAN_READ, MAGIC_WAN_WRITE, PSK_SET, PSK_GENERATE);
            case ACCOUNT_SETTINGS_WRITE ->
                    EnumSet.of(ACCOUNT_SETTINGS_READ, ACCOUNT_SETTINGS_WRITE);
            case API_TOKENS_WRITE -> EnumSet.of(API_TOKENS_READ, API_TOKENS_WRITE);
            case ACCOUNT_API_TOKENS_WRITE ->
                    EnumSet.of(ACCOUNT_API_TOKENS_READ, ACCOUNT_API_TOKENS_WRITE);
            default -> EnumSet.of(primary());
        };
    }

    /**
     * What somebody may not do who is denied this. Who may not read may not write either, because
     * each write answers with what it wrote; who may not write may still read.
     */
    Set<Permission> denied() {
        return switch (primary()) {
            case MAGIC_WAN_READ ->
                    EnumSet.of(MAGIC_WAN_READ, MAGIC_WAN_WRITE, PSK_SET, PSK_GENERATE);
            case MAGIC_WAN_WRITE -> EnumSet.of(MAGIC_WAN_WRITE, PSK_SET, PSK_GENERATE);
            case ACCOUNT_SETTINGS_READ -> EnumSet.of(ACCOUNT_SETTINGS_READ, ACCOUNT_SETTINGS_WRITE);
            case API_TOKENS_READ -> EnumSet.of(API_TOKENS_READ, API_TOKENS_WRITE);
            case ACCOUNT_API_TOKENS_READ ->
                    EnumSet.of(ACCOUNT_API_TOKENS_READ, ACCOUNT_API_TOKENS_WRITE);
            default -> EnumSet.of(primary());
        };
    }
}
