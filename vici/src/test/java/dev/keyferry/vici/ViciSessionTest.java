package dev.keyferry.vici;

import static dev.keyferry.vici.Outcome.failure;
import static dev.keyferry.vici.Outcome.is;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.vici.ScriptedDaemon.Connection;
import dev.keyferry.vici.ViciPacket.CommandUnknown;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ViciSessionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

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
    void answersPipelinedRequestsInOrder() {
        CompletableFuture<ViciMessage> first = send("first", LONG);
        CompletableFuture<ViciMessage> second = send("second", LONG);
        peer.expect("first");
        peer.expect("second");
        assertThat(session.unanswered()).isEqualTo(2);
        peer.reply("1");
        peer.reply("2");

        assertThat(is(first)).isEqualTo("1");
        assertThat(is(second)).isEqualTo("2");
        assertThat(session.unanswered()).isZero();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void carriesTheBodyAsItWasPut() {
        byte[] secret = {0, 1, (byte) 0xff, 10};
        ViciMessage body =
                ViciMessage.builder()
                        .put("id", "x")
                        .put("data", secret)
                        .putList("owners", List.of("keyid:#6162"))
                        .build();
        var _ = send("load-shared", body, LONG);
        assertThat(peer.expect("load-shared")).isEqualTo(body);
    }

    @Test
    void dropsALateReplyInsteadOfGivingItToTheNextRequest() {
        CompletableFuture<ViciMessage> late = send("slow", SHORT);
        assertThat(failure(late)).isInstanceOf(ViciReplyOverdue.class);
        CompletableFuture<ViciMessage> next = send("next", LONG);
        assertThat(session.unanswered()).isEqualTo(2);
        assertThat(session.isOpen()).isTrue();

        peer.expect("slow");
        peer.reply("late");
        peer.expect("next");
        peer.reply("right");
        assertThat(is(next)).isEqualTo("right");
        assertThat(failure(late)).isInstanceOf(ViciReplyOverdue.class);
    }

    @Test
    void tellsFailureWithTheCommandAndTheDaemonsText() {
        CompletableFuture<ViciMessage> failed =
                send("load-shared", ViciMessage.builder().put("data", "MARKER").build(), LONG);
        peer.expect("load-shared");
        peer.reply(ViciMessage.builder().put("success", "no").put("errmsg", "no\nway").build());

        assertThat(failure(failed))
                .isInstanceOf(ViciCommandFailed.class)
                .hasMessage("load-shared failed: no?way")
                .hasMessageNotContaining("MARKER");
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void tellsAnUnknownCommand() {
        CompletableFuture<ViciMessage> failed = send("no-such", LONG);
        peer.expect("no-such");
        peer.write(new CommandUnknown());
        assertThat(failure(failed)).isInstanceOf(ViciUnknownCommand.class);
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void callThrowsTheFailureItself() {
        CompletableFuture<Object> answers =
                CompletableFuture.supplyAsync(() -> {
                    peer.expect("good");
                    peer.reply("1");
                    peer.expect("bad");
                    peer.write(new CommandUnknown());
                    return "done";
                });
        assertThat(session.call("good", ViciMessage.EMPTY, LONG).text("is")).contains("1");
        assertThatThrownBy(() -> session.call("bad", ViciMessage.EMPTY, LONG))
                .isInstanceOf(ViciUnknownCommand.class);
        assertThat(answers.join()).isEqualTo("done");
    }

    @Test
    void keepsAtMostTheWindowOnTheWire() throws Exception {
        List<CompletableFuture<ViciMessage>> all = new ArrayList<>();
        for (int i = 0; i <= ViciSession.WINDOW; i++) {
            all.add(send("r" + i, LONG));
        }
        for (int i = 0; i < ViciSession.WINDOW; i++) {
            peer.expect("r" + i);
        }
        peer.channel().configureBlocking(false);
        assertThat(peer.channel().read(ByteBuffer.allocate(1))).isZero();
        peer.channel().configureBlocking(true);

        // Half of the window is answered before it is filled again.
        for (int i = 0; i < ViciSession.WINDOW / 2; i++) {
            peer.reply("r" + i);
        }
        peer.expect("r" + ViciSession.WINDOW);
        assertThat(is(all.getFirst())).isEqualTo("r0");
    }

    @Test
    void neverSendsAQueuedRequestWhoseCallerWasAnswered() {
        for (int i = 0; i < ViciSession.WINDOW; i++) {
            var _ = send("r" + i, LONG);
        }
        CompletableFuture<ViciMessage> stale = send("stale", SHORT);
        CompletableFuture<ViciMessage> fresh = send("fresh", LONG);
        assertThat(failure(stale)).isInstanceOf(ViciReplyOverdue.class);

        for (int i = 0; i < ViciSession.WINDOW; i++) {
            peer.expect("r" + i);
            peer.reply("r" + i);
        }
        peer.expect("fresh");
        peer.reply("fresh");
        assertThat(is(fresh)).isEqualTo("fresh");
        assertThat(session.unanswered()).isZero();
    }

    @Test
    void queuesUpToItsLimitAndThenWaitsAtMostTheDeadline() {
        for (int i = 0; i < ViciSession.WINDOW + ViciSession.MAX_QUEUED; i++) {
            var _ = send("r", LONG);
        }
        assertThat(session.unanswered()).isEqualTo(ViciSession.WINDOW + ViciSession.MAX_QUEUED);
        assertThat(failure(send("over", SHORT))).isInstanceOf(ViciReplyOverdue.class);

        CompletableFuture<ViciMessage> waiting =
                CompletableFuture.supplyAsync(
                        () -> session.call("waiting", ViciMessage.EMPTY, LONG));
        for (int i = 0; i < ViciSession.WINDOW + ViciSession.MAX_QUEUED; i++) {
            peer.expect("r");
            peer.reply("r");
        }
        peer.expect("waiting");
        peer.reply("waiting");
        assertThat(is(waiting)).isEqualTo("waiting");
    }

    @Test
    void doesNotHoldCallersPastTheirDeadlineWhileWritingBlocks() {
        ViciMessage big = ViciMessage.builder().put("fill", new byte[60_000]).build();
        List<CompletableFuture<ViciMessage>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(send("big", big, Duration.ofMillis(200)));
        }
        for (CompletableFuture<ViciMessage> each : all) {
            assertThat(failure(each)).isInstanceOf(ViciReplyOverdue.class);
        }
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void takesTheLongestFrame() {
        CompletableFuture<ViciMessage> first = send("first", LONG);
        peer.expect("first");
        ViciMessage longest = ViciPacketTest.messageOfSize(524_288 - 1);
        peer.reply(longest);
        assertThat(first.join()).isEqualTo(longest);
    }

    @Test
    void refusesARequestLargerThanAFrameAndLivesOn() {
        ViciMessage tooLarge = ViciPacketTest.messageOfSize(524_288);
        assertThatThrownBy(() -> send("big", tooLarge, LONG))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(session.unanswered()).isZero();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void aCancelledCallDoesNotShiftReplies() {
        CompletableFuture<ViciMessage> left = send("left", LONG);
        peer.expect("left");
        left.cancel(false);
        CompletableFuture<ViciMessage> next = send("next", LONG);
        peer.reply("left");
        peer.expect("next");
        peer.reply("next");
        assertThat(is(next)).isEqualTo("next");
    }

    @Test
    void anInterruptedCallerLeavesAndKeepsItsInterrupt() throws Exception {
        CompletableFuture<Boolean> interrupt = new CompletableFuture<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                session.call("first", ViciMessage.EMPTY, LONG);
                            } catch (ViciReplyOverdue e) {
                                interrupt.complete(Thread.currentThread().isInterrupted());
                            }
                        });
        peer.expect("first");
        caller.interrupt();
        assertThat(interrupt.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(session.isOpen()).isTrue();
    }

    private CompletableFuture<ViciMessage> send(String command, Duration deadline) {
        return send(command, ViciMessage.EMPTY, deadline);
    }

    private CompletableFuture<ViciMessage> send(
            String command, ViciMessage body, Duration deadline) {
        return session.send(command, body, deadline);
    }
}
