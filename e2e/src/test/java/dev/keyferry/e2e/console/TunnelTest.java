package dev.keyferry.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tunnel's page in a real browser, with what people do there. */
class TunnelTest {
    /** A proof takes some seconds to be shown. */
    private static final Duration SEEN = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void followsAKeyFromItsSettingToItsProof() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            try (ServeProcess serve =
                            ServeProcess.start(directory.resolve("data"), site.gatewaySocket());
                    Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
                site.createTunnel(serve.api());
                String key = Keys.fresh();
                site.gateway().charon().pause();
                site.set(serve.api(), key);
                Page page = open(chromium, serve);

                assertThat(events(page).first()).containsText("version 1 by administrator");
                assertThat(page.locator("#life")).containsText("its charon does not hold it");
                Chromium.show(page, "tunnel-waiting");
                site.gateway().charon().resume();
                assertThat(events(page).filter(having("loaded")))
                        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
                assertThat(page.getByRole(AriaRole.STATUS).first())
                        .containsText("Key version 1 is loaded, unproven.");

                assertThat(site.accepts(Keys.fresh())).isFalse();
                assertThat(site.bringUp(key)).isTrue();
                await().atMost(SEEN)
                        .untilAsserted(() -> {
                            page.reload();
                            assertThat(page.locator("#life").textContent()).contains("✓proven");
                            assertThat(page.getByRole(AriaRole.TABLE).textContent())
                                    .contains("looks like a wrong key");
                        });
                page.getByText("strongSwan", new Page.GetByTextOptions().setExact(true)).click();
                assertThat(page.locator("#router-strongswan")).containsText("<PRE-SHARED KEY>");
                assertThat(page.content()).doesNotContain(key);
                Chromium.show(page, "tunnel");
            }
        }
    }

    @Test
    void generatesAKeyShowsItOnceAndRevokesIt() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            try (ServeProcess serve =
                            ServeProcess.start(directory.resolve("data"), site.gatewaySocket());
                    Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
                site.createTunnel(serve.api());
                assertThat(site.set(serve.api(), Keys.fresh())).isEqualTo("loaded");
                Page page = open(chromium, serve);
                page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
                link(page, "Generate a key").click();
                page.getByLabel("Router").selectOption("FortiGate");
                Chromium.show(page, "generate");
                page.getByLabel("Replace version 1").check();
                button(page, "Generate and show once").click();

                assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("●loaded");
                String key = page.locator("#psk").textContent();
                assertThat(page.locator("#router")).containsText("set psksecret \"" + key + "\"");
                button(page, "Copy the key").click();
                assertThat(page.locator("#copied")).hasText("Copied.");
                assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
                Chromium.show(page, "generated");
                assertThat(page.url()).doesNotContain(key);
                assertThat(site.accepts(key)).isTrue();

                link(page, "Done, back to the tunnel").click();
                assertThat(page.locator("#life")).containsText("version 2");
                // The browser kept nothing, and asks before it sends the form again.
                assertThatThrownBy(page::goBack).hasMessageContaining("ERR_CACHE_MISS");

                page.waitForURL(url -> url.startsWith("chrome-error:"));
                page.navigate("/");
                openTunnel(page);
                link(page, "Revoke the key").click();
                Chromium.show(page, "revoke");
                page.getByLabel("End version 2").check();
                button(page, "Revoke the key").click();
                assertThat(page.getByRole(AriaRole.STATUS).first())
                        .containsText("Version 2 is revoked: no gateway accepts it");
                Chromium.show(page, "revoked");
                assertThat(site.gatewayHasSa()).isFalse();
                assertThat(site.accepts(key)).isFalse();
            }
        }
    }

    @Test
    void makesNoSecondKeyWhenItsAnswerIsLoadedAgain() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            String account = serve.api().createAccount("acme");
            serve.api().createTunnel(account, "acme-ber", "203.0.113.1", 1);
            Page page = chromium.openWithoutScripts();
            Chromium.signIn(page, ConsoleTest.token(serve));
            openTunnel(page);
            assertThat(page.locator("#life")).containsText("No key is in force");
            assertThat(button(page, "Copy")).hasCount(0);
            link(page, "Generate a key").click();
            button(page, "Generate and show once").click();
            String key = page.locator("#psk").textContent();
            assertThat(page.locator(".notices")).containsText("no gateway serves");
            Chromium.show(page, "generated-unserved");

            page.reload();

            assertThat(page.getByRole(AriaRole.ALERT).first())
                    .containsText("This form was sent already");
            assertThat(page.content()).doesNotContain(key);
            Chromium.show(page, "generate-refused");
        }
    }

    private static Page open(Chromium chromium, ServeProcess serve) throws Exception {
        Page page = chromium.open();
        Chromium.signIn(page, ConsoleTest.token(serve));
        openTunnel(page);
        return page;
    }

    private static void openTunnel(Page page) {
        link(page, "Tunnels").click();
        link(page, "acme-ber").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("acme-ber");
    }

    private static Locator events(Page page) {
        return page.locator(".timeline > li");
    }

    private static Locator.FilterOptions having(String word) {
        return new Locator.FilterOptions().setHasText("●" + word);
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
