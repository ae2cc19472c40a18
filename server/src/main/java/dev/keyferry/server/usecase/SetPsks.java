package dev.keyferry.server.usecase;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.UnappliedReason;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Sets the keys of many tunnels of one account in one transaction, and waits for the gateways to
 * hold them. Thread-safe.
 */
public final class SetPsks {
    /** Most entries of one request. */
    public static final int MAX_ENTRIES = 10_000;

    /** Most characters of an entry's id. */
    public static final int MAX_ID_LENGTH = 32;

    /**
     * One key for one tunnel.
     *
     * @param id the tunnel's id as the caller sent it, well-formed or not
     */
    public record Entry(String id, SentKey key) {}

    /**
     * The fate of every entry, by its id as sent and in the order of the request; each id is in one
     * of the two maps.
     */
    public record Answer(
            SequencedMap<String, Applied> applied,
            SequencedMap<String, UnappliedReason> unapplied,
            List<Notice> notices) {
        public Answer {
            applied = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(applied));
            unapplied = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(unapplied));
            notices = List.copyOf(notices);
        }
    }

    /**
     * One accepted entry.
     *
     * @param ipsecId the tunnel's key id identity
     * @param psk as it was sent
     * @param lastGeneratedOn when the tunnel's key was set; where the call validates only, the
     *     present one's, if there is one
     * @param status where the key stands; where the call validates only, the present one, if there
     *     is one
     */
    public record Applied(
            String ipsecId,
            Psk psk,
            Optional<Instant> lastGeneratedOn,
            Optional<KeyStatus> status) {}

    /**
     * Sets the keys, or tells what setting them would answer.
     *
     * @throws Refusal.Invalid if there are no entries or too many, an id comes twice or is too long
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Busy if too many changes wait
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if the store fails
     */
    public Answer set(Caller caller, AccountId account, List<Entry> entries, Mode mode)
            throws InterruptedException {
        Thread.sleep(0);
        throw new IllegalStateException("not wired");
    }
}
