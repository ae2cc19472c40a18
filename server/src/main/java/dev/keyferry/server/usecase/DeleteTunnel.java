package dev.keyferry.server.usecase;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.TunnelId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import java.util.List;

/** Deletes a tunnel and its key, and waits for the gateways to drop it. Thread-safe. */
public final class DeleteTunnel {
    /**
     * What is no more.
     *
     * @param tunnel as it was before
     */
    public record Answer(TunnelView tunnel, List<Notice> notices) {
        public Answer {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Deletes the tunnel, or tells whether it could.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer delete(Caller caller, AccountId account, TunnelId tunnel, Mode mode)
            throws InterruptedException {
        Thread.sleep(0);
        throw new IllegalStateException("not wired");
    }
}
