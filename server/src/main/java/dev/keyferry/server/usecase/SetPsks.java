package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.PskItems.Fate;
import dev.keyferry.server.usecase.PskItems.Item;
import dev.keyferry.server.usecase.keys.Candidate;
import dev.keyferry.server.usecase.keys.KeyFindings;
import dev.keyferry.server.usecase.keys.KeyFindings.Pointed;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.KeySet;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.repeat.Once;
import dev.keyferry.server.usecase.standing.Placement;
import dev.keyferry.server.usecase.standing.Settled;
import dev.keyferry.server.usecase.standing.Standing;
import dev.keyferry.server.usecase.standing.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Sets the keys of many tunnels of one account in one transaction, and waits for the gateways to
 * hold them. Thread-safe.
 */
public final class SetPsks {
    private final Writer writer;
    private final KeySetter keys;
    private final Standings standings;

    public SetPsks(Writer writer, KeySetter keys, Standings standings) {
        this.writer = writer;
        this.keys = keys;
        this.standings = standings;
    }

    /**
     * The fate of every entry, by its id as sent and in the order of the request; each id is in one
     * of the two maps.
     *
     * @param head how far the store went when the fates were decided, what this call did included
     */
    public record Answer(
            SequencedMap<String, Applied> applied,
            SequencedMap<String, UnappliedReason> unapplied,
            List<Notice> notices,
            Revision head) {
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
     * @param status where the key stands; empty if the tunnel was deleted while the call waited;
     *     where the call validates only, the present one, if there is one
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
    public Answer set(Caller caller, AccountId account, List<PskEntry> entries, Mode mode)
            throws InterruptedException {
        Change<Decided> change =
                change(
                        caller,
                        Action.SET_PSKS,
                        Permission.PSK_SET,
                        account,
                        entries,
                        new Terms(mode, Optional.empty()));
        return switch (mode) {
            case APPLY -> apply(account, change);
            case VALIDATE_ONLY -> validate(change);
        };
    }

    /**
     * Sets the keys of those tunnels whose keys are no newer than what somebody has looked at. To
     * do it again is harmless: the key that a tunnel has already is not refused.
     *
     * @param checked the head of the answer that was looked at
     * @throws Refusal as {@link #set}
     */
    public Answer setAsChecked(
            Caller caller, AccountId account, List<PskEntry> entries, Revision checked)
            throws InterruptedException {
        return apply(
                account,
                change(
                        caller,
                        Action.SET_PSKS,
                        Permission.PSK_SET,
                        account,
                        entries,
                        new Terms(Mode.APPLY, Optional.of(checked))));
    }

    /**
     * Sets one key that was made for it, once for all requests with this mark.
     *
     * @throws Refusal.Conflict if a request with this mark made a key before
     */
    Answer setGenerated(
            Caller caller, AccountId account, PskEntry entry, Optional<RequestMark> mark)
            throws InterruptedException {
        Change<Decided> change =
                change(
                        caller,
                        Action.GENERATE_PSK,
                        Permission.PSK_GENERATE,
                        account,
                        List.of(entry),
                        new Terms(Mode.APPLY, Optional.empty()));
        return apply(account, mark.map(named -> once(change, named)).orElse(change));
    }

    /**
     * @param permission what the caller must have for each tunnel
     */
    private Change<Decided> change(
            Caller caller,
            Action action,
            Permission permission,
            AccountId account,
            List<PskEntry> entries,
            Terms terms) {
        PskItems items =
                PskItems.of(
                        entries,
                        tunnel -> caller.rights().allow(permission, account, tunnel),
                        psk -> keys.candidate(account, psk));
        return new Change<>(
                caller,
                action,
                items.all().size(),
                Names.of(account, items.tunnels()),
                group -> decide(group, account, items, terms));
    }

    private static Change<Decided> once(Change<Decided> change, RequestMark mark) {
        return Once.of(
                change,
                new Once<>(
                        mark,
                        change.decide(),
                        SetPsks::refuseAnotherKey,
                        decided -> decided.remembered(mark)));
    }

    // The key itself is kept nowhere, so it cannot be shown again.
    private static Decided refuseAnotherKey(RememberedRequest before) {
        throw new Refusal.Conflict(
                "This Idempotency-Key made version "
                        + before.version().map(PskVersion::toString).orElse("")
                        + " of the tunnel's key already, which cannot be shown again; generate"
                        + " another one under a new Idempotency-Key");
    }

    private Answer apply(AccountId account, Change<Decided> change) throws InterruptedException {
        Decided decided = writer.write(change);
        Settled settled = standings.settle(account, decided.fates().placements(), decided.head());
        return decided.answer(settled::status, settled.notices());
    }

    private Answer validate(Change<Decided> change) throws InterruptedException {
        Decided decided = writer.preview(change);
        Standing now = standings.now(decided.fates().placements());
        return decided.answer(
                placed -> Optional.of(now.status(placed, placed.key().version())), List.of());
    }

    private Decision<Decided> decide(Group group, AccountId id, PskItems items, Terms terms) {
        Account account = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        Fates fates = new Fates(account.number());
        List<Effect> effects = new ArrayList<>(items.all().size());
        Revision head = group.head();
        for (Item item : items.all()) {
            Optional<TunnelKey> found = item.tunnel().flatMap(tunnel -> group.key(account, tunnel));
            switch (item.fate(account.pskPolicy(), found)) {
                case Fate.Unapplied(UnappliedReason reason) -> fates.refuse(item, reason);
                case Fate.Applicable(TunnelKey tunnel, Candidate key)
                        when terms.isOutdatedBy(tunnel) && !keys.holds(tunnel, key) ->
                        fates.refuse(item, UnappliedReason.KEY_CHANGED);
                case Fate.Applicable(TunnelKey tunnel, Candidate key) -> {
                    Optional<KeySet> set =
                            set(group, account, tunnel, key, head.next(), terms.mode());
                    if (set.isPresent()) {
                        effects.add(set.get());
                        head = head.next();
                    }
                    fates.accept(
                            item,
                            tunnel,
                            key,
                            set.map(made -> made.key(group.now())).or(tunnel::present));
                }
            }
        }
        return new Decision<>(new Decided(fates, head), effects, fates.summary());
    }

    // A dry run does not even compare with stored keys: it would tell anyone who may ask for one
    // whether a guess is right.
    private Optional<KeySet> set(
            Group group,
            Account account,
            TunnelKey tunnel,
            Candidate key,
            Revision revision,
            Mode mode) {
        return switch (mode) {
            case APPLY -> keys.set(group, account, tunnel, key, revision);
            case VALIDATE_ONLY -> Optional.empty();
        };
    }

    /**
     * On which the keys are set.
     *
     * @param checked what no key that is replaced may be newer than; empty if it may
     */
    private record Terms(Mode mode, Optional<Revision> checked) {
        boolean isOutdatedBy(TunnelKey tunnel) {
            return checked.filter(tunnel::isNewerThan).isPresent();
        }
    }

    private record Decided(Fates fates, Revision head) {
        Answer answer(Function<Placement, Optional<KeyStatus>> status, List<Notice> told) {
            return fates.answer(status, told, head);
        }

        RememberedRequest remembered(RequestMark mark) {
            Placement made = fates.placements().getFirst();
            return new RememberedRequest(
                    mark, fates.number, List.of(made.tunnel()), Optional.of(made.key().version()));
        }
    }

    private record Accepted(
            Item item, TunnelKey tunnel, Candidate key, Optional<Placement> placement) {}

    /** Gathers what becomes of the entries, in their order. */
    private static final class Fates {
        private final AccountNumber number;
        private final List<Accepted> accepted = new ArrayList<>();
        private final SequencedMap<String, UnappliedReason> refused = new LinkedHashMap<>();

        Fates(AccountNumber number) {
            this.number = number;
        }

        void refuse(Item item, UnappliedReason reason) {
            refused.put(item.id(), reason);
        }

        void accept(Item item, TunnelKey tunnel, Candidate sent, Optional<Tunnel.Key> key) {
            Optional<Placement> placement = key.map(k -> Placement.of(tunnel, k, item.pointer()));
            accepted.add(new Accepted(item, tunnel, sent, placement));
        }

        List<Placement> placements() {
            return accepted.stream().flatMap(a -> a.placement().stream()).toList();
        }

        String summary() {
            return accepted.size() + " applied, " + refused.size() + " unapplied";
        }

        Answer answer(
                Function<Placement, Optional<KeyStatus>> status, List<Notice> told, Revision head) {
            SequencedMap<String, Applied> applied = new LinkedHashMap<>();
            for (Accepted a : accepted) {
                applied.put(
                        a.item().id(),
                        new Applied(
                                number + "_" + a.tunnel().tunnel(),
                                a.key().psk(),
                                a.placement().map(placed -> placed.key().setAt()),
                                a.placement().flatMap(status)));
            }
            List<Notice> notices =
                    new ArrayList<>(
                            KeyFindings.of(
                                    accepted.stream()
                                            .map(a -> new Pointed(a.item().pointer(), a.key()))
                                            .toList()));
            notices.addAll(told);
            return new Answer(applied, refused, notices, head);
        }
    }
}
