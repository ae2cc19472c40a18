package dev.keyferry.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that sets many keys, in a real browser. */
class KeysTest {
    private static final int TUNNELS = 3;

    /** More lines than one call takes. */
    private static final int LINES = 1_200;

    @TempDir private Path directory;

    @Test
    void checksAFileSetsItCallByCallAndShowsTheOutcome() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            String account = fill(serve);
            String key = Keys.fresh();
            String text =
                    "tunnel,psk\nbranch-0,"
                            + key
                            + "\nbranch-1,hunter2hunter2\nbranch-2,short\n"
                            + unknown(LINES);
            Page page = open(chromium.open(), serve);
            choose(page, text.getBytes(StandardCharsets.UTF_8));
            assertThat(box(page)).hasValue(text);
            button(page, "Check, and set nothing yet").click();

            Locator set = button(page, "Set 2 keys of acme");
            assertThat(set).isVisible();
            assertThat(heading(page, "Checked, and nothing set yet")).isFocused();
            assertThat(page.locator("#result")).containsText("unknown-tunnel");
            assertThat(page.locator("#result")).containsText("key-too-short");
            assertThat(page.locator("#result")).not().containsText(key);
            assertThat(keys(serve, account)).isZero();
            box(page).evaluate("box => { box.scrollTop = 0; }");
            Chromium.show(page, "keys-checked");
            box(page).fill(text + " ");
            set.click();
            assertThat(page.getByRole(AriaRole.ALERT).first())
                    .containsText("not the text that was checked");
            assertThat(page.locator("#problem-of-keys")).isFocused();
            assertThat(keys(serve, account)).isZero();

            box(page).fill(text);
            button(page, "Check, and set nothing yet").click();
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            set.click();
            assertThat(page.locator("#far"))
                    .containsText(
                            (LINES + 1) + " ✕refused",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
            assertThat(page.locator("#far")).containsText("2 –unserved");
            assertThat(heading(page, "Set")).isFocused();
            assertThat(page.locator("#parts tbody tr")).hasCount(LINES + TUNNELS);
            assertThat(keys(serve, account)).isEqualTo(2);
            button(page, "Copy the refused lines").click();
            assertThat(page.locator("#copied")).hasText("Copied.");
            String refused = String.valueOf(page.evaluate("navigator.clipboard.readText()"));
            assertThat(refused.lines()).hasSize(LINES + 2);
            assertThat(refused)
                    .startsWith("line,tunnel,reason\n4,branch-2,\"key-too-short")
                    .doesNotContain(key);
            Chromium.show(page, "keys-set");
            assertThat(page.url()).doesNotContain(key);
            button(page, "Clear").click();
            assertThat(box(page)).hasValue("");
            assertThat(page.content()).doesNotContain(key);
        }
    }

    @Test
    void setsKeysWithoutScriptsWhenTheyArePastedTwice() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            String account = fill(serve);
            String text = "tunnel,psk\nbranch-0," + Keys.fresh() + "\n";
            Page page = open(chromium.openWithoutScripts(), serve);
            box(page).fill(text);
            button(page, "Check, and set nothing yet").click();
            assertThat(box(page)).hasValue("");
            assertThat(page).hasTitle("Checked, and nothing set yet · Keyferry");
            Chromium.show(page, "keys-checked-without-scripts");
            box(page).fill(text);
            button(page, "Set 1 key of acme").click();

            assertThat(page.locator("#far")).containsText("1 –unserved");
            assertThat(keys(serve, account)).isEqualTo(1);
        }
    }

    @Test
    void takesAFileThatIsDropped() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            fill(serve);
            Page page = open(chromium.open(), serve);
            Chromium.show(page, "keys");
            page.evaluate(
                    """
                    () => {
                        const files = new DataTransfer();
                        files.items.add(new File(["tunnel,psk\\n"], "keys.csv"));
                        document.getElementById("keys").dispatchEvent(
                            new DragEvent("drop", {dataTransfer: files, cancelable: true}));
                    }
                    """);

            assertThat(box(page)).hasValue("tunnel,psk\n");
            button(page, "Check, and set nothing yet").click();
            assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("it has no entry");
        }
    }

    @Test
    void takesNoFileThatIsNotUtf8AndLeavesTheBoxAsItIs() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            fill(serve);
            Page page = open(chromium.open(), serve);
            box(page).fill("before");
            choose(
                    page,
                    "tunnel,psk\nbranch-0,schlüssel-zum-tor\n"
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(page.locator("#problem")).containsText("cannot be read as UTF-8 text");
            assertThat(box(page)).hasValue("before");
            choose(page, "\uFEFFtunnel,psk\nbranch-0,schlüssel\n".getBytes(StandardCharsets.UTF_8));
            assertThat(box(page)).hasValue("tunnel,psk\nbranch-0,schlüssel\n");
            assertThat(page.locator("#problem")).isEmpty();
        }
    }

    private static void choose(Page page, byte[] file) {
        page.getByLabel("choose one").setInputFiles(new FilePayload("keys.csv", "text/csv", file));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page open(Page page, ServeProcess serve) throws Exception {
        Chromium.signIn(page, ConsoleTest.token(serve));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Set keys")).click();
        return page;
    }

    private static String fill(ServeProcess serve) {
        String account = serve.api().createAccount("acme");
        for (int i = 0; i < TUNNELS; i++) {
            serve.api().createTunnel(account, "branch-" + i, "203.0.113.1", i);
        }
        return account;
    }

    private static String unknown(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i -> "nowhere-" + i + "," + Keys.fresh() + "\n")
                .collect(joining());
    }

    private static int keys(ServeProcess serve, String account) {
        return serve.api().get("/accounts/" + account + "/keyferry/psks").result().size();
    }

    private static Locator box(Page page) {
        return page.getByLabel("by name or id, and their keys");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
