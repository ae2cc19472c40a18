package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.tunnel.Tunnel;
import java.time.Instant;
import java.util.List;

/** One thing that a change does to the store. */
public sealed interface Effect {
    /** A new account. */
    record AccountCreated(Account account) implements Effect {}

    /** The account with another name, type or key policy. */
    record AccountChanged(Account account) implements Effect {}

    /** The account is no more, and its tokens with it. Its id and number are never given again. */
    record AccountDeleted(Account account) implements Effect {}

    /** A new token, or one as it is from now on. */
    record TokenKept(KeptToken.Legible kept) implements Effect {}

    /** The token is no more. */
    record TokenDeleted(KeptToken kept) implements Effect {}

    /** A new edge, or one as it is from now on. */
    record EdgeKept(Edge edge) implements Effect {}

    /** Tunnels without a key that end at the address are of the edge from now on. */
    record EndpointMoved(IpAddress address, EdgeId edge) implements Effect {}

    /** A new gateway, or one as it is from now on. */
    record GatewayKept(KeptGateway kept) implements Effect {}

    /** The host of a revoked gateway holds the edge's present keys up to {@code through}. */
    record KeysExposed(GatewayName gateway, EdgeId edge, Revision through) implements Effect {}

    /** A gateway has read this epoch up to there, further than it goes. */
    record NewerKnown(Revision revision) implements Effect {}

    /**
     * A new tunnel, without a key.
     *
     * @param identities all of its far side; each is claimed for the tunnel on its edge
     */
    record TunnelCreated(Tunnel tunnel, List<IkeIdentity> identities) implements Effect {
        public TunnelCreated {
            identities = List.copyOf(identities);
        }
    }

    /**
     * A tunnel is not what it was. Its key is a matter of its own.
     *
     * @param identities all of its far side, instead of those that it claimed before
     */
    record TunnelUpdated(Tunnel before, Tunnel after, List<IkeIdentity> identities)
            implements Effect {
        public TunnelUpdated {
            identities = List.copyOf(identities);
        }

        public boolean isRenamed() {
            return !after.parameters().name().equals(before.parameters().name());
        }

        /** True if it has other identities now, or the same on another edge. */
        public boolean isRebound() {
            return !after.edge().equals(before.edge())
                    || !after.parameters()
                            .farIdentities()
                            .equals(before.parameters().farIdentities());
        }
    }

    /** The tunnel is no more, and its identities are free. Its key is a matter of its own. */
    record TunnelDeleted(Account account, TunnelId tunnel) implements Effect {}

    /** A new key of a tunnel, instead of the one before, whose sealed value goes. */
    record KeySet(KeyRecord record, SealedDataKey dataKey, Fingerprint fingerprint)
            implements Effect {
        /** What is known of the key from now on. */
        public Tunnel.Key key(Instant setAt) {
            return new Tunnel.Key(record.binding().version(), record.revision(), setAt);
        }
    }

    /** The present key of a tunnel, sealed anew by a gateway; the former sealed value goes. */
    record KeyResealed(KeyRecord record, SealedDataKey dataKey) implements Effect {}

    /** A tunnel's key goes, and its edge is told so. */
    record KeyGone(GoneRecord record) implements Effect {
        /** The version that stands for the end of the key. */
        public Tunnel.Key key(Instant setAt) {
            return new Tunnel.Key(record.binding().version(), record.revision(), setAt);
        }
    }

    /**
     * The gateways of the edge are to have the tunnel's peers authenticate anew; takes the order's
     * number as its revision.
     */
    record ReauthOrdered(EdgeId edge, ReauthOrder order) implements Effect {}

    /** What a named request did, so that it is not done twice. */
    record RequestRemembered(RememberedRequest request) implements Effect {}

    /** Requests that were remembered at this time or earlier are forgotten. */
    record RequestsForgotten(Instant upTo) implements Effect {}

    /** What a gateway saw of peers, instead of what it saw before of the same. */
    record EvidenceKept(GatewayName gateway, Evidence evidence) implements Effect {}

    /** Forgets what went before {@code before}; gateways that slept longer read all again. */
    record TombstonesPurged(Instant before) implements Effect {}
}
