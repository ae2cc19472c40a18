package dev.keyferry.server.usecase.survey;

import static java.util.Comparator.comparing;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.Standings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts how the keys of an account stand, at a bounded cost: however many ask, an account is
 * walked through once in {@link #GOOD_FOR} at most. Thread-safe.
 */
public final class SurveyKeys {
    /** How long a survey is shown again. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(10);

    /** Accounts whose surveys are kept; the one that was asked for longest ago goes first. */
    static final int MAX_KEPT = 1_000;

    /** How long somebody waits for another's walk. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final float LOAD_FACTOR = 0.75f;
    private static final Comparator<FoundTunnel> BY_AGE =
            comparing(tunnel -> tunnel.entry().key().map(Tunnel.Key::setAt).orElse(Instant.MAX));

    private final Accounts accounts;
    private final TunnelIndex index;
    private final Standings standings;
    private final InstantSource clock;
    private final Map<AccountId, Slot> slots =
            new LinkedHashMap<>(16, LOAD_FACTOR, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<AccountId, Slot> eldest) {
                    return size() > MAX_KEPT;
                }
            };

    public SurveyKeys(
            Accounts accounts, TunnelIndex index, Standings standings, InstantSource clock) {
        this.accounts = accounts;
        this.index = index;
        this.standings = standings;
        this.clock = clock;
    }

    private record Kept(Survey survey, Instant from) {
        // A clock that was set back makes nothing last longer.
        boolean isGood(Instant now) {
            return !now.isBefore(from) && now.isBefore(from.plus(GOOD_FOR));
        }
    }

    /** One account's survey; who comes while it is made waits for it. */
    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        Optional<Kept> kept = Optional.empty();
    }

    /**
     * Returns a survey that is not older than {@link #GOOD_FOR}.
     *
     * @throws Refusal.Forbidden if not all tunnels of the account may be read
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Busy if another one's takes too long to be waited for
     */
    public Survey survey(Rights rights, AccountId account) throws InterruptedException {
        if (!rights.allow(Permission.MAGIC_WAN_READ, account)) {
            throw new Refusal.Forbidden();
        }
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
        Slot slot = slot(account);
        if (!slot.lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new Refusal.Busy(RETRY);
        }
        try {
            Instant now = clock.instant();
            Optional<Survey> good = slot.kept.filter(k -> k.isGood(now)).map(Kept::survey);
            if (good.isPresent()) {
                return good.get();
            }
            Survey survey = walk(account, now);
            slot.kept = Optional.of(new Kept(survey, now));
            return survey;
        } finally {
            slot.lock.unlock();
        }
    }

    private Slot slot(AccountId account) {
        synchronized (slots) {
            return slots.computeIfAbsent(account, _ -> new Slot());
        }
    }

    private Survey walk(AccountId account, Instant now) throws InterruptedException {
        Map<KeyQuestion, Integer> counts = new EnumMap<>(KeyQuestion.class);
        List<FoundTunnel> oldest = new ArrayList<>();
        Walk walk = new Walk(index, standings, Rights.ALL, account, Optional.empty(), "", "");
        while (!walk.isOver()) {
            List<FoundTunnel> tunnels = walk.next(Walk.CHUNK, Walk.CHUNK);
            for (KeyQuestion question : KeyQuestion.values()) {
                int taken = (int) tunnels.stream().filter(t -> question.takes(t, now)).count();
                counts.merge(question, taken, Integer::sum);
            }
            tunnels.stream().filter(t -> t.status().isPresent()).forEach(oldest::add);
            oldest.sort(BY_AGE);
            if (oldest.size() > Survey.OLDEST) {
                oldest.subList(Survey.OLDEST, oldest.size()).clear();
            }
        }
        return new Survey(counts, oldest);
    }
}
