package dev.keyferry.lab.vici;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.vici.ViciCommandFailed;
import dev.keyferry.vici.ViciEvents;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked and told of SAs, over a session and events to the gateway's charon. */
class ViciTunnelTest extends ViciCase {
    private static final String ROUTER_ID = "12345_abc";
    private static final byte[] KEY = "the key of both".getBytes(UTF_8);

    private final LinkedBlockingQueue<ViciMessage> updowns = new LinkedBlockingQueue<>();
    private Router router;
    private LabTunnel tunnel;
    private ViciEvents events;

    @BeforeEach
    void openTunnel() {
        router = lab.addRouter("router", CharonOptions.stock());
        tunnel =
                LabTunnel.between(
                        gateway, router, IkeId.fqdn("gw.example"), IkeId.keyId(ROUTER_ID));
        gateway.load(tunnel);
        router.load(tunnel, KEY);
        events =
                ViciEvents.open(
                        gateway.socket(),
                        DEADLINE,
                        List.of("ike-updown"),
                        (name, message) -> updowns.add(message));
    }

    @AfterEach
    void closeEvents() {
        events.close();
    }

    @Test
    void tunnelIsInitiatedListedReportedAndTerminated() {
        loadSecret(KEY);
        initiate();

        List<ViciMessage> sas = list();
        assertThat(sas).hasSize(1);
        ViciMessage sa = sas.getFirst().section(tunnel.name()).orElseThrow();
        assertThat(sa.text("state")).contains("ESTABLISHED");
        assertThat(sa.bytes("remote-id")).hasValue(ROUTER_ID.getBytes(UTF_8));
        await().until(() -> !updowns.isEmpty());
        ViciMessage up = updowns.remove();
        assertThat(up.text("up")).contains("yes");
        assertThat(up.section(tunnel.name()).orElseThrow().text("uniqueid"))
                .isEqualTo(sa.text("uniqueid"));

        ViciMessage one =
                ViciMessage.builder()
                        .put("ike-id", sa.text("uniqueid").orElseThrow())
                        .put("timeout", "5000")
                        .build();
        ViciMessage ended = session.call("terminate", one, DEADLINE);
        assertThat(ended.text("terminated")).contains("1");
        assertThat(list()).isEmpty();
        await().until(() -> !updowns.isEmpty());
        assertThat(updowns.remove().text("up")).isEmpty();
        assertThat(events.dropped()).isZero();
    }

    @Test
    void wrongKeyIsAFailureHereAndAnEventThere() {
        loadSecret("another key".getBytes(UTF_8));
        assertThatThrownBy(this::initiate)
                .isInstanceOf(ViciCommandFailed.class)
                .hasMessageStartingWith("initiate failed: establishing");

        await().until(() -> !updowns.isEmpty());
        ViciMessage refused = updowns.remove();
        assertThat(refused.text("up")).isEmpty();
        assertThat(refused.sections()).containsOnlyKeys(tunnel.name());
        ViciMessage sa = refused.section(tunnel.name()).orElseThrow();
        assertThat(sa.text("state")).contains("CONNECTING");
        assertThat(sa.text("remote-id")).contains(ROUTER_ID);
    }

    @Test
    void terminatingNothingIsAFailure() {
        ViciMessage none = ViciMessage.builder().put("ike-id", "4711").build();
        assertThatThrownBy(() -> session.call("terminate", none, DEADLINE))
                .isInstanceOf(ViciCommandFailed.class);
        assertThat(list()).isEmpty();
    }

    private void loadSecret(byte[] key) {
        ViciMessage secret =
                ViciMessage.builder()
                        .put("id", "kf/a")
                        .put("type", "ike")
                        .put("data", key)
                        .putList("owners", List.of(IkeId.keyId(ROUTER_ID).text()))
                        .build();
        session.call("load-shared", secret, DEADLINE);
    }

    private void initiate() {
        ViciMessage what =
                ViciMessage.builder().put("ike", tunnel.name()).put("timeout", "5000").build();
        try (ViciSession customer = ViciSession.connect(router.charon().socket(), DEADLINE)) {
            customer.call("initiate", what, DEADLINE);
        }
    }

    private List<ViciMessage> list() {
        List<ViciMessage> sas = new ArrayList<>();
        session.stream("list-sas", "list-sa", ViciMessage.EMPTY, DEADLINE, sas::add);
        return sas;
    }
}
