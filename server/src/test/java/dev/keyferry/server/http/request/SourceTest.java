package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2:ffff::, 2001:db8:1:2:ffff::, 2001:db8:1:2::/64",
        "::1, ::1, ::/64",
    })
    void isCountedAsTheNetworkThatOneCustomerHas(
            String address, String text, String neighbourhood) {
        Source source = new Source(InetAddress.ofLiteral(address));
        assertThat(source).hasToString(text);
        assertThat(source.neighbourhood()).isEqualTo(neighbourhood);
    }
}
