package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.Initiation;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command prints for both sides, loaded by swanctl into real charons. */
class TunnelRouterTest {
    private static final Duration PING = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(8);

    /** A router is believed after two seconds, and the store told within one more. */
    private static final Duration SEEN = Duration.ofSeconds(30);

    private static final int PINGS = 5;

    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Lab lab = Lab.open(DataPath.ESP);
    private final Gateway gateway = lab.addGateway("gateway");
    private final Router router = lab.addRouter("router", CharonOptions.stock());
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        Path data = directory.resolve("data");
        serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.of(new CharonSocket(gateway.socket())),
                                Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
        run("", "account", "create", "one");
        run(
                "",
                "tunnel",
                "create",
                "branch-7",
                "--cloudflare-endpoint=" + gateway.host().internetAddress(),
                "--interface-address=10.252.0.0/31");
    }

    @AfterEach
    void stop() {
        serving.close();
        lab.close();
    }

    /** The key is one that swanctl would misread as it stands. */
    @Test
    void theRouterComesUpByTheTextForBothSides() throws IOException {
        load("gateway", run("", ofGateway("--identity=fqdn", "--local-id=vpn.example.net")).out());
        Invocation set = run("tunnel,psk\nbranch-7,0xKey#of{branch}\n", "psk", "set", "-");
        assertThat(set.exit()).as(set.shown()).isZero();

        Invocation printed = run("", ofRouter("--identity=fqdn", "--gateway-id=vpn.example.net"));

        assertThat(printed.exit()).as(printed.shown()).isZero();
        load(
                "router",
                printed.out().replace("<PRE-SHARED KEY>", "0x30784b6579236f667b6272616e63687d"));
        assertUp();
    }

    @Test
    void theRouterComesUpByTheFileOfANewKeyAsItIs() throws IOException {
        load("gateway", run("", ofGateway()).out());
        Path handover = directory.resolve("handover");

        String[] options = ofRouter();
        options[0] = "psk";
        options[1] = "generate";
        Invocation made = run("", Invocation.join(options, "--out-dir=" + handover));

        assertThat(made.exit()).as(made.shown()).isZero();
        assertThat(made.out())
                .isEqualTo(
                        "wrote "
                                + handover
                                + "/branch-7.txt (0600), then set 1 in one call: loaded 1\n");
        load("router", Files.readString(handover.resolve("branch-7.txt")));
        assertUp();
        await().atMost(SEEN)
                .until(() ->
                        run("", "psk", "status", "branch-7")
                                .out()
                                .matches(
                                        "v1 set \\S+ by administrator   local loaded \\S+   proven on"
                                                + " local \\S+ from \\S+\n"));
    }

    /** Its gateway has a connection that awaits just that, and no generated identity. */
    @Test
    void anAdoptedRouterIsToldTheIdentityThatItHas() throws IOException {
        run("", "tunnel", "update", "branch-7", "--identity=fqdn:branch-7.example");
        String keyId = run("", ofGateway("--identity=keyid")).out();
        Invocation ofGateway = run("", ofGateway());
        String adopted = keyId.replaceFirst("keyid:#\\w+", "branch-7.example");
        assertThat(ofGateway.out())
                .isEqualTo(
                        adopted.replace(
                                "branch-7.example", "fqdn:#6272616e63682d372e6578616d706c65"));
        load("gateway", adopted);

        Path handover = directory.resolve("handover");
        String[] options = ofRouter();
        options[0] = "psk";
        options[1] = "generate";
        Invocation made = run("", Invocation.join(options, "--out-dir=" + handover));

        assertThat(made.exit()).as(made.shown()).isZero();
        assertThat(made.err()).doesNotContain("inner addresses");
        load("router", Files.readString(handover.resolve("branch-7.txt")));
        assertUp();
    }

    /** An import makes them up, and a router that asks for them gets no answer. */
    @Test
    void innerAddressesOfAnAdoptedTunnelGetANote() {
        for (String command : new String[] {"router", "connection"}) {
            assertThat(run("", "tunnel", command, "branch-7").err()).isEmpty();
        }
        run("", "tunnel", "update", "branch-7", "--identity=fqdn:branch-7.example");
        assertThat(run("", "tunnel", "router", "branch-7").err())
                .startsWith("note: tunnel branch-7 has")
                .contains("inner addresses", "--gateway-ts and --router-ts");
        assertThat(run("", "tunnel", "connection", "branch-7").err())
                .contains("inner addresses", "--local-ts and --remote-ts");
        assertThat(run("", ofRouter()).err()).isEmpty();
        assertThat(run("", ofGateway()).err()).isEmpty();
        Path handover = directory.resolve("handover");
        Invocation made = run("", "psk", "generate", "branch-7", "--out-dir=" + handover);
        assertThat(made.err()).contains("note: tunnel branch-7 has");
    }

    @Test
    void whatARouterCannotBeToldIsRefused() {
        Invocation ipv6 =
                run(
                        "",
                        "tunnel",
                        "router",
                        "branch-7",
                        "--profile=cisco-ios-xe",
                        "--router-ts=fd00::/64");
        assertThat(ipv6.exit()).isEqualTo(1);
        assertThat(ipv6.err()).contains("error: ", "IPv6", "hint: ");

        assertThat(run("", "tunnel", "router", "branch-7", "--gateway-id=a b").exit()).isEqualTo(2);
        assertThat(run("", "tunnel", "router", "branch-7", "--gateway-ts=a").exit()).isEqualTo(2);
        Invocation unknown = run("", "tunnel", "router", "branch-7", "--profile=juniper");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("strongswan, cisco-ios-xe, fortigate");
    }

    @Test
    void anotherProgramReadsItAsJson() {
        Invocation json = run("", "tunnel", "router", "branch-7", "--profile=fortigate", "--json");
        assertThat(json.exit()).as(json.shown()).isZero();
        assertThat(json.out())
                .contains("\"profile\" : \"fortigate\"", "config vpn ipsec phase1-interface");
    }

    /** By hand: the lab's data path without a kernel knows no traffic that calls for a tunnel. */
    private void assertUp() {
        assertThat(router.charon().initiate("branch-7", Optional.of("branch-7"), SOON))
                .isEqualTo(new Initiation.Up());
        assertThat(router.host().ping(gateway.host().protectedAddress(), PINGS, PING).lost())
                .isZero();
    }

    private String[] ofGateway(String... options) {
        String[] fixed = {
            "tunnel",
            "connection",
            "branch-7",
            "--local-ts=" + gateway.host().protectedAddress() + "/32",
            "--remote-ts=" + router.host().protectedAddress() + "/32"
        };
        return Invocation.join(fixed, options);
    }

    private String[] ofRouter(String... options) {
        String[] fixed = {
            "tunnel",
            "router",
            "branch-7",
            "--profile=strongswan",
            "--gateway-ts=" + gateway.host().protectedAddress() + "/32",
            "--router-ts=" + router.host().protectedAddress() + "/32"
        };
        return Invocation.join(fixed, options);
    }

    private void load(String host, String text) throws IOException {
        Path place = Files.createDirectory(directory.resolve(host));
        Files.writeString(place.resolve("swanctl.conf"), text);
        String loaded =
                (host.equals("router") ? router.charon() : gateway.charon())
                        .swanctl(place, "--load-all")
                        .output();
        assertThat(loaded).contains("successfully loaded 1 connections");
    }

    private Invocation run(String stdin, String... arguments) {
        return Invocation.of(environment, stdin, arguments);
    }
}
