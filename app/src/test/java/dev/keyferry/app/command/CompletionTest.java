package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command prints, sourced and asked by a real bash. */
class CompletionTest {
    /** Calls what bash would call for the line's last word, and prints what it answers. */
    private static final String ASK =
            """
            set -u
            source "$1" || exit 90
            shift
            function=$(complete -p keyferry | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
            COMP_WORDS=(keyferry "$@")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE=${COMP_WORDS[*]} COMP_POINT=${#COMP_WORDS[*]} COMP_TYPE=9 COMP_KEY=9
            "$function" keyferry "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            [ "${#COMPREPLY[@]}" = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir private Path directory;

    @Test
    void bashCompletesCommandsOptionsAndValues() throws IOException, InterruptedException {
        assertThat(completed("")).contains("serve", "token", "psk", "completion");
        assertThat(completed("--h")).containsExactly("--help");
        assertThat(completed("to")).containsExactly("token");
        assertThat(completed("token", "")).contains("create", "list", "roll", "revoke");
        assertThat(completed("token", "cr")).containsExactly("create");
        assertThat(completed("token", "create", "--de")).contains("--deny", "--deployment");
        assertThat(completed("psk", "status", "--state", "part")).containsExactly("partial");
        assertThat(completed("completion", "z")).containsExactly("zsh");
        assertThat(completed("nonsense", "cr")).doesNotContain("create");
    }

    @Test
    void bashCompletesNamesOfFiles() throws IOException, InterruptedException {
        Path file = Files.createFile(directory.resolve("keys-of-acme.csv"));
        assertThat(completed("backup", "--data", directory.resolve("keys").toString()))
                .contains(file.toString());
    }

    @Test
    void bothShellsGetOneScriptThatIsTheSameEachTime() {
        String bash = run("bash").out();
        assertThat(run("bash").out()).isEqualTo(bash);
        assertThat(run("zsh").out())
                .isEqualTo(
                        bash.replace("bash by", "zsh by")
                                .replace("completion bash", "completion zsh"))
                .contains("bashcompinit");
        assertThat(run("fish").exit()).isEqualTo(2);
    }

    @Test
    void helpTellsHowToInstallIt() {
        assertThat(run("--help").out()).contains("source <(keyferry completion bash)", ".zshrc");
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("completion"), run("bash").out());
        String[] start = {"bash", "--norc", "-c", ASK, "ask", script.toString()};
        Process bash =
                new ProcessBuilder(Invocation.join(start, words))
                        .redirectError(directory.resolve("err").toFile())
                        .start();
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(Files.readString(directory.resolve("err"))).isZero();
        return answer.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static Invocation run(String shell) {
        return Invocation.of(Map.of(), "", "completion", shell);
    }
}
