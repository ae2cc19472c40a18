package dev.keyferry.vici;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.vici.ScriptedDaemon.Connection;
import dev.keyferry.vici.ViciPacket.Event;
import dev.keyferry.vici.ViciPacket.EventConfirm;
import dev.keyferry.vici.ViciPacket.EventRegister;
import dev.keyferry.vici.ViciPacket.EventUnknown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ViciEventsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final List<String> NAMES = List.of("ike-updown", "child-updown");

    private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @TempDir private Path directory;
    private ScriptedDaemon daemon;

    @BeforeEach
    void listen() {
        daemon = new ScriptedDaemon(directory);
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    @Test
    void deliversEventsInOrderAlsoThoseBeforeTheLastConfirmation() {
        CompletableFuture<ViciEvents> opening = open(LONG, this::note);
        try (Connection peer = daemon.accept()) {
            assertThat(peer.read()).isEqualTo(new EventRegister("ike-updown"));
            peer.write(new EventConfirm());
            assertThat(peer.read()).isEqualTo(new EventRegister("child-updown"));
            peer.write(event("ike-updown", "1"));
            assertThat(opening).isNotDone();
            peer.write(new EventConfirm());
            try (ViciEvents events = opening.join()) {
                peer.write(event("child-updown", "2"));
                peer.write(event("ike-updown", "3"));
                await().until(() -> seen.size() == 3);
                assertThat(seen).containsExactly("ike-updown 1", "child-updown 2", "ike-updown 3");
                assertThat(events.isOpen()).isTrue();
                assertThat(events.dropped()).isZero();
            }
        }
    }

    @Test
    void dropsAndCountsPastItsQueueWhileTheListenerIsSlow() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CompletableFuture<ViciEvents> opening =
                open(
                        LONG,
                        (name, message) -> {
                            awaitLatch(slow);
                            note(name, message);
                        });
        try (Connection peer = daemon.accept()) {
            confirmAll(peer);
            ViciEvents events = opening.join();
            // One is in the listener's hands, so many wait, the rest is too much.
            int kept = 1 + ViciEvents.MAX_QUEUED;
            for (int i = 0; i < kept; i++) {
                peer.write(event("ike-updown", "kept"));
                if (i == 0) {
                    await().until(() -> events.queued() == 0);
                }
            }
            await().until(() -> events.queued() == ViciEvents.MAX_QUEUED);
            assertThat(events.dropped()).isZero();
            peer.write(event("ike-updown", "dropped"));
            peer.write(event("ike-updown", "dropped"));
            await().until(() -> events.dropped() == 2);

            slow.countDown();
            await().until(() -> seen.size() == kept);
            peer.write(event("ike-updown", "after"));
            await().until(() -> seen.contains("ike-updown after"));
            assertThat(seen).doesNotContain("ike-updown dropped");
            events.close();
        }
    }

    @Test
    void deliversWhatCameBeforeTheEndAndTellsTheEnd() {
        CompletableFuture<ViciEvents> opening = open(LONG, this::note);
        Connection peer = daemon.accept();
        confirmAll(peer);
        ViciEvents events = opening.join();
        peer.write(event("ike-updown", "last"));
        peer.close();
        assertThat(events.closed().toCompletableFuture().join())
                .hasMessageContaining("end of the stream");
        assertThat(events.isOpen()).isFalse();
        await().until(() -> seen.contains("ike-updown last"));
    }

    @Test
    void refusesAnUnknownEvent() {
        CompletableFuture<ViciEvents> opening = open(LONG, this::note);
        try (Connection peer = daemon.accept()) {
            peer.read();
            peer.write(new EventUnknown());
            assertThatThrownBy(opening::join).hasCauseInstanceOf(ViciUnknownEvent.class);
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void givesUpWhenTheDaemonDoesNotConfirm() {
        CompletableFuture<ViciEvents> opening = open(Duration.ofMillis(100), this::note);
        try (Connection peer = daemon.accept()) {
            assertThatThrownBy(opening::join).hasCauseInstanceOf(ViciReplyOverdue.class);
            peer.read();
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void refusesWhenTheConnectionEndsBeforeTheConfirmation() {
        CompletableFuture<ViciEvents> opening = open(LONG, this::note);
        Connection peer = daemon.accept();
        peer.read();
        peer.close();
        assertThatThrownBy(opening::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ViciSessionLost.class);
    }

    @Test
    void endsAtAPacketThatIsNoEvent() {
        CompletableFuture<ViciEvents> opening = open(LONG, this::note);
        try (Connection peer = daemon.accept()) {
            confirmAll(peer);
            peer.reply("out of place");
            assertThat(opening.join().closed().toCompletableFuture().join())
                    .hasMessageContaining("CommandResponse on a connection for events");
        }
    }

    @Test
    void endsWhenItsListenerFails() {
        CompletableFuture<ViciEvents> opening =
                open(
                        LONG,
                        (name, message) -> {
                            throw new IllegalStateException("listener's own");
                        });
        try (Connection peer = daemon.accept()) {
            confirmAll(peer);
            peer.write(event("ike-updown", "1"));
            assertThat(opening.join().closed().toCompletableFuture().join())
                    .hasMessageContaining("its listener failed")
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    private CompletableFuture<ViciEvents> open(Duration deadline, ViciEvents.Listener listener) {
        return CompletableFuture.supplyAsync(
                () -> ViciEvents.open(daemon.socket(), deadline, NAMES, listener),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private void note(String name, ViciMessage message) {
        seen.add(name + " " + message.text("is").orElseThrow());
    }

    private static void confirmAll(Connection peer) {
        for (String name : NAMES) {
            assertThat(peer.read()).isEqualTo(new EventRegister(name));
            peer.write(new EventConfirm());
        }
    }

    private static Event event(String name, String is) {
        return new Event(name, ViciMessage.builder().put("is", is).build());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
