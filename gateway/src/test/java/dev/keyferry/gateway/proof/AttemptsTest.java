package dev.keyferry.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:14:03Z");
    private static final int ALL = Integer.MAX_VALUE;

    private final Attempts attempts = new Attempts();

    @Test
    void tunnelHasOneEntryThatCounts() {
        attempts.add(target(1, 1), sa("a", 1), NOW, Hint.DOWN_WITHOUT_UP);
        attempts.add(target(1, 1), sa("b", 2), NOW.plusSeconds(1), Hint.UP_AND_GONE);

        Rejection only = attempts.take(ALL).getFirst();
        assertThat(only.count()).isEqualTo(2);
        assertThat(only.first()).isEqualTo(NOW);
        assertThat(only.last()).isEqualTo(NOW.plusSeconds(1));
        assertThat(only.identity()).isEqualTo(bytes("b"));
        assertThat(only.hint()).isEqualTo(Hint.UP_AND_GONE);
        assertThat(attempts.hasUntold()).isFalse();
    }

    @Test
    void newVersionCountsAnew() {
        attempts.add(target(1, 1), sa("a", 1), NOW, Hint.DOWN_WITHOUT_UP);
        attempts.add(target(1, 2), sa("a", 1), NOW, Hint.DOWN_WITHOUT_UP);

        assertThat(attempts.take(ALL)).singleElement().extracting(Rejection::count).isEqualTo(1L);
    }

    @Test
    void clockThatIsSetBackLeavesTheLastTimeAtTheFirst() {
        attempts.add(target(1, 1), sa("a", 1), NOW, Hint.DOWN_WITHOUT_UP);
        attempts.add(target(1, 1), sa("a", 1), NOW.minusSeconds(60), Hint.DOWN_WITHOUT_UP);

        assertThat(attempts.take(ALL).getFirst().last()).isEqualTo(NOW);
    }

    @Test
    void tunnelsPastTheLimitPushOutTheQuietest() {
        for (int number = 0; number <= Attempts.MAX_TUNNELS; number++) {
            assertThat(attempts.take(0)).isEmpty();
            attempts.add(target(number, 1), sa("a", 1), NOW, Hint.DOWN_WITHOUT_UP);
        }

        assertThat(attempts.take(ALL))
                .hasSize(Attempts.MAX_TUNNELS)
                .noneMatch(r -> r.target().orElseThrow().equals(target(0, 1)));
    }

    @Test
    void identitiesOfOneAddressPastTheLimitAreCountedTogether() {
        for (int number = 0; number < Attempts.MAX_IDENTITIES; number++) {
            attempts.add(sa("id" + number, 1), NOW, Hint.UNKNOWN_IDENTITY);
        }
        assertThat(attempts.take(ALL))
                .hasSize(Attempts.MAX_IDENTITIES)
                .noneMatch(r -> r.hint() == Hint.FURTHER_IDENTITIES);

        attempts.add(sa("one more", 1), NOW, Hint.UNKNOWN_IDENTITY);
        attempts.add(sa("and another", 1), NOW, Hint.UNKNOWN_IDENTITY);
        attempts.add(sa("id3", 1), NOW, Hint.UNKNOWN_IDENTITY);

        List<Rejection> told = attempts.take(ALL);
        assertThat(told).hasSize(2).allMatch(r -> r.count() == 2);
        assertThat(told.getFirst().hint()).isEqualTo(Hint.FURTHER_IDENTITIES);
        assertThat(told.getFirst().identity().length()).isZero();
        assertThat(told.getLast().identity()).isEqualTo(bytes("id3"));
    }

    @Test
    void strangersPastTheLimitPushOutTheQuietestAndMakeRoomForHisIdentities() {
        for (int number = 0; number <= Attempts.MAX_STRANGERS; number++) {
            attempts.add(sa("a", number), NOW, Hint.UNKNOWN_IDENTITY);
        }

        assertThat(attempts.take(ALL))
                .hasSize(Attempts.MAX_STRANGERS)
                .noneMatch(r -> r.from().equals(address(0)));
        for (int number = 0; number < Attempts.MAX_IDENTITIES; number++) {
            attempts.add(sa("id" + number, 0), NOW, Hint.UNKNOWN_IDENTITY);
        }
        assertThat(attempts.take(ALL)).noneMatch(r -> r.hint() == Hint.FURTHER_IDENTITIES);
    }

    @Test
    void whatWasNotTakenIsToldAgainWithItsNewestCount() {
        attempts.add(sa("a", 1), NOW, Hint.UNKNOWN_IDENTITY);
        List<Rejection> lost = attempts.take(ALL);
        attempts.add(sa("a", 1), NOW, Hint.UNKNOWN_IDENTITY);

        attempts.giveBack(lost);

        assertThat(attempts.take(ALL)).singleElement().extracting(Rejection::count).isEqualTo(2L);
    }

    private static Rejection.Target target(int tunnel, long version) {
        return new Rejection.Target(
                new TunnelId("%032x".formatted(tunnel)), new PskVersion(version));
    }

    private static SeenSa sa(String identity, int address) {
        return new SeenSa(
                "connection",
                1,
                SeenSa.State.CONNECTING,
                SeenSa.Side.PEER,
                bytes(identity),
                identity,
                address(address));
    }

    private static PeerAddress address(int number) {
        return new PeerAddress(Bytes.copyOf(ByteBuffer.allocate(4).putInt(number).array()));
    }

    private static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
