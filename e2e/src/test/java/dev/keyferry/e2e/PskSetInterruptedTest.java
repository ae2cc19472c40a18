package dev.keyferry.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.app.Keyferry;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.ServeProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code keyferry psk set} of ten thousand lines, 25 of them bad, against a real server: ended once
 * by Ctrl-C on a real terminal and once by {@code kill -9}.
 */
class PskSetInterruptedTest {
    private static final int LINES = 10_000;
    private static final int BAD = 25;
    private static final int PORTION = 500;
    private static final Duration AMPLE = Duration.ofMinutes(5);

    /** How the line of progress begins, in front of all that are sent. */
    private static final Pattern PROGRESS = Pattern.compile("\r(\\d+,\\d{3}) of 9,978 ");

    private static final String CTRL_C = "\u0003";

    @TempDir private Path directory;
    private final Map<String, String> environment = new TreeMap<>();

    private record Ran(int exit, String out, String err) {}

    @Test
    void endsWithExactlyTheBadLinesAndOneVersionOfEachKey() throws Exception {
        Map<Integer, String> bad = writeFile();
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of())) {
            Api api = serve.api();
            String account = api.createAccount("acme");
            createTunnels(api, account);
            environment.put("KEYFERRY_URL", api.base());
            environment.put("KEYFERRY_TOKEN_FILE", serve.tokenFile().toString());

            Ran interrupted = interruptOnATerminal();
            assertThat(interrupted.exit()).as(interrupted.out()).isEqualTo(130);
            assertThat(interrupted.out())
                    .containsPattern(PROGRESS)
                    .containsPattern("\\d/s   \\d+ s left")
                    .containsPattern("interrupted: \\d,\\d{3} of 9,978 keys were sent and answered")
                    .contains("the same command goes on from there");
            assertThat(refused()).doesNotExist();

            killOnceItGotFurther();
            assertThat(refused()).doesNotExist();

            Ran ended = finish();
            assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("going on where the last run ended")
                    .as("a pipe gets no line of progress")
                    .doesNotContain("\r", "/s ", "Marker");
            assertThat(ended.out())
                    .contains("stored 9975   unserved 9975   refused 25 -> " + refused())
                    .doesNotContain("\r", "Marker");
            assertThat(reasons()).isEqualTo(bad).hasSize(BAD);
            assertThat(Files.readString(refused())).doesNotContain("Marker");
            assertThat(journal()).doesNotExist();
            assertThat(versions(api, account)).hasSize(LINES - BAD).containsOnly(1L);
        }
    }

    /** Returns the token of the reason by the line that is to be refused. */
    private Map<Integer, String> writeFile() throws IOException {
        List<String> lines = new ArrayList<>(Collections.nCopies(LINES, ""));
        for (int i = 0; i < LINES; i++) {
            lines.set(i, "t" + i + ",Marker-b7Qw-2LmX-" + i);
        }
        Map<Integer, String> bad = new TreeMap<>();
        for (int i : new int[] {3, 5_000, 9_999}) {
            spoil(lines, bad, i, "t" + i + ";Marker-b7Qw-2LmX-" + i, "wrong-fields");
        }
        spoil(lines, bad, 100, ",Marker-empty", "empty-tunnel");
        spoil(lines, bad, 200, "t200,", "empty-key");
        spoil(lines, bad, 6_200, "\"t6200\",\"\"", "empty-key");
        for (int i : new int[] {300, 301, 400, 8_400}) {
            String name = i < 400 ? "t300" : "t400";
            spoil(lines, bad, i, name + ",Marker-twice-" + i, "tunnel-twice");
        }
        spoil(lines, bad, 500, "t500,1.2E+19", "spreadsheet-number");
        spoil(lines, bad, 7_500, "t7500,\"4,5E-07\"", "spreadsheet-number");
        spoil(lines, bad, 600, "t600,#NAME?", "spreadsheet-error");
        spoil(lines, bad, 601, "t601,########", "spreadsheet-error");
        spoil(lines, bad, 9_600, "t9600,#REF!", "spreadsheet-error");
        for (int i : new int[] {700, 701, 9_700, 9_701}) {
            spoil(lines, bad, i, "t" + i + ",Marker-slipped-" + i / 10, "equal-neighbour");
        }
        for (int i : new int[] {800, 4_800, 9_800}) {
            spoil(lines, bad, i, "nowhere-" + i + ",Marker-lost-" + i, "unknown-tunnel");
        }
        for (int i : new int[] {900, 4_900, 9_900}) {
            spoil(lines, bad, i, "t" + i + ",k" + i, "key-too-short");
        }
        Files.writeString(file(), "\uFEFFtunnel,psk\r\n" + String.join("\r\n", lines) + "\r\n");
        return bad;
    }

    private static void spoil(
            List<String> lines, Map<Integer, String> bad, int index, String line, String reason) {
        lines.set(index, line);
        bad.put(index + 2, reason);
    }

    private static void createTunnels(Api api, String account) {
        JsonMapper json = new JsonMapper();
        for (int from = 0; from < LINES; from += PORTION) {
            ObjectNode body = json.createObjectNode();
            ArrayNode tunnels = body.putArray("ipsec_tunnels");
            for (int i = from; i < from + PORTION; i++) {
                tunnels.addObject()
                        .put("name", "t" + i)
                        .put("cloudflare_endpoint", "203.0.113.1")
                        .put(
                                "interface_address",
                                "10."
                                        + i / 16_384
                                        + "."
                                        + i / 128 % 128
                                        + "."
                                        + i % 128 * 2
                                        + "/31");
            }
            assertThat(api.createTunnel(account, body).status()).isEqualTo(200);
        }
    }

    /** Types Ctrl-C into a terminal once some of the keys were answered. */
    private Ran interruptOnATerminal() throws Exception {
        // Who is started in the background, as this test may be, has its children ignore Ctrl-C.
        String command =
                "exec env --default-signal=INT '"
                        + String.join("' '", command("--yes", "--batch", "200"))
                        + "'";
        Process script =
                start(List.of("script", "-q", "-e", "-f", "-c", command, "/dev/null"), true);
        endAfterAmpleTime(script);
        StringBuilder shown = new StringBuilder();
        InputStream screen = script.getInputStream();
        byte[] bytes = new byte[4096];
        boolean isTyped = false;
        for (int read = screen.read(bytes); read >= 0; read = screen.read(bytes)) {
            shown.append(new String(bytes, 0, read, UTF_8));
            if (!isTyped && most(shown) >= 1_000) {
                script.getOutputStream().write(CTRL_C.getBytes(UTF_8));
                script.getOutputStream().flush();
                isTyped = true;
            }
        }
        assertThat(script.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ran(script.exitValue(), shown.toString(), "");
    }

    private static int most(CharSequence shown) {
        Matcher progress = PROGRESS.matcher(shown);
        int most = 0;
        while (progress.find()) {
            most = Integer.parseInt(progress.group(1).replace(",", ""));
        }
        return most;
    }

    private void killOnceItGotFurther() throws Exception {
        long before = answers();
        Process run = start(command("--batch", "200"), true);
        endAfterAmpleTime(run);
        await().atMost(AMPLE).until(() -> answers() > before + 2);
        run.destroyForcibly();
        assertThat(run.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(128 + 9);
    }

    private long answers() throws IOException {
        try (var lines = Files.lines(journal())) {
            return lines.filter(line -> line.startsWith("{\"answered\"")).count();
        }
    }

    private Ran finish() throws Exception {
        Process run = start(command(), false);
        endAfterAmpleTime(run);
        CompletableFuture<String> err =
                CompletableFuture.supplyAsync(() -> text(run.getErrorStream()));
        String out = text(run.getInputStream());
        assertThat(run.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ran(run.exitValue(), out, err.join());
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Keyferry.class.getName()));
        command.addAll(List.of("psk", "set", file().toString()));
        command.addAll(List.of(options));
        return command;
    }

    private Process start(List<String> command, boolean isMerged) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(isMerged);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void endAfterAmpleTime(Process process) {
        Executor later = CompletableFuture.delayedExecutor(AMPLE.toSeconds(), TimeUnit.SECONDS);
        later.execute(process::destroyForcibly);
    }

    private Map<Integer, String> reasons() throws IOException {
        List<String> lines = Files.readAllLines(refused());
        Map<Integer, String> reasons = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", 3);
            String reason = fields[2].substring(1, fields[2].indexOf(':'));
            assertThat(reasons.put(Integer.valueOf(fields[0]), reason)).as("twice").isNull();
        }
        assertThat(lines.subList(1, lines.size()).stream().map(line -> line.split(",", 2)[0]))
                .containsExactlyElementsOf(reasons.keySet().stream().map(String::valueOf).toList());
        return reasons;
    }

    private static List<Long> versions(Api api, String account) {
        List<Long> versions = new ArrayList<>();
        for (int page = 1; page <= LINES / 1_000; page++) {
            api.get("/accounts/" + account + "/keyferry/psks?per_page=1000&page=" + page)
                    .result()
                    .forEach(key -> versions.add(key.path("psk").path("version").asLong()));
        }
        return versions;
    }

    private Path file() {
        return directory.resolve("keys.csv");
    }

    private Path journal() {
        return directory.resolve("keys.csv.keyferry-journal");
    }

    private Path refused() {
        return directory.resolve("keys.refused.csv");
    }
}
