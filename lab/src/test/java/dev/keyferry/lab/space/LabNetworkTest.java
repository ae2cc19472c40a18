package dev.keyferry.lab.space;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabNetworkTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path directory;
    private LabNetwork network;

    @BeforeEach
    void open() {
        network = LabNetwork.open(directory, AtEnd.KEEP_FILES);
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void hostsReachEachOtherOverTheInternetAlone() {
        Host one = network.addHost("one");
        Host two = network.addHost("two");

        assertThat(two.internetAddress()).isEqualTo("198.18.0.2");
        String onTheInternet = "ping -n -c 1 -W 1 " + one.internetAddress();
        assertThat(two.run(SOON, List.of("sh", "-c", onTheInternet)).isSuccess()).isTrue();
        String behindIt = "ping -n -c 1 -W 1 " + one.protectedAddress();
        assertThat(two.run(SOON, List.of("sh", "-c", behindIt)).isSuccess()).isFalse();
    }

    @Test
    void givesExitCodeAndOutputBack() {
        Host host = network.addHost("one");

        CommandResult result =
                host.run(SOON, List.of("sh", "-c", "echo \"it's\" here; echo there >&2; exit 7"));

        assertThat(result).isEqualTo(new CommandResult(7, "it's here\nthere\n"));
        assertThatThrownBy(() -> host.check(SOON, List.of("sh", "-c", "echo why; exit 3")))
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("exit code 3: why");
    }

    @Test
    void passesArgumentsAsTheyAre() {
        Host host = network.addHost("one");
        String odd = "$HOME `id` 'quoted' \"twice\" * \\ ; & \n second line";

        assertThat(host.check(SOON, List.of("printf", "%s", odd))).isEqualTo(odd);
    }

    @Test
    void boundsTheOutput() {
        Host host = network.addHost("one");
        int limit = Job.OUTPUT_LIMIT_BYTES;

        assertThat(host.check(SOON, zeros(limit))).hasSize(limit);
        assertThat(host.check(SOON, zeros(limit + 1))).hasSize(limit);
    }

    @Test
    void killsWhatDoesNotEndInTime() throws Exception {
        Host host = network.addHost("one");
        Path alive = directory.resolve("alive");

        assertThatThrownBy(() ->
                        host.run(
                                Duration.ofMillis(200),
                                List.of("sh", "-c", "sleep 77 & echo $! >" + alive + "; wait")))
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("did not end within");

        String pid = Files.readString(alive).strip();
        // A dead process can be signalled until its parent has collected it.
        await().atMost(SOON).until(() -> !host.run(SOON, List.of("kill", "-0", pid)).isSuccess());
    }

    @Test
    void commandsDoNotWaitForEachOther() {
        Host host = network.addHost("one");

        Job slow = host.start(List.of("sleep", "77"), directory.resolve("slow.out"));

        assertThat(host.check(SOON, List.of("echo", "quick"))).isEqualTo("quick\n");
        assertThat(slow.isRunning()).isTrue();
        slow.signal(Signal.TERM);
        assertThat(slow.awaitExit(SOON)).contains(128 + 15);
    }

    @Test
    void afterCloseACommandFailsInsteadOfWaiting() {
        Host host = network.addHost("one");
        Job job = host.start(List.of("sleep", "77"), directory.resolve("job.out"));

        network.close();

        assertThatThrownBy(() -> job.awaitExit(SOON)).isInstanceOf(LabFailure.class);
        assertThatThrownBy(() -> host.run(SOON, List.of("true"))).isInstanceOf(LabFailure.class);
    }

    @Test
    void aPersonCanEnterAHostFromOutside() throws Exception {
        Host host = network.addHost("one");

        Process outside =
                new ProcessBuilder("sh", "-c", host.shellCommand() + " -c 'ip -br addr show eth0'")
                        .redirectErrorStream(true)
                        .start();

        String output = new String(outside.getInputStream().readAllBytes(), UTF_8);
        assertThat(outside.waitFor()).as(output).isZero();
        assertThat(output).contains("198.18.0.1/24");
    }

    @Test
    void refusesNamesThatCannotBeFilesOrAreTaken() {
        network.addHost("one");

        for (String name : List.of("one", "", "../x", "A", "a".repeat(21), "-a")) {
            assertThatThrownBy(() -> network.addHost(name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(network.addHost("a".repeat(20)).internetAddress()).isEqualTo("198.18.0.2");
    }

    @Test
    void holdsAsManyHostsAsItSays() {
        for (int i = 1; i < LabNetwork.MAX_HOSTS; i++) {
            network.addHost("host-" + i);
        }
        Host last = network.addHost("last");

        assertThat(last.check(SOON, List.of("ping", "-n", "-c", "1", "198.18.0.1")))
                .contains("1 received");
        assertThatThrownBy(() -> network.addHost("one-too-many"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsPingsToTheirLimit() {
        Host host = network.addHost("one");
        Duration quickly = Host.MIN_PING_INTERVAL;
        int most = Host.MAX_PINGS;

        assertThat(host.ping("198.19.1.1", most, quickly)).isEqualTo(new PingCount(most, most));
        assertThatThrownBy(() -> host.ping("198.19.1.1", most + 1, quickly))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> host.ping("198.19.1.1", 0, quickly))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> host.ping("198.19.1.1", 1, quickly.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPingThatIsStoppedTellsWhatWasLost() {
        Host one = network.addHost("one");
        Host two = network.addHost("two");
        one.check(SOON, List.of("ip", "route", "add", "198.19.2.1", "via", "198.18.0.2"));
        two.check(SOON, List.of("ip", "route", "add", "198.19.1.1", "via", "198.18.0.1"));

        try (PingRun ping = one.startPing("198.19.2.1", Duration.ofMillis(5))) {
            one.ping("198.19.2.1", 10, Duration.ofMillis(5));
            PingCount count = ping.stop();
            assertThat(count.sent()).isPositive();
            assertThat(count.lost()).isZero();
        }

        two.check(SOON, List.of("ip", "route", "del", "198.19.1.1"));
        try (PingRun ping = one.startPing("198.19.2.1", Duration.ofMillis(5))) {
            PingCount count = ping.stop();
            assertThat(count.sent()).isPositive();
            assertThat(count.received()).isZero();
        }
    }

    private static List<String> zeros(int count) {
        return List.of("sh", "-c", "head -c " + count + " /dev/zero | tr '\\0' 0");
    }
}
