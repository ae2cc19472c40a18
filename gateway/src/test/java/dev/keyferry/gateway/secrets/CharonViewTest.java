package dev.keyferry.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.gateway.rules.Holding;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CharonViewTest {
    private static final PskVersion VERSION = new PskVersion(3);
    private static final Holding LOADED = new Holding.Exactly(VERSION);

    private final CharonView view = CharonView.unknown();

    @Test
    void knowsNothingBeforeItsFirstListing() {
        assertThat(view.of(tunnel(1))).isEqualTo(Holding.UNKNOWN);

        view.compare(listing(2));

        assertThat(view.of(tunnel(1))).isEqualTo(Holding.ABSENT);
        assertThat(view.of(tunnel(2))).isEqualTo(Holding.UNKNOWN);
    }

    @Test
    void seesNoDifferenceWhereThereIsNone() {
        view.compare(listing());
        load(1, 2, 3);
        load(1);

        assertThat(view.compare(listing(1, 3, 2))).isEmpty();
        assertThat(view.of(tunnel(1))).isEqualTo(LOADED);
    }

    @Test
    void seesWhatIsMissing() {
        view.compare(listing());
        load(1, 2, 3);

        assertThat(view.compare(listing(3, 1))).containsExactly(tunnel(2));
        assertThat(view.of(tunnel(2))).isEqualTo(Holding.ABSENT);
        assertThat(view.of(tunnel(1))).isEqualTo(LOADED);
        assertThat(view.of(tunnel(3))).isEqualTo(LOADED);
    }

    @Test
    void seesWhatWasWrittenAgain() {
        view.compare(listing());
        load(1, 2, 3, 4);

        assertThat(view.compare(listing(2, 4, 3, 1))).containsExactly(tunnel(2));
        assertThat(view.of(tunnel(2))).isEqualTo(Holding.UNKNOWN);
        assertThat(view.of(tunnel(4))).isEqualTo(LOADED);
        assertThat(view.compare(listing(2, 4, 3, 1))).isEmpty();
    }

    @Test
    void seesWhatWasNotThereBefore() {
        view.compare(listing());
        load(1);

        assertThat(view.compare(listing(9, 1))).containsExactly(tunnel(9));
        assertThat(view.of(tunnel(9))).isEqualTo(Holding.UNKNOWN);
    }

    @Test
    void seesAllOfItTogether() {
        view.compare(listing());
        load(1, 2, 3, 4, 5);

        // 2 is missing, 3 was written again, 9 is new.
        assertThat(view.compare(listing(9, 3, 5, 4, 1)))
                .containsExactlyInAnyOrder(tunnel(2), tunnel(3), tunnel(9));
        assertThat(view.of(tunnel(5))).isEqualTo(LOADED);
    }

    @Test
    void lastWrittenIsTheCheapestToReplace() {
        view.compare(listing(2, 1));
        load(3);
        load(1);

        assertThat(view.writtenAt(tunnel(1))).isGreaterThan(view.writtenAt(tunnel(3)));
        assertThat(view.writtenAt(tunnel(3))).isGreaterThan(view.writtenAt(tunnel(2)));
        assertThat(view.writtenAt(tunnel(7))).isZero();
    }

    private void load(int... numbers) {
        for (int number : numbers) {
            view.loaded(tunnel(number), VERSION);
        }
    }

    /** As charon lists: the last written first. */
    private static Listing listing(int... numbers) {
        List<TunnelId> tunnels = Arrays.stream(numbers).mapToObj(CharonViewTest::tunnel).toList();
        return new Listing(tunnels, List.of(), 0, 0);
    }

    private static TunnelId tunnel(int number) {
        return TestTunnel.of(number).id();
    }
}
