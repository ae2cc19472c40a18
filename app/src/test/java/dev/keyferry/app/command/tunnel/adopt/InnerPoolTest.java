package dev.keyferry.app.command.tunnel.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InnerPoolTest {
    @Test
    void givesNetworksThatNoTunnelHas() {
        InnerPool pool = InnerPool.of("10.1.255.9/28");
        pool.take("10.1.255.1/31");
        pool.take("10.1.255.4/30");
        pool.take("not one");
        assertThat(pool.next()).isEqualTo("10.1.255.2/31");
        assertThat(pool.next()).isEqualTo("10.1.255.6/31");
    }

    @Test
    void endsWithItsNetwork() {
        InnerPool pool = InnerPool.of("255.255.255.252/30");
        assertThat(pool.next()).isEqualTo("255.255.255.252/31");
        assertThat(pool.next()).isEqualTo("255.255.255.254/31");
        assertThatThrownBy(pool::next).hasMessageContaining("no address left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/7", "10.0.0.0/31", "2001:db8::/29", "x/9"})
    void refusesWhatIsNoSuchNetwork(String text) {
        assertThatThrownBy(() -> InnerPool.of(text)).hasMessageContaining("--inner-pool");
    }
}
