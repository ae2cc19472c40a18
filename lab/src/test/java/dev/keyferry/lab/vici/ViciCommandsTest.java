package dev.keyferry.lab.vici;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.vici.ViciCommandFailed;
import dev.keyferry.vici.ViciEvents;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciProtocolError;
import dev.keyferry.vici.ViciSession;
import dev.keyferry.vici.ViciSessionLost;
import dev.keyferry.vici.ViciUnknownCommand;
import dev.keyferry.vici.ViciUnknownEvent;
import dev.keyferry.vici.ViciUnreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each command on a charon without connections and secrets. */
class ViciCommandsTest extends ViciCase {
    private static final Duration LOAD_DEADLINE = Duration.ofSeconds(60);

    @Test
    void versionAndStatsTellOfTheDaemon() {
        ViciMessage version = call("version", ViciMessage.EMPTY);
        assertThat(version.text("daemon")).contains("charon-systemd");
        assertThat(version.text("version")).hasValueSatisfying(v -> assertThat(v).contains("."));

        ViciMessage stats = call("stats", ViciMessage.EMPTY);
        assertThat(stats.section("uptime").orElseThrow().text("since")).isPresent();
        assertThat(stats.list("plugins")).contains("vici");
    }

    @Test
    void peerIsTheUserWhoseCharonItIs() throws IOException {
        int owner = (int) Files.getAttribute(gateway.socket(), "unix:uid");
        assertThat(session.peerUid()).hasValue(owner);
    }

    @Test
    void connectionsAreLoadedListedAndUnloaded() {
        call("load-conn", connection("net", "2"));
        assertThat(call("get-conns", ViciMessage.EMPTY).list("conns")).containsExactly("net");

        List<ViciMessage> listed = new ArrayList<>();
        session.stream("list-conns", "list-conn", ViciMessage.EMPTY, DEADLINE, listed::add);
        assertThat(listed).hasSize(1);
        ViciMessage net = listed.getFirst().section("net").orElseThrow();
        assertThat(net.text("version")).contains("IKEv2");
        assertThat(net.list("remote_addrs")).containsExactly("%any");
        ViciMessage local = net.section("local-1").orElseThrow();
        assertThat(local.text("class")).contains("pre-shared key");
        assertThat(local.text("id")).contains("gw.example");
        assertThat(net.section("remote-1").orElseThrow().text("id")).contains("router");

        call("unload-conn", ViciMessage.builder().put("name", "net").build());
        assertThat(call("get-conns", ViciMessage.EMPTY).keys()).containsExactly("conns");
        assertThat(call("get-conns", ViciMessage.EMPTY).list("conns")).isEmpty();
    }

    @Test
    void unknownConnectionCannotBeUnloaded() {
        assertThatThrownBy(() ->
                        call("unload-conn", ViciMessage.builder().put("name", "none").build()))
                .isInstanceOf(ViciCommandFailed.class)
                .hasMessageStartingWith("unload-conn failed: ");
    }

    @Test
    void wrongOptionOfAConnectionIsRefusedByName() {
        ViciMessage wrong =
                ViciMessage.builder()
                        .putSection("net", ViciMessage.builder().put("no_such", "MARKER").build())
                        .build();
        assertThatThrownBy(() -> call("load-conn", wrong))
                .isInstanceOf(ViciCommandFailed.class)
                .hasMessageContaining("no_such")
                .hasMessageNotContaining("MARKER");
    }

    @Test
    void secretsAreListedLastWriteFirst() {
        assertThat(call("get-shared", ViciMessage.EMPTY).keys()).containsExactly("keys");
        for (String id : List.of("kf/a", "kf/b", "kf/c")) {
            secrets.load(id, DEADLINE).join();
        }
        assertThat(secrets.ids(DEADLINE)).containsExactly("kf/c", "kf/b", "kf/a");

        secrets.load("kf/a", DEADLINE).join();
        assertThat(secrets.ids(DEADLINE)).containsExactly("kf/a", "kf/c", "kf/b");
    }

    @Test
    void unloadingASecretIsIdempotent() {
        secrets.load("kf/a", DEADLINE).join();
        ViciMessage id = ViciMessage.builder().put("id", "kf/a").build();
        assertThat(call("unload-shared", id).text("success")).contains("yes");
        assertThat(secrets.ids(DEADLINE)).isEmpty();
        assertThat(call("unload-shared", id).text("success")).contains("yes");
    }

