package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6: a gateway never goes back to an older key. */
class DesiredTest extends DesiredCase {
    @Test
    void takesAHigherVersionAndTellsIt() {
        take(key(1, TUNNEL, 1));
        take(key(2, TUNNEL, 2));

        assertVersion(2);
        assertThat(changes).hasSize(2);
        assertThat(changes.getLast().tunnels()).containsExactly(TUNNEL.id());
        assertThat(desired.position()).isEqualTo(position(2));
        restart();
        assertVersion(2);
        assertThat(desired.position()).isEqualTo(position(2));
    }

    @Test
    void sameRecordAgainIsNothing() {
        take(key(1, TUNNEL, 1));
        progress.settle(TUNNEL.id(), key(1, TUNNEL, 1).binding().version());

        take(key(2, TUNNEL, 1));

        assertThat(changes).hasSize(1);
        assertThat(report().covers(new Revision(2))).isTrue();
        assertThat(report().exceptions()).isEmpty();
    }

    @Test
    void olderVersionIsAnExceptionAndChangesNothing() {
        take(key(1, TUNNEL, 5));
        take(key(2, TUNNEL, 4));

        assertVersion(5);
        assertRefused(4, "not newer than version 5");
        restart();
        assertVersion(5);
    }

    @Test
    void sameVersionOfAnotherBindingIsAnException() {
        take(key(1, TUNNEL, 5));
        take(edge.gone(2, TUNNEL, 5));

        assertThat(desired.of(TUNNEL.id()).orElseThrow().isLive()).isTrue();
        assertRefused(5, "not newer");
    }

    @Test
    void sameVersionOfAnotherKeyIsAnException() {
        take(key(1, TUNNEL, 5));
        take(edge.key(2, TUNNEL, 5, "another key of version 5"));

        assertRefused(5, "not newer");
    }

    @Test
    void keyDoesNotComeBackAfterItIsGone() {
        take(key(1, TUNNEL, 5));
        take(edge.gone(2, TUNNEL, 6));
        take(key(3, TUNNEL, 5));
        take(key(4, TUNNEL, 6));

        assertThat(desired.of(TUNNEL.id()).orElseThrow().isLive()).isFalse();
        assertThat(desired.liveCount()).isZero();
        restart();
        take(key(3, TUNNEL, 5));
        assertThat(desired.of(TUNNEL.id()).orElseThrow().isLive()).isFalse();
    }

    @Test
    void recordWithoutTheEdgesMacIsRefused() {
        TestEdge other = new TestEdge();
        take(edge.key(1, TUNNEL, 1, "a key"), edge.dataKey());
        take(other.key(2, TUNNEL, 2, "a key of others"), other.dataKey());

        assertVersion(1);
        assertRefused(2, "MAC");
    }

    @Test
    void recordWhoseBindingWasChangedIsRefused() {
        KeyRecord record = key(1, TUNNEL, 1);
        KeyBinding raised = edge.binding(TUNNEL, 9);
        take(
                new KeyRecord(
                        record.revision(),
                        raised,
                        record.dataKey(),
                        record.sealed(),
                        record.mac()));

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(9, "MAC");
    }

    @Test
    void genuineRecordWithAnotherTunnelsIdentitiesIsRefused() {
        take(edge.key(1, edge.binding(TUNNEL, 1, OTHER.identities().all()), "a key"));

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(1, "identities");
    }

    @Test
    void genuineRecordWithFewerIdentitiesIsRefused() {
        List<IkeIdentity> own = TUNNEL.identities().all();
        take(edge.key(1, edge.binding(TUNNEL, 1, own.subList(0, 1)), "a key"));

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(1, "identities");
    }

    @Test
    void genuineRecordOfAnotherEdgeIsRefused() {
        KeyBinding own = edge.binding(TUNNEL, 1);
        KeyBinding moved =
                new KeyBinding(
                        own.epoch(),
                        new EdgeId("paris"),
                        own.account(),
                        own.number(),
                        own.tunnel(),
                        own.version(),
                        own.identities());
        DataKey dataKey = DataKey.fresh(edge.edgeKey().publicKey(), moved.edge(), TestEdge.EPOCH);
        take(
                dataKey.seal(
                        new Revision(1),
                        moved,
                        Psk.copyOf("a key".getBytes(StandardCharsets.UTF_8)),
                        edge.recordKey()),
                dataKey.sealed());

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(1, "another edge");
    }

    @Test
    void refusedRecordIsReadAgainAfterARestart() {
        take(key(1, TUNNEL, 5));
        take(key(2, TUNNEL, 4));
        take(key(3, OTHER, 1));
        assertThat(desired.position()).isEqualTo(position(3));

        restart();

        assertThat(desired.position()).isEqualTo(position(1));
    }

    @Test
    void nothingIsShownThatIsNotOnTheDisk() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(64)) {
            Path filler = disk.path().resolve("filler");
            cache.close();
            cache = SealedCache.open(disk.path().resolve("cache"));
            start();
            take(key(1, TUNNEL, 1));
            disk.fill(filler);
            List<TunnelRecord> many = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                many.add(key(1 + number, TestTunnel.of(number), 2));
            }

            assertThatThrownBy(() -> take(many, edge.dataKey())).isInstanceOf(CacheFailed.class);

            assertVersion(1);
            assertThat(desired.position()).isEqualTo(position(1));
            assertThat(changes).hasSize(1);
            assertThat(report().delivered()).isEqualTo(new Revision(1));

            Files.delete(filler);
            take(many, edge.dataKey());
            assertVersion(2);
            restart(disk.path().resolve("cache"));
            assertVersion(2);
            assertThat(desired.liveCount()).isEqualTo(40);
        }
    }

    @Test
    void countsAccountsWithKeys() {
        take(key(1, TUNNEL, 1));
        take(key(2, TestTunnel.of(7), 1));
        assertThat(desired.accounts()).isEqualTo(1);
        take(key(3, OTHER, 1));
        assertThat(desired.accounts()).isEqualTo(2);
        assertThat(desired.liveCount()).isEqualTo(3);

        take(edge.gone(4, OTHER, 2));

        assertThat(desired.accounts()).isEqualTo(1);
        assertThat(desired.liveCount()).isEqualTo(2);
    }

    @Test
    void cachedRecordIsCheckedAgain() {
        take(key(1, TUNNEL, 1));
        cache.close();
        cache = SealedCache.open(directory);
        TestEdge other = new TestEdge();

        Desired stranger =
                new Desired(
                        cache,
                        new RecordCheck(EdgeId.DEFAULT, IkeDomain.DEFAULT, other.opener()),
                        other.recordKey(),
                        progress);

        assertThat(stranger.all()).isEmpty();
    }

    @Test
    void recordWhoseSealWasChangedIsRefused() {
        KeyRecord record = key(1, TUNNEL, 1);
        byte[] sealed = record.sealed().toArray();
        sealed[0] ^= 1;
        take(
                new KeyRecord(
                        record.revision(),
                        record.binding(),
                        record.dataKey(),
                        Bytes.copyOf(sealed),
                        record.mac()));

        assertThat(desired.of(TUNNEL.id())).isEmpty();
        assertRefused(1, "MAC");
    }
}
