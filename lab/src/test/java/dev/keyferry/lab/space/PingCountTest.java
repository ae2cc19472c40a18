package dev.keyferry.lab.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PingCountTest {
    private static final String ANSWER_41 =
            "64 bytes from 198.19.1.1: icmp_seq=41 ttl=64 time=0.4 ms\n";

    @Test
    void readsTheSummary() {
        PingCount count =
                PingCount.parse("10 packets transmitted, 7 received, 30% packet loss, time 9ms");

        assertThat(count).isEqualTo(new PingCount(10, 7));
        assertThat(count.lost()).isEqualTo(3);
    }

    @Test
    void aRequestStillOnItsWayIsNotLost() {
        String interrupted = ANSWER_41 + "\n42 packets transmitted, 41 received, 2% packet loss";

        assertThat(PingCount.parseInterrupted(interrupted)).isEqualTo(new PingCount(41, 41));
    }

    @Test
    void aRequestBeforeTheLastAnswerIsLost() {
        String interrupted = ANSWER_41 + "\n41 packets transmitted, 40 received, 2% packet loss";

        assertThat(PingCount.parseInterrupted(interrupted)).isEqualTo(new PingCount(41, 40));
    }

    @Test
    void onlyOneRequestCanBeOnItsWay() {
        String interrupted = ANSWER_41 + "\n44 packets transmitted, 41 received, 6% packet loss";

        assertThat(PingCount.parseInterrupted(interrupted)).isEqualTo(new PingCount(43, 41));
    }

    @Test
    void sequenceNumbersStartAgain() {
        String interrupted =
                "64 bytes from 198.19.1.1: icmp_seq=2 ttl=64 time=0.4 ms\n"
                        + "65538 packets transmitted, 65537 received, 0% packet loss";

        assertThat(PingCount.parseInterrupted(interrupted))
                .isEqualTo(new PingCount(65_538, 65_537));
    }

    @Test
    void whatPingSaysInsteadIsTold() {
        assertThatThrownBy(() -> PingCount.parse("ping: connect: Network is unreachable"))
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("Network is unreachable");
    }
}
