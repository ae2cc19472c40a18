package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.keys.KeyFindings;
import dev.keyferry.server.usecase.keys.KeyFindings.Pointed;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.KeySet;
import dev.keyferry.server.usecase.port.Effect.TunnelCreated;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.repeat.Once;
import dev.keyferry.server.usecase.standing.AfterChange;
import dev.keyferry.server.usecase.standing.Placement;
import dev.keyferry.server.usecase.standing.Settled;
import dev.keyferry.server.usecase.standing.Standings;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates tunnels of one account, all or none, with their first keys if given. Thread-safe. */
public final class CreateTunnels {
    /** Most tunnels of one request. */
    public static final int MAX_TUNNELS = 10_000;

    /** Most tunnels of one account. */
    public static final int MAX_TUNNELS_PER_ACCOUNT = 200_000;

    private final Writer writer;
    private final KeySetter keys;
    private final Identities identities;
    private final Standings standings;
    private final TunnelViews views;
    private final SecureRandom random;

    public CreateTunnels(
            Writer writer,
            KeySetter keys,
            Identities identities,
            Standings standings,
            TunnelViews views,
            SecureRandom random) {
        this.writer = writer;
        this.keys = keys;
        this.identities = identities;
        this.standings = standings;
        this.views = views;
        this.random = random;
    }

    /**
     * One tunnel to be.
     *
     * @param pointer JSON pointer (RFC 6901) to this tunnel's object in the request's body, such as
     *     {@code /ipsec_tunnels/3}; empty where it is the whole body
     */
    public record NewTunnel(String pointer, TunnelParameters parameters, Optional<SentKey> key) {
        boolean hasExplicitIdentities() {
            return !parameters.farIdentities().explicit().isEmpty();
        }
    }

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
     * @param mark of the request, if its caller named it: it then takes effect once, and a repeated
     *     request is answered with the tunnels as they are now
     * @throws Refusal.Invalid if there are no tunnels or too many, a name is taken or comes twice,
     *     an identity is not to be had, or a key is against the policy
     * @throws Refusal.Forbidden if there are explicit identities and the caller is no operator, or
     *     keys and the caller may set none
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.Conflict if the caller gave the same name to another request, or a tunnel
     *     that a repeated request created was deleted since
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer create(
            Caller caller,
            AccountId account,
            List<NewTunnel> tunnels,
            Mode mode,
            Optional<RequestMark> mark)
            throws InterruptedException {
        if (tunnels.stream().anyMatch(NewTunnel::hasExplicitIdentities)) {
            Identities.requireOperator(caller);
        }
        boolean hasKeys = tunnels.stream().anyMatch(tunnel -> tunnel.key().isPresent());
        if (hasKeys && !caller.rights().allow(Permission.PSK_SET, account)) {
            throw new Refusal.Forbidden();
        }
        List<Wanted> wanted = checked(account, tunnels);
        Change<Outcome> change =
                new Change<>(
                        caller,
                        Action.CREATE_TUNNELS,
                        wanted.size(),
                        Names.ofNew(account, wanted.stream().map(Wanted::name).toList()),
                        group -> decide(group, account, wanted, mode));
        List<Notice> notices =
                new ArrayList<>(
                        KeyFindings.of(wanted.stream().flatMap(w -> w.key().stream()).toList()));
        Outcome outcome =
                switch (mode) {
                    case VALIDATE_ONLY -> writer.preview(change);
                    case APPLY ->
                            writer.write(mark.map(named -> once(change, named)).orElse(change));
                };
        return switch (outcome) {
            case Created created -> {
                Settled settled = standings.settle(account, created.placements(), created.head());
                notices.addAll(settled.notices());
                yield new Answer(views.of(created.tunnels(), settled::status), notices);
            }
            case Repeated repeated -> asTheyAreNow(account, repeated.ids());
        };
    }

    private Answer asTheyAreNow(AccountId account, List<TunnelId> ids) throws InterruptedException {
        List<TunnelView> now = AfterChange.read(() -> views.find(account, ids));
        if (now.size() < ids.size()) {
            throw new Refusal.Conflict(
                    "This Idempotency-Key created tunnels of which "
                            + (ids.size() - now.size())
                            + " were deleted since");
        }
        String text = "the request was done before: the tunnels are shown as they are now";
        return new Answer(now, List.of(new Notice(Code.REPEATED, text, Optional.empty())));
    }

    private static Change<Outcome> once(Change<Outcome> change, RequestMark mark) {
        return Once.of(
                change,
                new Once<>(
                        mark,
                        change.decide(),
                        before -> new Repeated(before.account(), before.tunnels()),
                        outcome ->
                                new RememberedRequest(
                                        mark, outcome.account(), outcome.ids(), Optional.empty())));
    }

