package dev.keyferry.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.keyferry.e2e.parts.ServeProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of API tokens, in a real browser. */
class TokensTest {
    @TempDir private Path directory;

    @Test
    void makesRollsAndDeletesAToken() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            serve.api().createAccount("acme");
            Page page = chromium.open();
            Chromium.signIn(page, ConsoleTest.token(serve));
            link(page, "Tokens").click();
            link(page, "Make a token").click();
            page.getByLabel("Name").fill("nightly");
            page.getByLabel("PSK Set").check();
            page.getByLabel("Magic WAN Read").check();
            Chromium.show(page, "token-new");
            button(page, "Make and show once").click();
            String first = page.locator("#value").textContent();
            Chromium.show(page, "token-made");
            link(page, "Done, back to the tokens").click();

            assertThat(page.content()).doesNotContain(first);
            Chromium.show(page, "tokens");
            link(page, "Roll nightly").click();
            Chromium.show(page, "token-roll");
            page.getByLabel("End the present value").check();
            button(page, "Roll and show once").click();
            String second = page.locator("#value").textContent();
            assertThat(second).startsWith("kf_").isNotEqualTo(first);
            assertThat(page.url()).doesNotContain(second);

            link(page, "Done, back to the tokens").click();
            link(page, "Delete nightly").click();
            page.getByLabel("End the token for good").check();
            button(page, "Delete the token").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The token is no more.");
            link(page, "Back to the tokens").click();
            assertThat(page.getByText("There is no token yet.")).isVisible();
        }
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
