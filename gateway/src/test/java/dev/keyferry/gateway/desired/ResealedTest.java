package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.NotAuthentic;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are sealed anew to another edge key, at the version that they had. */
class ResealedTest extends DesiredCase {
    private EdgePrivateKey former;
    private KeyRecord resealed;

    @BeforeEach
    void seal() {
        take(key(1, TUNNEL, 5));
        former = edge.edgeKey();
        edge.freshEdgeKey();
        resealed = key(2, TUNNEL, 5);
    }

    @Test
    void resealedKeyTakesTheOthersPlaceOnTheDiskAndNobodyIsTold() {
        reopen(new Opener(List.of(edge.edgeKey(), former), edge.recordKey()));

        take(resealed);

        assertThat(changes).isEmpty();
        assertThat(report().exceptions()).isEmpty();
        assertThat(desired.of(TUNNEL.id()).orElseThrow().record()).isEqualTo(resealed);
        reopen(edge.opener());
        assertThat(opens()).isTrue();
        assertThat(desired.position()).isEqualTo(position(2));
    }

    @Test
    void otherKeyAtTheVersionIsAnExceptionAndTheFirstStays() {
        reopen(new Opener(List.of(edge.edgeKey(), former), edge.recordKey()));

        take(edge.key(2, TUNNEL, 5, "another key of version 5"));

        assertRefused(5, "not newer");
        assertThat(desired.of(TUNNEL.id()).orElseThrow().record().revision())
                .isEqualTo(new Revision(1));
    }

    @Test
    void keyThatTheHostCouldNotOpenIsTakenOnceItIsSealedToIt() {
        reopen(edge.opener());
        assertThat(opens()).isFalse();

        take(resealed);

        assertThat(changes).hasSize(1);
        assertThat(opens()).isTrue();
    }

    @Test
    void keySealedToWhatTheHostLacksTakesNoPlace() {
        reopen(new Opener(former, edge.recordKey()));

        take(resealed);

        assertRefused(5, "not newer");
        assertThat(desired.of(TUNNEL.id()).orElseThrow().record()).isNotEqualTo(resealed);
    }

    private void reopen(Opener opener) {
        cache.close();
        cache = SealedCache.open(directory);
        start(opener);
    }

    private boolean opens() {
        Held held = desired.of(TUNNEL.id()).orElseThrow();
        try {
            Psk key = edge.opener().open((KeyRecord) held.record(), held.dataKey().orElseThrow());
            return key.sameAs(Psk.copyOf("a key of version 5".getBytes(StandardCharsets.UTF_8)));
        } catch (NotAuthentic e) {
            return false;
        }
    }
}
