package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.tunnel.TunnelName;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One change that somebody asks for.
 *
 * @param weight how many items it has, at least 1; bounds how much waits and commits at once
 * @param names what the decision will ask the group for, and nothing else
 * @param decide says what is to happen, from what it finds in the group. It runs on the writer's
 *     thread, must not block, and changes nothing by itself; it may run more than once, each time
 *     for another group, when a commit failed
 */
public record Change<T>(
        Caller caller,
        Action action,
        int weight,
        Names names,
        Function<Group, Decision<T>> decide) {
    /**
     * The weight of a change that is decided in a group of its own, because what it moves is not
     * seen by the changes beside it.
     */
    public static final int ALONE = 10_001;

    /** What stands in the audit. */
    public enum Action {
        CREATE_ACCOUNT,
        UPDATE_ACCOUNT,
        DELETE_ACCOUNT,
        CREATE_TOKEN,
        UPDATE_TOKEN,
        ROLL_TOKEN,
        DELETE_TOKEN,
        CREATE_EDGE,
        SET_EDGE_KEY,
        RESEAL_KEYS,
        BIND_ADDRESS,
        UNBIND_ADDRESS,
        NAME_GATEWAY,
        ENROL_GATEWAY,
        REACH_GATEWAY,
        MISS_GATEWAY,
        DRAIN_GATEWAY,
        RESUME_GATEWAY,
        REVOKE_GATEWAY,
        NOTE_NEWER_HISTORY,
        BEGIN_EPOCH,
        RENEW_ADMIN_TOKEN,
        ABANDON_KEYS,
        RENEW_KEYS,
        CREATE_TUNNELS,
        UPDATE_TUNNELS,
        DELETE_TUNNEL,
        SET_PSKS,
        GENERATE_PSK,
        REMOVE_PSK,
        REAUTHENTICATE,
        PURGE_TOMBSTONES,
        FORGET_REQUESTS,
        /** Leaves no row in the audit: it is what strangers do, and as often as they like. */
        KEEP_EVIDENCE
    }

    /**
     * What one change needs to know, so that a whole group of changes reads it at once.
     *
     * @param accounts none or one
     * @param tunnels tunnels whose keys it asks for
     * @param wholeTunnels those of them of which it asks for everything
     * @param tunnelNames names of which it asks whether they are taken in the account
     */
    public record Names(
            Set<AccountId> accounts,
            List<TunnelId> tunnels,
            List<TunnelId> wholeTunnels,
            List<TunnelName> tunnelNames) {
        public static final Names NOTHING = new Names(Set.of(), List.of(), List.of(), List.of());

        public Names {
            accounts = Set.copyOf(accounts);
            tunnels = List.copyOf(tunnels);
            wholeTunnels = List.copyOf(wholeTunnels);
            tunnelNames = List.copyOf(tunnelNames);
        }

        public static Names of(AccountId account) {
            return new Names(Set.of(account), List.of(), List.of(), List.of());
        }

        public static Names of(AccountId account, List<TunnelId> tunnels) {
            return new Names(Set.of(account), tunnels, List.of(), List.of());
        }

        /** Tunnels of whatever accounts. */
        public static Names of(List<TunnelId> tunnels) {
            return new Names(Set.of(), tunnels, List.of(), List.of());
        }

        /** Tunnels that are to be, under these names. */
        public static Names ofNew(AccountId account, List<TunnelName> tunnelNames) {
            return new Names(Set.of(account), List.of(), List.of(), tunnelNames);
        }

        /**
         * Tunnels that are to be changed.
         *
         * @param tunnelNames those that some of them are to get
         */
        public static Names ofWhole(
                AccountId account, List<TunnelId> tunnels, List<TunnelName> tunnelNames) {
            return new Names(Set.of(account), tunnels, tunnels, tunnelNames);
        }
    }
}
