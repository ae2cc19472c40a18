package dev.keyferry.feed.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Vectors;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedIdentitiesTest {
    static Stream<Vectors.Case> vectors() {
        return Vectors.of("identities.txt");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void identitiesFollowFromAccountNumberTunnelAndDomain(Vectors.Case vector) {
        var identities =
                GeneratedIdentities.of(
                        new AccountNumber(vector.number("number")),
                        new TunnelId(vector.one("tunnel")),
                        new IkeDomain(vector.one("domain")));

        assertThat(identities)
                .isEqualTo(
                        new GeneratedIdentities(
                                vector.one("key-id"), vector.one("fqdn"), vector.one("user-fqdn")));
        assertThat(identities.all()).isEqualTo(Vectors.identities(vector));
    }
}
