package dev.keyferry.server.usecase;

import dev.keyferry.feed.AccountId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.TunnelParameters;
import java.util.List;
import java.util.Optional;

/** Creates tunnels of one account, all or none, with their first keys if given. Thread-safe. */
public final class CreateTunnels {
    /** Most tunnels of one request. */
    public static final int MAX_TUNNELS = 10_000;

    /** Most tunnels of one account. */
    public static final int MAX_TUNNELS_PER_ACCOUNT = 200_000;

    /**
     * One tunnel to be.
     *
     * @param pointer JSON pointer (RFC 6901) to this tunnel's object in the request's body, such as
     *     {@code /ipsec_tunnels/3}; empty where it is the whole body
     */
    public record NewTunnel(String pointer, TunnelParameters parameters, Optional<SentKey> key) {}

    /**
     * The tunnels as they are now.
     *
     * @param tunnels in the order of the request; where the call validates only, what they would be
     *     (with ids that are not used)
     */
    public record Answer(List<TunnelView> tunnels, List<Notice> notices) {
        public Answer {
            tunnels = List.copyOf(tunnels);
            notices = List.copyOf(notices);
        }
    }

    /**
     * Creates the tunnels, or tells whether it could.
     *
     * @throws Refusal.Invalid if there are no tunnels or too many, a name is taken or comes twice,
     *     or a key is against the policy
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer create(Caller caller, AccountId account, List<NewTunnel> tunnels, Mode mode)
            throws InterruptedException {
        Thread.sleep(0);
        throw new IllegalStateException("not wired");
    }
}
