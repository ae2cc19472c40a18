package dev.keyferry.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.settings.Settings.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogSetupTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void giveStandardErrorBack() {
        System.setErr(before);
        LogSetup.use(LogFormat.TEXT);
    }

    @Test
    void aLineHasItsFieldsAndNoLineEndOfOthers() {
        assertThat(lineOf(LogFormat.TEXT))
                .matches("\\d{4}-[^ ]+Z WARN +peer refused name=\"a\\?b\"\n");
    }

    @Test
    void nothingThatATerminalObeysGetsThrough() {
        String foreign = "\r\u001b\u007f\u0085\u009b\u2028\u2029\u202e\u200b";

        assertThat(lineOf(LogFormat.TEXT, "a" + foreign + "b"))
                .endsWith("name=\"a" + "?".repeat(foreign.length()) + "b\"\n");
    }

    @Test
    void jsonIsALineForEachEvent() {
        String line = lineOf(LogFormat.JSON);
        assertThat(line.lines()).hasSize(1);
        assertThat(new JsonMapper().readTree(line).path("message").asString())
                .isEqualTo("peer refused");
    }

    @Test
    void everyFormatNamesTheRequestThatCausedTheLine() {
        try (var _ = MDC.putCloseable("request", "0123abcd")) {
            assertThat(lineOf(LogFormat.TEXT))
                    .endsWith("peer refused request=\"0123abcd\" name=\"a?b\"\n");
            err.reset();
            JsonNode json = new JsonMapper().readTree(lineOf(LogFormat.JSON));
            assertThat(json.path("mdc").path("request").asString()).isEqualTo("0123abcd");
        }
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void noFormatShowsATextThatMayQuoteInput(LogFormat format) {
        Exception failure = new IllegalStateException("MARKER", new IOException("disk\nfull"));
        failure.addSuppressed(new NumberFormatException("For input string: MARKER"));
        String lines = linesOf(format, failure);
        assertThat(lines)
                .contains(
                        "IllegalStateException",
                        "NumberFormatException",
                        "(text withheld)",
                        "disk?full",
                        "LogSetupTest")
                .doesNotContain("MARKER");
    }

    private String linesOf(LogFormat format, Throwable failure) {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        LogSetup.use(format);
        LoggerFactory.getLogger("dev.keyferry.x").atError().setCause(failure).log("broken");
        return err.toString(StandardCharsets.UTF_8);
    }

    private String lineOf(LogFormat format) {
        return lineOf(format, "a\nb");
    }

    private String lineOf(LogFormat format, String name) {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        LogSetup.use(format);
        LoggerFactory.getLogger("dev.keyferry.x")
                .atWarn()
                .addKeyValue("name", name)
                .log("peer refused");
        LoggerFactory.getLogger("dev.keyferry.x").debug("unseen");
        LoggerFactory.getLogger("org.library").info("unseen");
        return err.toString(StandardCharsets.UTF_8);
    }
}
