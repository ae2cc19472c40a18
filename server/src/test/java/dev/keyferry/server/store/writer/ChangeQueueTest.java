package dev.keyferry.server.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.store.writer.ChangeQueue.Offer;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {
    private final ChangeQueue queue = new ChangeQueue();

    @Test
    void holdsAsManyChangesAsItSays() throws InterruptedException {
        for (int i = 0; i < ChangeQueue.MAX_CHANGES; i++) {
            assertThat(queue.offer(change(1))).isEqualTo(Offer.TAKEN);
        }
        assertThat(queue.offer(change(1))).isEqualTo(Offer.FULL);

        assertThat(queue.takeGroup()).hasSize(ChangeQueue.MAX_CHANGES);
        assertThat(queue.offer(change(1))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void holdsAsManyItemsAsItSays() throws InterruptedException {
        int each = 10_000;
        for (int i = 0; i < ChangeQueue.MAX_WEIGHT / each; i++) {
            assertThat(queue.offer(change(each))).isEqualTo(Offer.TAKEN);
        }
        assertThat(queue.offer(change(1))).isEqualTo(Offer.FULL);

        assertThat(queue.takeGroup()).hasSize(1);
        assertThat(queue.offer(change(each))).isEqualTo(Offer.TAKEN);
        assertThat(queue.offer(change(1))).isEqualTo(Offer.FULL);
    }

    @Test
    void closesAGroupOnceItHasEnoughItems() throws InterruptedException {
        Waiting<String> first = change(ChangeQueue.GROUP_WEIGHT - 1);
        Waiting<String> second = change(ChangeQueue.GROUP_WEIGHT);
        Waiting<String> third = change(1);
        List.of(first, second, third).forEach(queue::offer);

        assertThat(queue.takeGroup()).isEqualTo(List.of(first, second));
        assertThat(queue.takeGroup()).isEqualTo(List.of(third));
    }

    @Test
    void handsOutWhatWaitsWhenItIsClosedAndThenNothing() throws InterruptedException {
        Waiting<String> last = change(1);
        queue.offer(last);

        queue.close();

        assertThat(queue.offer(change(1))).isEqualTo(Offer.CLOSED);
        assertThat(queue.takeGroup()).isEqualTo(List.of(last));
        assertThat(queue.takeGroup()).isEmpty();
    }

    private static Waiting<String> change(int weight) {
        Caller caller =
                new Caller(Actor.ADMINISTRATOR, Rights.ALL, "test", new RequestId("0".repeat(32)));
        return new Waiting<>(
                new Change<>(
                        caller,
                        Action.SET_PSKS,
                        weight,
                        Names.NOTHING,
                        group -> new Decision<>("", List.of(), "none")));
    }
}