    @Test
    void wrongSecretIsRefusedWithoutEnd() {
        assertThatThrownBy(() -> call("load-shared", Secrets.secret("kf/a", new byte[0])))
                .isInstanceOf(ViciCommandFailed.class)
                .hasMessage("load-shared failed: shared key data missing");
        assertThat(secrets.ids(DEADLINE)).isEmpty();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void unknownCommandsAndEventsAreToldApart() {
        assertThatThrownBy(() -> call("no-such-command", ViciMessage.EMPTY))
                .isInstanceOf(ViciUnknownCommand.class);
        assertThatThrownBy(() ->
                        session.stream(
                                "version",
                                "no-such-event",
                                ViciMessage.EMPTY,
                                DEADLINE,
                                each -> {}))
                .isInstanceOf(ViciUnknownEvent.class);
        assertThatThrownBy(() ->
                        ViciEvents.open(
                                gateway.socket(),
                                DEADLINE,
                                List.of("ike-updown", "no-such-event"),
                                (event, message) -> {}))
                .isInstanceOf(ViciUnknownEvent.class);
        assertThat(call("version", ViciMessage.EMPTY).keys()).isNotEmpty();
    }

    @Test
    void pipelinedRequestsAreAnsweredEachByItsOwnReply() {
        for (int round = 0; round < 50; round++) {
            String id = "kf/" + round;
            CompletableFuture<ViciMessage> loaded = secrets.load(id, DEADLINE);
            CompletableFuture<ViciMessage> unknown = send("no-such-command");
            CompletableFuture<ViciMessage> listed = send("get-shared");
            CompletableFuture<ViciMessage> version = send("version");
            assertThat(loaded.join().text("success")).contains("yes");
            assertThat(listed.join().list("keys")).hasSize(round + 1).startsWith(id);
            assertThat(version.join().text("daemon")).isPresent();
            assertThat(unknown.exceptionNow()).isInstanceOf(ViciUnknownCommand.class);
        }
    }

    @Test
    void listThatFitsNoFrameEndsTheSessionInsteadOfShiftingReplies() throws Exception {
        // charon sends no reply of more than 512 KiB: 3 bytes and the id for each secret.
        int tooMany = 524_288 / (3 + 38) + 1;
        Stream<CompletableFuture<ViciMessage>> loads =
                IntStream.range(0, tooMany)
                        .mapToObj(i -> secrets.load("kf/%035d".formatted(i), LOAD_DEADLINE));
        CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new))
                .get(LOAD_DEADLINE.toSeconds(), TimeUnit.SECONDS);

        CompletableFuture<ViciMessage> list = send("get-shared");
        CompletableFuture<ViciMessage> version = send("version");
        ViciSessionLost lost =
                session.closed().toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(lost).hasCauseInstanceOf(ViciProtocolError.class);
        assertThat(list.exceptionNow()).isInstanceOf(ViciSessionLost.class);
        assertThat(version.exceptionNow()).isInstanceOf(ViciSessionLost.class);
    }

    @Test
    void deathOfCharonIsLearntAtOnce() throws Exception {
        ViciEvents events =
                ViciEvents.open(
                        gateway.socket(), DEADLINE, List.of("ike-updown"), (name, event) -> {});
        gateway.charon().kill();

        session.closed().toCompletableFuture().get(1, TimeUnit.SECONDS);
        events.closed().toCompletableFuture().get(1, TimeUnit.SECONDS);
        assertThat(gateway.socket()).exists();
        assertThatThrownBy(() -> ViciSession.connect(gateway.socket(), DEADLINE))
                .isInstanceOf(ViciUnreachable.class);
    }

    private ViciMessage call(String command, ViciMessage body) {
        return session.call(command, body, DEADLINE);
    }

    private CompletableFuture<ViciMessage> send(String command) {
        return session.send(command, ViciMessage.EMPTY, DEADLINE);
    }

    private static ViciMessage connection(String name, String version) {
        ViciMessage settings =
                ViciMessage.builder()
                        .put("version", version)
                        .putList("remote_addrs", List.of("%any"))
                        .putSection("local", preSharedKey(IkeId.fqdn("gw.example")))
                        .putSection("remote", preSharedKey(IkeId.keyId("router")))
                        .build();
        return ViciMessage.builder().putSection(name, settings).build();
    }

    private static ViciMessage preSharedKey(IkeId id) {
        return ViciMessage.builder().put("auth", "psk").put("id", id.text()).build();
    }
}
