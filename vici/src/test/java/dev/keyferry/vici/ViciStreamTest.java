package dev.keyferry.vici;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.vici.ScriptedDaemon.Connection;
import dev.keyferry.vici.ViciPacket.CommandUnknown;
import dev.keyferry.vici.ViciPacket.Event;
import dev.keyferry.vici.ViciPacket.EventConfirm;
import dev.keyferry.vici.ViciPacket.EventRegister;
import dev.keyferry.vici.ViciPacket.EventUnknown;
import dev.keyferry.vici.ViciPacket.EventUnregister;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ViciStreamTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir private Path directory;
    private ScriptedDaemon daemon;
    private ViciSession session;
    private Connection peer;

    @BeforeEach
    void connect() {
        daemon = new ScriptedDaemon(directory);
        session = ViciSession.connect(daemon.socket(), LONG);
        peer = daemon.accept();
    }

    @AfterEach
    void close() {
        session.close();
        peer.close();
        daemon.close();
    }

    @Test
    void givesTheEventsInOrderAndThenTheReply() {
        List<String> seen = new ArrayList<>();
        CompletableFuture<ViciMessage> reply = stream(LONG, sa -> seen.add(is(sa)));
        expectStream();
        peer.write(new EventConfirm());
        peer.write(event("1"));
        peer.write(event("2"));
        peer.reply("end");
        // Such an event may also come while it is being unregistered.
        peer.write(event("3"));
        peer.write(new EventConfirm());

        assertThat(is(reply.join())).isEqualTo("end");
        assertThat(seen).containsExactly("1", "2", "3");
        assertThat(session.unanswered()).isZero();
    }

    @Test
    void keepsOtherRepliesInLineBehindAStream() {
        CompletableFuture<ViciMessage> reply = stream(LONG, sa -> {});
        expectStream();
        CompletableFuture<ViciMessage> next = session.send("next", ViciMessage.EMPTY, LONG);
        peer.expect("next");
        peer.write(new EventConfirm());
        peer.reply("stream");
        peer.write(new EventConfirm());
        peer.reply("next");
        assertThat(is(reply.join())).isEqualTo("stream");
        assertThat(is(next.join())).isEqualTo("next");
    }

    @Test
    void dropsTheRestOfAStreamWhoseCallerWasAnswered() {
        List<String> seen = new ArrayList<>();
        CompletableFuture<ViciMessage> late = stream(SHORT, sa -> seen.add(is(sa)));
        expectStream();
        assertFails(late, ViciReplyOverdue.class);
        CompletableFuture<ViciMessage> next = session.send("next", ViciMessage.EMPTY, LONG);
        peer.expect("next");

        peer.write(new EventConfirm());
        for (int i = 0; i < 3 * ViciSession.STREAM_BACKLOG; i++) {
            peer.write(event("late"));
        }
        peer.reply("late");
        peer.write(new EventConfirm());
        peer.reply("next");
        assertThat(is(next.join())).isEqualTo("next");
        assertThat(seen).isEmpty();
    }

    @Test
    void waitsForASlowCallerWithoutLosingAnything() {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        CompletableFuture<ViciMessage> reply =
                stream(
                        LONG,
                        sa -> {
                            awaitLatch(slow);
                            seen.incrementAndGet();
                        });
        expectStream();
        peer.write(new EventConfirm());
        int count = ViciSession.STREAM_BACKLOG + 10;
        for (int i = 0; i < count; i++) {
            peer.write(event("x"));
        }
        peer.reply("end");
        peer.write(new EventConfirm());
        assertThat(reply).isNotDone();
        slow.countDown();
        assertThat(is(reply.join())).isEqualTo("end");
        assertThat(seen).hasValue(count);
    }

    @Test
    void aCallerThatFailsLeavesTheSessionInOrder() {
        CompletableFuture<ViciMessage> failed =
                stream(
                        LONG,
                        sa -> {
                            throw new IllegalStateException("caller's own");
                        });
        expectStream();
        peer.write(new EventConfirm());
        for (int i = 0; i < 3 * ViciSession.STREAM_BACKLOG; i++) {
            peer.write(event("x"));
        }
        assertFails(failed, IllegalStateException.class);
        CompletableFuture<ViciMessage> next = session.send("next", ViciMessage.EMPTY, LONG);
        peer.expect("next");
        peer.reply("end");
        peer.write(new EventConfirm());
        peer.reply("next");
        assertThat(is(next.join())).isEqualTo("next");
    }

    @Test
    void tellsAnUnknownEventAndStaysInOrder() {
        CompletableFuture<ViciMessage> failed = stream(LONG, sa -> {});
        expectStream();
        peer.write(new EventUnknown());
        peer.reply("ran all the same");
        peer.write(new EventUnknown());
        assertFails(failed, ViciUnknownEvent.class);
        assertThat(session.isOpen()).isTrue();
        assertThat(session.unanswered()).isZero();
    }

    @Test
    void tellsAnUnknownCommandAndAFailure() {
        CompletableFuture<ViciMessage> unknown = stream(LONG, sa -> {});
        expectStream();
        peer.write(new EventConfirm());
        peer.write(new CommandUnknown());
        peer.write(new EventConfirm());
        assertFails(unknown, ViciUnknownCommand.class);

        CompletableFuture<ViciMessage> failed = stream(LONG, sa -> {});
        expectStream();
        peer.write(new EventConfirm());
        peer.reply(ViciMessage.builder().put("success", "no").build());
        peer.write(new EventConfirm());
        assertFails(failed, ViciCommandFailed.class);
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void endsAtAnEventOfAnotherName() {
        CompletableFuture<ViciMessage> failed = stream(LONG, sa -> {});
        expectStream();
        peer.write(new EventConfirm());
        peer.write(new Event("log", ViciMessage.EMPTY));
        assertFails(failed, ViciSessionLost.class);
    }

    @Test
    void endsAtAnEventBeforeTheConfirmation() {
        CompletableFuture<ViciMessage> failed = stream(LONG, sa -> {});
        expectStream();
        peer.write(event("too early"));
        assertFails(failed, ViciSessionLost.class);
    }

    @Test
    void endsAtAReplyBeforeTheConfirmation() {
        CompletableFuture<ViciMessage> failed = stream(LONG, sa -> {});
        expectStream();
        peer.reply("too early");
        assertFails(failed, ViciSessionLost.class);
    }

    @Test
    void endsAtAConfirmationInPlaceOfTheReply() {
        CompletableFuture<ViciMessage> failed = stream(LONG, sa -> {});
        expectStream();
        peer.write(new EventConfirm());
        peer.write(new EventConfirm());
        assertFails(failed, ViciSessionLost.class);
    }

    @Test
    void takesTheMostEventsAndEndsAtOneMore() {
        AtomicInteger seen = new AtomicInteger();
        CompletableFuture<ViciMessage> reply = stream(LONG, sa -> seen.incrementAndGet());
        expectStream();
        peer.write(new EventConfirm());
        Event small = new Event("list-sa", ViciMessage.EMPTY);
        for (int i = 0; i < ViciSession.MAX_STREAMED; i++) {
            peer.write(small);
        }
        peer.reply("end");
        peer.write(new EventConfirm());
        assertThat(is(reply.join())).isEqualTo("end");
        assertThat(seen).hasValue(ViciSession.MAX_STREAMED);

        CompletableFuture<ViciMessage> over = stream(LONG, sa -> {});
        expectStream();
        peer.write(new EventConfirm());
        for (int i = 0; i <= ViciSession.MAX_STREAMED; i++) {
            peer.write(small);
        }
        assertFails(over, ViciSessionLost.class);
    }

    private CompletableFuture<ViciMessage> stream(Duration deadline, Consumer<ViciMessage> each) {
        return CompletableFuture.supplyAsync(
                () -> session.stream("list-sas", "list-sa", ViciMessage.EMPTY, deadline, each),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private void expectStream() {
        assertThat(peer.read()).isEqualTo(new EventRegister("list-sa"));
        peer.expect("list-sas");
        assertThat(peer.read()).isEqualTo(new EventUnregister("list-sa"));
    }

    private static Event event(String is) {
        return new Event("list-sa", ViciMessage.builder().put("is", is).build());
    }

    private static String is(ViciMessage message) {
        return message.text("is").orElseThrow();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFails(
            CompletableFuture<ViciMessage> reply, Class<? extends Exception> kind) {
        assertThatThrownBy(reply::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(kind);
    }
}
