package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.usecase.keys.KeyPolicy;
import dev.keyferry.server.usecase.keys.RandomKey;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.keys.finding.KeyAssessment;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.AfterChange;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a random key for one tunnel, sets it, and shows it this once. Thread-safe. */
public final class GeneratePsk {
    /** So many bits at least are counted for a character, where chance made a few alike. */
    private static final int SAFE_BITS_EACH = 5;

    private static final int MAX_DRAWS = 100;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final GetAccount getAccount;
    private final GetTunnel getTunnel;
    private final SetPsks setPsks;
    private final SecureRandom random;

    public GeneratePsk(
            GetAccount getAccount, GetTunnel getTunnel, SetPsks setPsks, SecureRandom random) {
        this.getAccount = getAccount;
        this.getTunnel = getTunnel;
        this.setPsks = setPsks;
        this.random = random;
    }

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
     * @param mark of the request, if its caller named it: it then takes effect once
     * @throws Refusal.Conflict if a request with this mark made a key before
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     * @throws Refusal.Busy if too many changes wait, or the account's key policy changes meanwhile
     */
    public Answer generate(
            Caller caller,
            AccountId account,
            TunnelId tunnel,
            Mode mode,
            Optional<RequestMark> mark)
            throws InterruptedException {
        return switch (mode) {
            case VALIDATE_ONLY ->
                    new Answer(getTunnel.get(account, tunnel), Optional.empty(), List.of());
            case APPLY -> apply(caller, account, tunnel, mark);
        };
    }

    private Answer apply(
            Caller caller, AccountId account, TunnelId tunnel, Optional<RequestMark> mark)
            throws InterruptedException {
        Psk psk = random(getAccount.get(account).pskPolicy());
        PskEntry entry = new PskEntry(tunnel.value(), new SentKey.Sized(psk));
        SetPsks.Answer set = setPsks.setGenerated(caller, account, entry, mark);
        if (set.unapplied().containsValue(UnappliedReason.UNKNOWN_TUNNEL)) {
            throw new Refusal.TunnelNotFound();
        }
        if (!set.unapplied().isEmpty()) {
            // The account's policy was made stricter between the look at it and the change. One
            // request is one change in the audit, so it is for the caller to try again.
            throw new Refusal.Busy(RETRY);
        }
        TunnelView view = AfterChange.read(() -> getTunnel.get(account, tunnel));
        return new Answer(view, Optional.of(psk), set.notices());
    }

    private Psk random(PskPolicy policy) {
        int forBits = Math.ceilDiv(policy.minimumBits(), SAFE_BITS_EACH);
        int length = Math.max(RandomKey.LENGTH, Math.max(policy.minimumLength(), forBits));
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            Psk psk = RandomKey.of(random, length);
            if (KeyPolicy.against(policy, KeyAssessment.of(psk)).isEmpty()) {
                return psk;
            }
        }
        throw new IllegalStateException("chance makes no key under this policy");
    }
}
