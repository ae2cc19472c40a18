package dev.keyferry.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a test says of findings. */
public final class Findings {
    private Findings() {}

    /** There is this one finding, and what is seen has all these words. */
    public static void assertOnly(List<Finding> findings, Level level, String... words) {
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().level()).as(findings.toString()).isEqualTo(level);
        for (String word : words) {
            assertThat(findings.getFirst().seen()).contains(word);
        }
    }
}