    private List<Wanted> checked(AccountId account, List<NewTunnel> tunnels) {
        if (tunnels.isEmpty() || tunnels.size() > MAX_TUNNELS) {
            throw new Refusal.Invalid("", "there must be 1 to " + MAX_TUNNELS + " tunnels");
        }
        Set<TunnelName> names = new HashSet<>();
        List<Wanted> wanted = new ArrayList<>(tunnels.size());
        for (NewTunnel tunnel : tunnels) {
            if (!names.add(tunnel.parameters().name())) {
                throw new Refusal.Invalid(tunnel.pointer() + "/name", "a name comes twice");
            }
            Optional<Pointed> key =
                    tunnel.key().map(sent -> keys.required(account, tunnel.pointer(), sent));
            wanted.add(new Wanted(tunnel, key));
        }
        return wanted;
    }

    private Decision<Outcome> decide(Group group, AccountId id, List<Wanted> wanted, Mode mode) {
        Account account = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        if (group.tunnels(account) + wanted.size() > MAX_TUNNELS_PER_ACCOUNT) {
            throw new Refusal.Invalid(
                    "", "an account has at most " + MAX_TUNNELS_PER_ACCOUNT + " tunnels");
        }
        List<Effect> effects = new ArrayList<>(2 * wanted.size());
        List<Tunnel> tunnels = new ArrayList<>(wanted.size());
        List<Placement> placements = new ArrayList<>();
        Revision head = group.head();
        for (Wanted one : wanted) {
            if (group.isTaken(account, one.name())) {
                throw new Refusal.Invalid(one.tunnel().pointer() + "/name", "the name is taken");
            }
            one.key().ifPresent(key -> key.requireUnder(account.pskPolicy()));
            Tunnel bare = tunnel(group, account, one);
            identities.claim(group, account, bare, one.tunnel().pointer());
            effects.add(
                    new TunnelCreated(
                            bare,
                            identities.of(
                                    account.number(),
                                    bare.id(),
                                    bare.parameters().farIdentities())));
            Optional<KeySet> set = firstKey(group, account, bare, one, head.next(), mode);
            if (set.isEmpty()) {
                tunnels.add(bare);
                continue;
            }
            head = head.next();
            effects.add(set.get());
            Tunnel.Key key = set.get().key(group.now());
            tunnels.add(bare.with(key));
            placements.add(new Placement(bare.id(), bare.edge(), key, one.tunnel().pointer()));
        }
        return new Decision<>(
                new Created(tunnels, placements, head), effects, tunnels.size() + " created");
    }

    private Optional<KeySet> firstKey(
            Group group,
            Account account,
            Tunnel tunnel,
            Wanted wanted,
            Revision revision,
            Mode mode) {
        TunnelKey bare = TunnelKey.bare(tunnel);
        return switch (mode) {
            case APPLY ->
                    wanted.key().map(key -> keys.anew(group, account, bare, key.key(), revision));
            case VALIDATE_ONLY -> Optional.empty();
        };
    }

    private Tunnel tunnel(Group group, Account account, Wanted wanted) {
        TunnelParameters parameters = wanted.tunnel().parameters();
        return new Tunnel(
                newId(group.now()),
                account.id(),
                account.number(),
                group.edges().edgeOf(parameters.cloudflareEndpoint()),
                parameters,
                group.now(),
                group.now(),
                Optional.empty());
    }

    /**
     * The milliseconds of its making, then 80 random bits: tunnels that are made together lie
     * together in the store's tables, which a bulk call reads and writes. An id is no secret.
     */
    private TunnelId newId(Instant now) {
        byte[] bytes = new byte[TunnelId.DIGITS / 2];
        random.nextBytes(bytes);
        ByteBuffer id = ByteBuffer.wrap(bytes);
        id.putLong(0, now.toEpochMilli() << 16 | (id.getLong(0) & 0xffff));
        return new TunnelId(HexFormat.of().formatHex(bytes));
    }

    private record Wanted(NewTunnel tunnel, Optional<Pointed> key) {
        TunnelName name() {
            return tunnel.parameters().name();
        }
    }

    private sealed interface Outcome {
        AccountNumber account();

        List<TunnelId> ids();
    }

    private record Created(List<Tunnel> tunnels, List<Placement> placements, Revision head)
            implements Outcome {
        @Override
        public AccountNumber account() {
            return tunnels.getFirst().number();
        }

        @Override
        public List<TunnelId> ids() {
            return tunnels.stream().map(Tunnel::id).toList();
        }
    }

    /** An earlier request with the same mark created these. */
    private record Repeated(AccountNumber account, List<TunnelId> ids) implements Outcome {}
}
