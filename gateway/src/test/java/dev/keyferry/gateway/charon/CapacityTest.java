package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.Paces;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 9: a charon carries some 10,000 keys; past that it is said, and nothing breaks. */
final class CapacityTest {
    /** charon gives no list of so many ids, and says nothing at all instead. */
    private static final int UNLISTABLE = 13_000;

    /** The first number of keys whose list is not asked for. */
    private static final int PAST_LISTING = 10_639;

    private GatewayLab lab;

    @BeforeEach
    void open() {
        lab = new GatewayLab();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void moreKeysThanCanBeListedAreLoadedAndItIsSaid() {
        lab.startAgent();
        lab.setKeys(1, PAST_LISTING - 1, 1);
        lab.awaitAll();
        lab.awaitCondition(Kind.SERVING);
        lab.awaitTrue(() -> lab.condition().assurance() == Assurance.ASSURED);
        assertThat(lab.condition().detail())
                .contains("more than the 10,000")
                .doesNotContain("wipe");

        lab.awaitCovered(lab.setKey(TestTunnel.of(PAST_LISTING), 1, "one key more"));

        lab.awaitTrue(() -> lab.condition().assurance() == Assurance.NOT_ASSURED);
        assertThat(lab.condition().detail()).contains("more than the 10,000").contains("wipe");
        assertThat(lab.secretIds()).hasSize(PAST_LISTING);
    }

    @Test
    void charonThatOthersFilledSoThatItGivesNoListIsServedAllTheSame() throws Exception {
        fill();
        lab.with(Paces.IMPATIENT).startAgent();

        lab.awaitCovered(lab.setKey(TestTunnel.of(1), 1, "a key among many of others"));

        lab.awaitCondition(Kind.SERVING);
        assertThat(lab.condition().assurance()).isEqualTo(Assurance.NOT_ASSURED);
        lab.awaitCovered(lab.setKey(TestTunnel.of(1), 2, "the next key among them"));
    }

    private void fill() throws Exception {
        try (ViciSession session = ViciSession.connect(lab.gateway.socket(), GatewayLab.SOON)) {
            List<CompletableFuture<ViciMessage>> answers = new ArrayList<>();
            for (int number = 0; number < UNLISTABLE; number++) {
                ViciMessage secret =
                        ViciMessage.builder()
                                .put("id", "theirs-%032d".formatted(number))
                                .put("type", "ike")
                                .put("data", "a key of others")
                                .putList("owners", List.of("fqdn:n%d.example".formatted(number)))
                                .build();
                answers.add(session.send("load-shared", secret, GatewayLab.LONG));
            }
            for (CompletableFuture<ViciMessage> answer : answers) {
                answer.get();
            }
        }
    }
}
