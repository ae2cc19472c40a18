package dev.keyferry.app.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {
    @Test
    void quotesWhatAShellWouldTakeApartOrObey() {
        assertThat(ShellWord.of("handover/keys.csv")).isEqualTo("handover/keys.csv");
        assertThat(ShellWord.of("my keys.csv")).isEqualTo("'my keys.csv'");
        assertThat(ShellWord.of("$(id)")).isEqualTo("'$(id)'");
        assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
        assertThat(ShellWord.of("")).isEqualTo("''");
    }

    @Test
    void doesNothingToTheTerminal() {
        assertThat(ShellWord.of("a\u001b[1m")).isEqualTo("'a?[1m'");
    }
}
