package dev.keyferry.gateway.parts;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.feed.seal.RecordKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** The sealing side of an edge: what a control plane does, without one. */
public final class TestEdge {
    public static final DeploymentId DEPLOYMENT = new DeploymentId("abcd1234");
    public static final Epoch EPOCH = new Epoch("e".repeat(Epoch.DIGITS));
    public static final Epoch OTHER_EPOCH = new Epoch("f".repeat(Epoch.DIGITS));

    private EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private final RecordKey recordKey;
    private final Epoch epoch;
    private DataKey dataKey;

    public TestEdge() {
        this(EPOCH);
    }

    public TestEdge(Epoch epoch) {
        this.epoch = epoch;
        this.recordKey = RecordKey.generate(new SecureRandom());
        this.dataKey = DataKey.fresh(edgeKey.publicKey(), EdgeId.DEFAULT, epoch);
    }

    /** The same edge in another epoch. */
    public TestEdge(Epoch epoch, TestEdge before) {
        this.epoch = epoch;
        this.edgeKey = before.edgeKey;
        this.recordKey = before.recordKey;
        this.dataKey = DataKey.fresh(edgeKey.publicKey(), EdgeId.DEFAULT, epoch);
    }

    public EdgePrivateKey edgeKey() {
        return edgeKey;
    }

    public RecordKey recordKey() {
        return recordKey;
    }

    public Opener opener() {
        return new Opener(edgeKey, recordKey);
    }

    /** Seals to another edge key from now on. */
    public void freshEdgeKey() {
        edgeKey = EdgePrivateKey.generate();
        freshDataKey();
    }

    /** The data key that seals from now on is another one. */
    public void freshDataKey() {
        dataKey = DataKey.fresh(edgeKey.publicKey(), EdgeId.DEFAULT, epoch);
    }

    public SealedDataKey dataKey() {
        return dataKey.sealed();
    }

    public KeyRecord key(long revision, TestTunnel tunnel, long version, String psk) {
        return key(revision, binding(tunnel, version), psk);
    }

    public KeyRecord key(long revision, KeyBinding binding, String psk) {
        if (dataKey.remaining() == 0) {
            freshDataKey();
        }
        return dataKey.seal(
                new Revision(revision),
                binding,
                Psk.copyOf(psk.getBytes(StandardCharsets.UTF_8)),
                recordKey);
    }

    public GoneRecord gone(long revision, TestTunnel tunnel, long version) {
        return gone(revision, binding(tunnel, version));
    }

    public GoneRecord gone(long revision, KeyBinding binding) {
        return recordKey.gone(new Revision(revision), binding);
    }

    public ReauthOrder reauth(
            Revision number, TestTunnel tunnel, PskVersion version, Instant until) {
        return recordKey.reauth(epoch, EdgeId.DEFAULT, number, tunnel.id(), version, until);
    }

    public KeyBinding binding(TestTunnel tunnel, long version) {
        return binding(tunnel, version, tunnel.identities().all());
    }

    public KeyBinding binding(TestTunnel tunnel, long version, List<IkeIdentity> identities) {
        return new KeyBinding(
                epoch,
                EdgeId.DEFAULT,
                tunnel.accountId(),
                tunnel.accountNumber(),
                tunnel.id(),
                new PskVersion(version),
                identities);
    }

    public IkeDomain domain() {
        return IkeDomain.DEFAULT;
    }
}
