package dev.keyferry.app.command.tunnel.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Candidate.Ends;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.feed.seal.Psk;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
