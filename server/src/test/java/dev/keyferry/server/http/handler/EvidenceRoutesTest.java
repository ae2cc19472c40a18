package dev.keyferry.server.http.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EvidenceRoutesTest {
    private static final SessionId SESSION = new SessionId("5".repeat(SessionId.DIGITS));
    private static final SessionId LATER_SESSION = new SessionId("6".repeat(SessionId.DIGITS));
    private static final Instant TIME = Instant.parse("2026-11-23T09:14:03.250Z");
    private static final PeerAddress ROUTER = new PeerAddress(Bytes.ofHex("c6336407"));
    private static final PeerAddress STRANGER = new PeerAddress(Bytes.ofHex("c6336408"));

    private ApiFixture api;
    private TestGateway gateway;
    private String account;
    private TunnelId tunnel;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(HttpTimeouts.DEFAULT, LocalGateway.PRESENT);
        gateway = new TestGateway(api.feed(), 'a').follow();
        account = api.createAccount("Acme");
        String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        tunnel = new TunnelId(api.createTunnel(tunnels, "berlin"));
        api.post(
                        tunnels + "/psk",
                        "{\"psks\":[{\"id\":\"%s\",\"psk\":\"a long enough key\"}]}"
                                .formatted(tunnel))
                .assertSuccess();
    }

    @AfterEach
    void stop() {
        gateway.close();
        api.close();
    }

    @Test
    void provenKeyIsShownOnceItIsOldEnoughToBeProven() throws Exception {
        tell(SESSION, List.of(proof(1, Proof.Assurance.NOT_ASSURED)), List.of());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> local().path("state").asString().equals("proven"));

        assertThat(local().path("proven").toString())
                .isEqualTo(
                        "{\"at\":\"2026-11-23T09:14:03.250000Z\",\"from\":\"198.51.100.7\",\"assured\":false}");
        tell(SESSION, List.of(proof(1, Proof.Assurance.ASSURED)), List.of());
        tell(SESSION, List.of(proof(1, Proof.Assurance.NOT_ASSURED)), List.of());
        assertThat(local().path("proven").path("assured").asBoolean()).isTrue();
        assertThat(psks("?state=proven")).hasSize(1);
        assertThat(psks("?state=loaded")).hasSize(1);
        assertThat(psks("?state=rejected")).isEmpty();
        assertThat(psks("?per_page=1&page=2")).isEmpty();
    }

    @Test
    void rejectionIsAStateUntilTheKeyIsProvenAndStaysBesideTheProof() throws Exception {
        tell(SESSION, List.of(), List.of(rejection("<img>", 3)));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> local().path("state").asString().equals("rejected"));
        assertThat(psks("?state=rejected")).hasSize(1);

        tell(SESSION, List.of(proof(1, Proof.Assurance.ASSURED)), List.of());
        JsonNode local = local();
        assertThat(local.path("state").asString()).isEqualTo("proven");
        assertThat(local.path("rejected").path("count").asInt()).isEqualTo(3);
        assertThat(local.path("rejected").path("identity").toString())
                .isEqualTo("{\"hex\":\"3c696d673e\",\"text\":\"\\\\x3cimg\\\\x3e\"}");
        assertThat(psks("?state=rejected")).isEmpty();
    }

    @Test
    void sameRunOfAnAgentCountsOnAndTheNextOneCountsBeside() throws Exception {
        tell(SESSION, List.of(), List.of(rejection("a", 3)));
        tell(SESSION, List.of(), List.of(rejection("a", 5)));
        tell(SESSION, List.of(), List.of(rejection("a", 5)));
        tell(LATER_SESSION, List.of(), List.of(rejection("a", 2)));
        tell(LATER_SESSION, List.of(), List.of(rejection("a", 2)));

        assertThat(attempts("?tunnel=" + tunnel).get(0).path("rejected").path("count").asInt())
                .isEqualTo(7);
        assertThat(attempts("?address=198.51.100.7")).hasSize(1);
        assertThat(attempts("?address=198.51.100.9")).isEmpty();
    }

    @Test
    void evidenceOfAnotherVersionEpochOrTunnelIsLeftAside() throws Exception {
        tell(SESSION, List.of(proof(2, Proof.Assurance.ASSURED)), List.of());
        api.feed()
                .evidence(
                        new Evidence(
                                SESSION,
                                new Epoch("0".repeat(Epoch.DIGITS)),
                                List.of(proof(1, Proof.Assurance.ASSURED)),
                                List.of(rejection("a", 1))));

        await().pollDelay(Duration.ofMillis(2_500))
                .until(() -> local().path("state").asString().equals("loaded"));
        assertThat(attempts("")).isEmpty();
        assertThat(local().has("proven")).isFalse();
    }

    @Test
    void attemptsThatMatchNoTunnelAreBoundedAndForOperators() throws Exception {
        for (int batch = 0; batch < 4; batch++) {
            int from = batch * Evidence.MAX_REJECTIONS;
            tell(
                    SESSION,
                    List.of(),
                    IntStream.range(from, from + Evidence.MAX_REJECTIONS)
                            .mapToObj(EvidenceRoutesTest::stranger)
                            .toList());
        }
        tell(
                SESSION,
                List.of(),
                List.of(
                        new Rejection(
                                Bytes.copyOf(new byte[0]),
                                Optional.empty(),
                                ROUTER,
                                TIME,
                                TIME,
                                9,
                                Hint.FURTHER_IDENTITIES)));

        Reply all = api.get("/keyferry/attempts?per_page=1000").assertSuccess();
        assertThat(all.json().path("result_info").path("total_count").asInt()).isEqualTo(1_000);
        JsonNode further =
                api.get("/keyferry/attempts?address=198.51.100.7").assertSuccess().result();
        assertThat(further).hasSize(0);
        assertThat(all.result().get(0).path("rejected").path("identity").path("text").asString())
                .isEqualTo("id1023");
        api.get("/keyferry/attempts?address=nowhere").assertFailure(400, 1022);
        api.get("/accounts/" + account + "/keyferry/psks?state=PROVEN").assertFailure(400, 1022);
        api.get("/accounts/" + account + "/keyferry/attempts?tunnel=berlin")
                .assertFailure(400, 1022);
    }

    private void tell(SessionId session, List<Proof> proofs, List<Rejection> rejections)
            throws Exception {
        await().until(() -> gateway.position() instanceof Position.After);
        Epoch epoch = ((Position.After) gateway.position()).epoch();
        api.feed().evidence(new Evidence(session, epoch, proofs, rejections));
    }

    private Proof proof(long version, Proof.Assurance assurance) {
        return new Proof(tunnel, new PskVersion(version), TIME, ROUTER, assurance);
    }

    private Rejection rejection(String identity, long count) {
        return new Rejection(
                Bytes.copyOf(identity.getBytes(StandardCharsets.UTF_8)),
                Optional.of(new Rejection.Target(tunnel, PskVersion.FIRST)),
                ROUTER,
                TIME,
                TIME,
                count,
                Hint.DOWN_WITHOUT_UP);
    }

    private static Rejection stranger(int number) {
        return new Rejection(
                Bytes.copyOf(("id" + number).getBytes(StandardCharsets.UTF_8)),
                Optional.empty(),
                STRANGER,
                TIME,
                TIME.plusSeconds(number + 1),
                1,
                Hint.UNKNOWN_IDENTITY);
    }

    private JsonNode local() throws Exception {
        return psks("").get(0).path("psk").path("gateways").path("local");
    }

    private JsonNode psks(String query) throws Exception {
        return api.get("/accounts/" + account + "/keyferry/psks" + query).assertSuccess().result();
    }

    private JsonNode attempts(String query) throws Exception {
        return api.get("/accounts/" + account + "/keyferry/attempts" + query)
                .assertSuccess()
                .result();
    }
}
