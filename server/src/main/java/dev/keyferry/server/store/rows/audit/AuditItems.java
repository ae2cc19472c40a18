package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditItem.Kind;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Digest;
import dev.keyferry.server.store.rows.audit.ItemForm.Whole;
import dev.keyferry.server.store.rows.recall.AdoptedRow.Adopted;
import dev.keyferry.server.usecase.port.Effect;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a request did, as the audit keeps it: an item for each of its effects, in order
 * (docs/adr/0004-group-commit.md). Immutable.
 */
public final class AuditItems {
    private final int count;
    private final Optional<AccountId> created;
    private final List<byte[]> parts;

    private AuditItems(List<Whole> items, Optional<AccountId> created) {
        this.count = items.size();
        this.created = created;
        this.parts = new ArrayList<>();
        for (int from = 0; from < items.size(); from += ItemsRow.MAX_ITEMS) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int to = Math.min(from + ItemsRow.MAX_ITEMS, items.size());
            items.subList(from, to).forEach(item -> ItemForm.write(out, item));
            parts.add(out.toByteArray());
        }
    }

    public static AuditItems of(List<Effect> effects) {
        Collector collector = new Collector();
        effects.forEach(collector::add);
        return new AuditItems(collector.items, collector.created);
    }

    /** Of an epoch that began outside a server, with records that gateways had. */
    public static AuditItems of(History begun, List<Adopted> adopted) {
        Digest former = new Digest();
        begun.former().forEach(epoch -> former.put(epoch.value()));
        Collector collector = new Collector();
        collector.add(Kind.EPOCH_BEGUN, begun.epoch().value(), "", 0, former.result());
        adopted.forEach(collector::add);
        return new AuditItems(collector.items, collector.created);
    }

    public int count() {
        return count;
    }

    /** The account that the request made; what it is about else, its change names. */
    public Optional<AccountId> created() {
        return created;
    }

    /** SHA-256 over the parts in which they are kept. */
    public Bytes hash() {
        Digest digest = new Digest();
        parts.forEach(digest::put);
        return digest.result();
    }

    /** As rows of the entry with this number. */
    List<ItemsRow> rows(long seq) {
        List<ItemsRow> rows = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            rows.add(new ItemsRow(seq, i * ItemsRow.MAX_ITEMS, parts.get(i)));
        }
        return rows;
    }

    /** Makes items of effects. Confined to one thread. */
    private static final class Collector {
        private static final Bytes NO_CONTENT = Bytes.copyOf(new byte[0]);

        private final List<Whole> items = new ArrayList<>();
        private Optional<AccountId> created = Optional.empty();

        void add(Effect effect) {
            switch (effect) {
                case Effect.AccountCreated(Account account) -> {
                    created = Optional.of(account.id());
                    add(Kind.ACCOUNT_CREATED, account);
                }
                case Effect.AccountChanged changed -> add(Kind.ACCOUNT_CHANGED, changed.account());
                case Effect.AccountDeleted deleted -> add(Kind.ACCOUNT_DELETED, deleted.account());
                case Effect.TokenKept kept -> add(kept.kept().token());
                case Effect.TokenDeleted deleted ->
                        add(Kind.TOKEN_DELETED, deleted.kept().id().value(), "", 0, NO_CONTENT);
                case Effect.EdgeKept(Edge edge) ->
                        add(Kind.EDGE_KEPT, edge.name().value(), "", 0, Contents.of(edge));
                case Effect.EndpointMoved moved ->
                        add(
                                Kind.ADDRESS_BOUND,
                                moved.address().value(),
                                moved.edge().value(),
                                0,
                                NO_CONTENT);
                // The MAC is over everything that is said of the gateway.
                case Effect.GatewayKept(KeptGateway kept) ->
                        add(Kind.GATEWAY_KEPT, kept.gateway().name().value(), "", 0, kept.mac());
                case Effect.KeysExposed exposed ->
                        add(
                                Kind.KEYS_EXPOSED,
                                exposed.gateway().value(),
                                exposed.edge().value(),
                                exposed.through().value(),
                                NO_CONTENT);
                case Effect.NewerKnown(Revision revision) ->
                        add(Kind.NEWER_HISTORY_KNOWN, "", "", revision.value(), NO_CONTENT);
                case Effect.TunnelCreated created ->
                        add(Kind.TUNNEL_CREATED, created.tunnel(), created.identities());
                case Effect.TunnelUpdated updated ->
                        add(Kind.TUNNEL_UPDATED, updated.after(), updated.identities());
                case Effect.TunnelDeleted deleted ->
                        add(Kind.TUNNEL_DELETED, deleted.tunnel().value(), "", 0, NO_CONTENT);
                case Effect.KeySet set ->
                        add(Kind.KEY_SET, set.record().binding(), set.fingerprint().value());
                case Effect.KeyResealed resealed ->
                        add(
                                Kind.KEY_RESEALED,
                                resealed.record().binding(),
                                resealed.record().mac());
                case Effect.KeyGone gone ->
                        add(Kind.KEY_REMOVED, gone.record().binding(), NO_CONTENT);
                case Effect.ReauthOrdered ordered ->
                        add(
                                Kind.REAUTHENTICATION_ORDERED,
                                ordered.order().tunnel().value(),
                                "",
                                ordered.order().version().value(),
                                ordered.order().mac());
                case Effect.RequestRemembered remembered ->
                        add(Kind.REQUEST_REMEMBERED, "", "", 0, remembered.request().mark().key());
                case Effect.RequestsForgotten forgotten ->
                        add(Kind.REQUESTS_FORGOTTEN, "", "", 0, time(forgotten.upTo()));
                case Effect.TombstonesPurged purged ->
                        add(Kind.TOMBSTONES_PURGED, "", "", 0, time(purged.before()));
                case Effect.EvidenceKept _ ->
                        throw new IllegalArgumentException("evidence is not audited");
            }
        }

        // The MAC is over everything that the record says but its place in the feed. What stands
        // for
        // the fingerprint comes first, as for a key that was set here.
        void add(Adopted adopted) {
            KeyBinding binding = adopted.record().binding();
            Bytes mac = adopted.record().mac();
            adopted.key()
                    .ifPresentOrElse(
                            key ->
                                    add(
                                            Kind.KEY_ADOPTED,
                                            binding,
                                            joined(key.unseen().value(), mac)),
                            () -> add(Kind.END_ADOPTED, binding, mac));
        }

        private static Bytes joined(Bytes first, Bytes second) {
            byte[] both = Arrays.copyOf(first.toArray(), first.length() + second.length());
            System.arraycopy(second.toArray(), 0, both, first.length(), second.length());
            return Bytes.copyOf(both);
        }

        private void add(Kind kind, Account account) {
            add(kind, account.id().value(), account.name().value(), 0, Contents.of(account));
        }

        private void add(Token token) {
            add(
                    Kind.TOKEN_KEPT,
                    token.id().value(),
                    token.terms().name().value(),
                    0,
                    Contents.of(token));
        }

        private void add(Kind kind, Tunnel tunnel, List<IkeIdentity> identities) {
            String name = tunnel.parameters().name().value();
            add(kind, tunnel.id().value(), name, 0, Contents.of(tunnel, identities));
        }

        private void add(Kind kind, KeyBinding binding, Bytes content) {
            add(kind, binding.tunnel().value(), "", binding.version().value(), content);
        }

        private void add(Kind kind, String subject, String name, long number, Bytes content) {
            items.add(new Whole(new AuditItem(kind, subject, name, number), content));
        }

        private static Bytes time(Instant time) {
            return new Digest().put(Columns.time(time)).result();
        }
    }
}
