package dev.keyferry.app.command.tunnel.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Candidate.Ends;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.identity.IdentityNotation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlanTest {
    @Test
    void addressesOfTheFileAreNotGivenOutAndWhatIsLeftGetsNone() {
        List<Import> planned =
                new Plan(List.of(), InnerPool.of("10.1.0.0/29"))
                        .of(
                                List.of(
                                        candidate("a", Optional.empty()),
                                        candidate("b", Optional.of("10.1.0.1/31")),
                                        candidate("left", Optional.empty())
                                                .with(Problem.NO_SECRET, "no secret names it"),
                                        candidate("c", Optional.empty())),
                                Optional.of("203.0.113.1"));
        assertThat(planned)
                .extracting(Import::inner)
                .containsExactly("10.1.0.2/31", "10.1.0.1/31", "", "10.1.0.4/31");
    }

    /** As it is once the operator has removed his own secrets. */
    @Test
    void nothingStandsAgainstATunnelWhoseKeyKeyferryHas() {
        assertThat(beside(adopted(true), "fqdn", "branch.example").wasThere()).isTrue();
        assertThat(beside(adopted(false), "fqdn", "branch.example").isLeft()).isTrue();
    }

    @Test
    void connectionThatKeyferryPrintedIsThatOfItsTunnel() {
        assertThat(beside(adopted(true), "keyid", "1000_00ff").wasThere()).isTrue();
        assertThat(beside(adopted(true), "keyid", "1000_00fe").candidate().findings())
                .extracting(Candidate.Finding::problem)
                .contains(Problem.NAME);
    }

    private static Import beside(Tunnel there, String type, String identity) {
        Candidate candidate =
                new Candidate(
                                "branch",
                                "here",
                                List.of(
                                        IkeIdentity.ofText(
                                                IdentityNotation.type(type).orElseThrow(),
                                                identity)),
                                new Ends(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty(),
                                List.of(),
                                List.of())
                        .with(Problem.NO_SECRET, "no secret names its router");
        return new Plan(List.of(there), InnerPool.of("10.1.0.0/29"))
                .of(List.of(candidate), Optional.of("203.0.113.1"))
                .getFirst();
    }

    private static Tunnel adopted(boolean hasKey) {
        String psk = hasKey ? ",\"psk\":{\"version\":1,\"state\":\"loaded\"}" : "";
        return new Tunnel(
                new JsonMapper()
                        .readTree(
                                """
                                {"id":"00ff","name":"branch","interface_address":"10.1.0.0/31",
                                "remote_identities":{"hex_id":"313030305f30306666",
                                  "fqdn_id":"00ff.1000.ipsec.example",
                                  "user_id":"ipsec@00ff.1000.ipsec.example"},
                                "keyferry":{"identities":[{"type":"fqdn","value":"branch.example"}]%s}}
                                """
                                        .formatted(psk)));
    }

    private static Candidate candidate(String name, Optional<String> inner) {
        return new Candidate(
                name,
                "here",
                List.of(),
                new Ends(Optional.empty(), Optional.empty(), inner, Optional.empty()),
                Optional.of(Psk.copyOf(name.getBytes(UTF_8))),
                List.of(),
                List.of());
    }
}
