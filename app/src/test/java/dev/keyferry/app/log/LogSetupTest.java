package dev.keyferry.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.settings.Settings.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
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
