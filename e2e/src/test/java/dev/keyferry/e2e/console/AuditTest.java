package dev.keyferry.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the audit, in a real browser. */
class AuditTest {
    private static final int TUNNELS = 6;

    @TempDir private Path directory;

    @Test
    void tellsWhoDidWhatAndFindsWhatSomebodyLooksFor() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            String account = serve.api().createAccount("acme");
            Map<String, String> keys = new TreeMap<>();
            for (int i = 0; i < TUNNELS; i++) {
                String name = "branch-" + i;
                keys.put(
                        serve.api()
                                .createTunnel(account, name, "203.0.113.1", i)
                                .path("id")
                                .asString(),
                        Keys.fresh());
            }
            serve.api().setPsks(account, keys);
            Page page = chromium.open();
            Chromium.signIn(page, ConsoleTest.token(serve));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit")).click();

            assertThat(records(page)).hasCount(TUNNELS + 2);
            assertThat(records(page).first()).containsText("set PSKs");
            assertThat(records(page).first()).containsText("key set v1: branch-");
            page.getByText("3 more").click();
            Chromium.show(page, "audit");
            page.getByLabel("Action").selectOption("create account");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find")).click();
            assertThat(records(page)).hasCount(1);
            page.getByLabel("Actor").fill("nobody");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find")).click();
            assertThat(page.getByText("No record is like this.")).isVisible();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit")).click();
            page.getByText("Read that of the whole deployment").click();
            assertThat(page.getByRole(AriaRole.HEADING).first())
                    .hasText("Audit of the whole deployment");
            Chromium.show(page, "audit-of-all");
        }
    }

    private static Locator records(Page page) {
        return page.locator("tbody tr");
    }
}
