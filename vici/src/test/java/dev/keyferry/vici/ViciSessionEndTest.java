package dev.keyferry.vici;

import static dev.keyferry.vici.Outcome.failure;
import static dev.keyferry.vici.Outcome.is;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.vici.ScriptedDaemon.Connection;
import dev.keyferry.vici.ViciPacket.Event;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends a session, and who is told. */
@Timeout(30)
class ViciSessionEndTest {
    private static final Duration LONG = Duration.ofSeconds(20);

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

    /**
     * A client that connects again and again to a daemon in trouble would else run out of memory.
     */
    @Test
    void isLeftToTheCollectorOnceItEnded() {
        WeakReference<ViciSession> ended = ended();

        await().until(() -> {
            System.gc();
            return ended.refersTo(null);
        });
    }

    private WeakReference<ViciSession> ended() {
        try (ViciSession another = ViciSession.connect(daemon.socket(), LONG);
                Connection accepted = daemon.accept()) {
            assertThat(accepted.channel().isOpen()).isTrue();
            return new WeakReference<>(another);
        }
    }

    @Test
    void tellsAllCallersWhenTheStreamEnds() {
        CompletableFuture<ViciMessage> first = send("first", LONG);
        CompletableFuture<ViciMessage> second = send("second", LONG);
        peer.expect("first");
        peer.expect("second");
        peer.close();

        assertThat(failure(first)).isInstanceOf(ViciSessionLost.class);
        assertThat(failure(second)).isInstanceOf(ViciSessionLost.class);
        assertThat(failure(send("later", LONG))).isInstanceOf(ViciSessionLost.class);
        assertThat(session.closed().toCompletableFuture().join()).hasMessageContaining("end");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void learnsOfTheEndWithoutAskingAnything() {
        peer.close();
        assertThat(session.closed().toCompletableFuture().join()).hasMessageContaining("end");
    }

    @Test
    void endsAfterSilenceWhileAReplyIsOwed() {
        try (ViciSession impatient =
                        ViciSession.connect(daemon.socket(), LONG, Duration.ofMillis(100));
                Connection mute = daemon.accept()) {
            CompletableFuture<ViciMessage> answered =
                    impatient.send("first", ViciMessage.EMPTY, LONG);
            mute.expect("first");
            mute.reply("1");
            assertThat(is(answered)).isEqualTo("1");
            // Several times the limit, with nothing owed.
            await().during(Duration.ofMillis(350)).until(impatient::isOpen);

            CompletableFuture<ViciMessage> owed = impatient.send("owed", ViciMessage.EMPTY, LONG);
            assertThat(failure(owed))
                    .isInstanceOf(ViciSessionLost.class)
                    .hasMessageContaining("no word within PT0.1S");
            mute.expect("owed");
            assertThat(mute.isEnded()).isTrue();
        }
    }

    @Test
    void countsSilenceFromTheLastWord() {
        try (ViciSession impatient =
                        ViciSession.connect(daemon.socket(), LONG, Duration.ofSeconds(2));
                Connection slow = daemon.accept()) {
            List<CompletableFuture<ViciMessage>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(impatient.send("r", ViciMessage.EMPTY, LONG));
            }
            // Together longer than the limit, each shorter.
            for (int i = 0; i < 5; i++) {
                slow.expect("r");
                await().during(Duration.ofMillis(500)).until(impatient::isOpen);
                slow.reply("r" + i);
            }
            assertThat(is(all.getLast())).isEqualTo("r4");
        }
    }

    @Test
    void endsAtAReplyNobodyAskedFor() {
        peer.reply("1");
        assertEndsWith("CommandResponse while nothing was asked");
    }

    @Test
    void endsAtAnEventNobodyRegistered() {
        var _ = send("first", LONG);
        peer.expect("first");
        peer.write(new Event("list-sa", ViciMessage.EMPTY));
        assertEndsWith("Event in place of the reply to first");
    }

    @Test
    void endsAtAnotherCommandsReplyToAListThatWasTooLong() {
        CompletableFuture<ViciMessage> list = send("get-shared", LONG);
        CompletableFuture<ViciMessage> load = send("load-shared", LONG);
        peer.expect("get-shared");
        peer.expect("load-shared");
        peer.reply(ViciMessage.builder().put("success", "yes").build());

        assertThat(failure(list)).isInstanceOf(ViciSessionLost.class);
        assertThat(failure(load)).isInstanceOf(ViciSessionLost.class);
        assertEndsWith("another command's reply to get-shared");
    }

    @Test
    void endsAtAMalformedPacket() {
        var _ = send("first", LONG);
        peer.expect("first");
        peer.writeRaw(ByteBuffer.allocate(6).putInt(2).put((byte) 1).put((byte) 9));
        assertEndsWith("element type 9");
    }

    @Test
    void endsAtAnEmptyFrame() {
        peer.writeRaw(ByteBuffer.allocate(4).putInt(0));
        assertEndsWith("a packet of 0 bytes");
    }

    @Test
    void endsAtAFrameThatIsTooLong() {
        peer.writeRaw(ByteBuffer.allocate(4).putInt(524_289));
        assertEndsWith("a frame of 524289 bytes");
    }

    @Test
    void endsWhenTheStreamEndsWithinAFrame() {
        peer.writeRaw(ByteBuffer.allocate(6).putInt(100).put((byte) 1).put((byte) 9));
        peer.close();
        assertEndsWith("ended within a frame");
    }

    @Test
    void tellsCallersOfItsOwnersClose() {
        CompletableFuture<ViciMessage> first = send("first", LONG);
        session.close();
        assertThat(failure(first)).isInstanceOf(ViciSessionLost.class);
        assertThat(session.closed().toCompletableFuture().join()).hasMessageContaining("owner");
        assertThat(peer.isEnded()).isTrue();
    }

    private void assertEndsWith(String reason) {
        assertThat(session.closed().toCompletableFuture().join()).hasMessageContaining(reason);
        assertThat(session.isOpen()).isFalse();
    }

    private CompletableFuture<ViciMessage> send(String command, Duration deadline) {
        return session.send(command, ViciMessage.EMPTY, deadline);
    }
}
