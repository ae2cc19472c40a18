package dev.keyferry.lab.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PingCountTest {
    @Test
    void everyAnswerToTheFirstRequestsCountsOnce() {
        String output = answers(1, 2, 2, 3) + summary(3, 3);

        assertThat(PingCount.ofTheFirst(3, output)).isEqualTo(new PingCount(3, 3));
    }

    @Test
    void answersToFurtherRequestsDoNotMakeUpForALostOne() {
        String output = answers(1, 3, 4) + summary(5, 3);

        PingCount count = PingCount.ofTheFirst(3, output);

        assertThat(count).isEqualTo(new PingCount(3, 2));
        assertThat(count.lost()).isEqualTo(1);
    }

    @Test
    void noAnswerMeansAllLost() {
        assertThat(PingCount.ofTheFirst(3, summary(90, 0))).isEqualTo(new PingCount(3, 0));
        assertThat(PingCount.ofAll(summary(90, 0))).isEqualTo(new PingCount(90, 0));
    }

    @Test
    void requestsThatCouldNotBeSentInTimeAreNotLost() {
        assertThat(PingCount.ofTheFirst(3, answers(1, 2) + summary(2, 2)))
                .isEqualTo(new PingCount(2, 2));
    }

    @Test
    void requestsAfterTheLastAnswerAreOnTheirWay() {
        String lastLines = answers(40, 41) + summary(44, 41);

        assertThat(PingCount.ofTheAnswered(lastLines)).isEqualTo(new PingCount(41, 41));
    }

    @Test
    void requestsBeforeTheLastAnswerAreLost() {
        String lastLines = answers(39, 41) + summary(42, 40);

        assertThat(PingCount.ofTheAnswered(lastLines)).isEqualTo(new PingCount(41, 40));
    }

    @Test
    void sequenceNumbersStartAgain() {
        String lastLines = answers(65_535, 0, 1) + summary(65_538, 65_537);

        assertThat(PingCount.ofTheAnswered(lastLines)).isEqualTo(new PingCount(65_537, 65_537));
    }

    @Test
    void whatPingSaysInsteadIsTold() {
        assertThatThrownBy(() -> PingCount.ofTheFirst(1, "ping: connect: Network is unreachable"))
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("Network is unreachable");
    }

    private static String answers(int... sequenceNumbers) {
        return IntStream.of(sequenceNumbers)
                .mapToObj(n -> "64 bytes from 198.19.1.1: icmp_seq=" + n + " ttl=64 time=0.4 ms\n")
                .collect(Collectors.joining());
    }

    private static String summary(int sent, int received) {
        return "\n%d packets transmitted, %d received, 0%% packet loss, time 9ms\n"
                .formatted(sent, received);
    }
}
