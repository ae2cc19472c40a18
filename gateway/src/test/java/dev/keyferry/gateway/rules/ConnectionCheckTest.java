package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.gateway.rules.Connection.Round;
import dev.keyferry.gateway.rules.ListedConnections.Listed;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ConnectionCheckTest {
    static final List<Listed> LISTED = ListedConnections.all();

    private static final ConnectionCheck CHECK = new ConnectionCheck(Set.of());
    private static final Round PSK = round("pre-shared key", "x.example");
    private static final Connection SAFE = connection("safe", List.of(PSK), List.of(PSK));
    private static final Connection WILD =
            connection("wild", List.of(PSK), List.of(round("pre-shared key", "%any")));
    private static final Connection UNSAFE =
            connection("unsafe", List.of(round("pre-shared key", "%any")), List.of(PSK));

    @ParameterizedTest
    @FieldSource("LISTED")
    void judgesWhatACharonListed(Listed listed) {
        ConnectionFindings findings = CHECK.judge(Connection.of(listed.event()));

        String verdict = listed.expected().split(" ", 2)[0];
        assertThat(findings.areSafe(1)).isEqualTo(!verdict.equals("unsafe"));
        assertThat(findings.areSafe(2)).isEqualTo(verdict.equals("safe"));
        String reason = listed.expected().substring(verdict.length()).strip();
        assertThat(findings.explained(2)).contains(reason);
        assertThat(findings.explained(2).isEmpty()).isEqualTo(verdict.equals("safe"));
    }

    @Test
    void listIsNotEmpty() {
        assertThat(LISTED).hasSizeGreaterThan(15);
    }

    @Test
    void charonWithoutConnectionsIsSafe() {
        assertThat(CHECK.judge(List.of()).areSafe(2)).isTrue();
    }

    @Test
    void oneUnsafeConnectionAmongSafeOnesIsEnough() {
        assertThat(CHECK.judge(List.of(SAFE, UNSAFE, SAFE)).areSafe(1)).isFalse();
    }

    @Test
    void openPeerIsSafeForNoAccountAndForOne() {
        ConnectionFindings findings = CHECK.judge(List.of(SAFE, WILD));

        assertThat(findings.areSafe(0)).isTrue();
        assertThat(findings.areSafe(1)).isTrue();
        assertThat(findings.areSafe(2)).isFalse();
        assertThat(findings.explained(1)).isEmpty();
    }

    @Test
    void acceptedConnectionIsSafeAndRemembered() {
        ConnectionFindings findings =
                new ConnectionCheck(Set.of("unsafe", "wild", "safe"))
                        .judge(List.of(SAFE, UNSAFE, WILD));

        assertThat(findings.areSafe(2)).isTrue();
        assertThat(findings.accepted())
                .extracting(ConnectionFindings.Finding::connection)
                .containsExactly("unsafe", "wild");
    }

    @Test
    void namesAFewAndCountsTheRest() {
        String explained = CHECK.judge(Collections.nCopies(5, UNSAFE)).explained(1);

        assertThat(explained).startsWith("unsafe: its local id").endsWith("; and 2 more");
    }

    @Test
    void namesAreShownWithoutWhatATerminalCouldObey() {
        Connection evil =
                connection("a\u001b[2Jb", List.of(round("pre-shared key", "*")), List.of(PSK));

        assertThat(CHECK.judge(List.of(evil)).explained(1)).startsWith("a?[2Jb: ");
    }

    @Test
    void judgesAsManyConnectionsAsTheLimitAndNotOneMore() {
        int max = ConnectionCheck.MAX_CONNECTIONS;

        assertThat(CHECK.judge(Collections.nCopies(max, SAFE)).areSafe(1)).isTrue();
        assertThat(CHECK.judge(Collections.nCopies(max + 1, SAFE)).areSafe(1)).isFalse();
    }

    private static Connection connection(String name, List<Round> local, List<Round> remote) {
        return new Connection(name, "IKEv2", List.of("%any"), local, remote);
    }

    private static Round round(String method, String id) {
        return new Round(Optional.of(method), Optional.of(id));
    }
}
