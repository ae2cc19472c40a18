package dev.keyferry.server.http.handler;

import dev.keyferry.server.domain.rights.Permission;
import java.util.Optional;

/**
 * Every call of the API by the name that its description has, with the right that it needs. Who may
 * write may read, so each call names one permission alone; see {@link Permission}.
 */
public enum Operation {
    VERIFY_TOKEN("verify-token"),
    VERIFY_ACCOUNT_TOKEN("verify-account-token"),
    LIST_USER_PERMISSIONS(
            "list-user-token-permission-groups", Permission.API_TOKENS_READ, Extent.EVERYWHERE),
    LIST_USER_TOKENS("list-user-tokens", Permission.API_TOKENS_READ, Extent.EVERYWHERE),
    CREATE_USER_TOKEN("create-user-token", Permission.API_TOKENS_WRITE, Extent.EVERYWHERE),
    GET_USER_TOKEN("get-user-token", Permission.API_TOKENS_READ, Extent.EVERYWHERE),
    UPDATE_USER_TOKEN("update-user-token", Permission.API_TOKENS_WRITE, Extent.EVERYWHERE),
    ROLL_USER_TOKEN("roll-user-token", Permission.API_TOKENS_WRITE, Extent.EVERYWHERE),
    DELETE_USER_TOKEN("delete-user-token", Permission.API_TOKENS_WRITE, Extent.EVERYWHERE),
    LIST_ACCOUNT_PERMISSIONS(
            "list-account-token-permission-groups",
            Permission.ACCOUNT_API_TOKENS_READ,
            Extent.ACCOUNT),
    LIST_ACCOUNT_TOKENS("list-account-tokens", Permission.ACCOUNT_API_TOKENS_READ, Extent.ACCOUNT),
    CREATE_ACCOUNT_TOKEN(
            "create-account-token", Permission.ACCOUNT_API_TOKENS_WRITE, Extent.ACCOUNT),
    GET_ACCOUNT_TOKEN("get-account-token", Permission.ACCOUNT_API_TOKENS_READ, Extent.ACCOUNT),
    UPDATE_ACCOUNT_TOKEN(
            "update-account-token", Permission.ACCOUNT_API_TOKENS_WRITE, Extent.ACCOUNT),
    ROLL_ACCOUNT_TOKEN("roll-account-token", Permission.ACCOUNT_API_TOKENS_WRITE, Extent.ACCOUNT),
    DELETE_ACCOUNT_TOKEN(
            "delete-account-token", Permission.ACCOUNT_API_TOKENS_WRITE, Extent.ACCOUNT),
    LIST_ACCOUNTS("list-accounts", Permission.ACCOUNT_SETTINGS_READ, Extent.ANYWHERE),
    CREATE_ACCOUNT("create-account", Permission.OPERATOR, Extent.EVERYWHERE),
    GET_ACCOUNT("get-account", Permission.ACCOUNT_SETTINGS_READ, Extent.ACCOUNT),
    UPDATE_ACCOUNT("update-account", Permission.ACCOUNT_SETTINGS_WRITE, Extent.ACCOUNT),
    DELETE_ACCOUNT("delete-account", Permission.OPERATOR, Extent.ACCOUNT),
    LIST_EDGES("list-edges", Permission.OPERATOR, Extent.EVERYWHERE),
    CREATE_EDGE("create-edge", Permission.OPERATOR, Extent.EVERYWHERE),
    GET_EDGE("get-edge", Permission.OPERATOR, Extent.EVERYWHERE),
    SET_EDGE_KEY("set-edge-key", Permission.OPERATOR, Extent.EVERYWHERE),
    BIND_ADDRESS("bind-address", Permission.OPERATOR, Extent.EVERYWHERE),
    UNBIND_ADDRESS("unbind-address", Permission.OPERATOR, Extent.EVERYWHERE),
    LIST_GATEWAYS("list-gateways", Permission.OPERATOR, Extent.EVERYWHERE),
    NAME_GATEWAY("name-gateway", Permission.OPERATOR, Extent.EVERYWHERE),
    GET_GATEWAY("get-gateway", Permission.OPERATOR, Extent.EVERYWHERE),
    DRAIN_GATEWAY("drain-gateway", Permission.OPERATOR, Extent.EVERYWHERE),
    RESUME_GATEWAY("resume-gateway", Permission.OPERATOR, Extent.EVERYWHERE),
    REVOKE_GATEWAY("revoke-gateway", Permission.OPERATOR, Extent.EVERYWHERE),
    LIST_EXPOSED("list-exposed-tunnels", Permission.OPERATOR, Extent.EVERYWHERE),
    LIST_TUNNELS("list-tunnels", Permission.MAGIC_WAN_READ, Extent.WITHIN_ACCOUNT),
    CREATE_TUNNELS("create-tunnels", Permission.MAGIC_WAN_WRITE, Extent.ACCOUNT),
    UPDATE_TUNNELS("update-tunnels", Permission.MAGIC_WAN_WRITE, Extent.WITHIN_ACCOUNT),
    GET_TUNNEL("get-tunnel", Permission.MAGIC_WAN_READ, Extent.TUNNEL),
    UPDATE_TUNNEL("update-tunnel", Permission.MAGIC_WAN_WRITE, Extent.TUNNEL),
    DELETE_TUNNEL("delete-tunnel", Permission.MAGIC_WAN_WRITE, Extent.TUNNEL),
    SET_PSKS("set-psks", Permission.PSK_SET, Extent.WITHIN_ACCOUNT),
    GENERATE_PSK("generate-psk", Permission.PSK_GENERATE, Extent.TUNNEL),
    REMOVE_PSK("remove-psk", Permission.PSK_SET, Extent.TUNNEL),
    REAUTH_PSK("reauthenticate-tunnel", Permission.PSK_SET, Extent.TUNNEL),
    LIST_PSKS("list-psks", Permission.MAGIC_WAN_READ, Extent.WITHIN_ACCOUNT),
    LIST_ATTEMPTS("list-attempts", Permission.MAGIC_WAN_READ, Extent.WITHIN_ACCOUNT),
    LIST_AUDIT("list-audit-logs", Permission.AUDIT_READ, Extent.ACCOUNT),
    LIST_AUDIT_ITEMS("list-audit-items", Permission.AUDIT_READ, Extent.ACCOUNT),
    LIST_WHOLE_AUDIT("list-all-audit-logs", Permission.AUDIT_READ, Extent.EVERYWHERE),
    LIST_WHOLE_AUDIT_ITEMS("list-all-audit-items", Permission.AUDIT_READ, Extent.EVERYWHERE),
    LIST_STRANGERS("list-unmatched-attempts", Permission.OPERATOR, Extent.EVERYWHERE);

    private final String id;
    private final Optional<Permission> permission;
    private final Extent extent;

    /** For any good token. */
    Operation(String id) {
        this.id = id;
        this.permission = Optional.empty();
        this.extent = Extent.ANYWHERE;
    }

    Operation(String id, Permission permission, Extent extent) {
        this.id = id;
        this.permission = Optional.of(permission);
        this.extent = extent;
    }

    /** For what a caller must have the permission. */
    public enum Extent {
        /** For all accounts. */
        EVERYWHERE,
        /** For something at all; the answer shows only what the caller may see. */
        ANYWHERE,
        /** For the whole account that the path names. */
        ACCOUNT,
        /** For that account or a tunnel of it; each tunnel is judged again by itself. */
        WITHIN_ACCOUNT,
        /** For the tunnel that the path names. */
        TUNNEL
    }

    /** The operation id of the API's description. */
    public String id() {
        return id;
    }

    /** What a caller must have before anything of the call is done; empty if any token will do. */
    public Optional<Permission> permission() {
        return permission;
    }

    public Extent extent() {
        return extent;
    }
}
