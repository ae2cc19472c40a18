package dev.keyferry.server.usecase;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.TunnelId;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import java.util.List;
import java.util.Optional;

/** Makes a random key for one tunnel, sets it, and shows it this once. Thread-safe. */
public final class GeneratePsk {
    /** Characters of a generated key, each one of 62. */
    public static final int LENGTH = 32;

    /**
     * The tunnel with its new key.
     *
     * @param psk the new key; empty where the call validates only, because nothing was made then
     */
    public record Answer(TunnelView tunnel, Optional<Psk> psk, List<Notice> notices) {
        public Answer {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Makes and sets the key, or tells whether it could.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer generate(Caller caller, AccountId account, TunnelId tunnel, Mode mode)
            throws InterruptedException {
        Thread.sleep(0);
        throw new IllegalStateException("not wired");
    }
}
