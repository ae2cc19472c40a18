package dev.keyferry.feed.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SecretBufferTest {
    private final SecretBuffer buffer = new SecretBuffer();

    @Test
    void givesWhatWasWrittenAndIsEmptyThen() {
        buffer.write('a');
        buffer.write(new byte[] {'-', 'b', 'c', '-'}, 1, 2);
        assertThat(buffer.take()).containsExactly('a', 'b', 'c');
        assertThat(buffer.take()).isEmpty();
    }

    @Test
    void wipesEachArrayThatItLeaves() {
        byte[] secret = new byte[3_000];
        Arrays.fill(secret, (byte) 'k');
        byte[] first = buffer.array();
        buffer.write('k');
        buffer.write(secret, 0, secret.length);
        byte[] second = buffer.array();

        assertThat(first).isNotSameAs(second).containsOnly(0);
        assertThat(buffer.take()).hasSize(3_001).containsOnly('k');
        assertThat(second).containsOnly(0);
    }
}
