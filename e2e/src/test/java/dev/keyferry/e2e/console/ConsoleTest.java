package dev.keyferry.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, over a real server and, where keys are loaded, a real charon. */
class ConsoleTest {
    /** A survey is shown for ten seconds, and a proof takes some more. */
    private static final Duration SEEN = Duration.ofSeconds(60);

    private static final int PER_PAGE = 50;

    @TempDir private Path directory;

    @Test
    void showsWhatGatewaysLoadedAndWhatPeersProved() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            try (ServeProcess serve =
                            ServeProcess.start(directory.resolve("data"), site.gatewaySocket());
                    Chromium chromium = Chromium.start(origin(serve))) {
                site.createTunnel(serve.api());
                String key = Keys.fresh();
                assertThat(site.set(serve.api(), key)).isEqualTo("loaded");
                Page page = chromium.open();
                Chromium.signIn(page, token(serve));

                assertThat(figure(page, "loaded")).hasText("1");
                assertThat(figure(page, "proven")).hasText("0");
                Locator gateway = row(page, "local");
                assertThat(gateway).containsText("reachable");
                assertThat(gateway).containsText("serving");
                Locator oldest = row(page, "acme-ber");
                assertThat(oldest).containsText("v1");
                assertThat(oldest).containsText("unproven");

                assertThat(site.bringUp(key)).isTrue();
                await().atMost(SEEN)
                        .untilAsserted(() -> {
                            page.reload();
                            assertThat(figure(page, "proven").textContent()).isEqualTo("1");
                        });
                assertThat(row(page, "acme-ber")).containsText("✓proven");
                assertThat(page.content())
                        .doesNotContain(key)
                        .doesNotContainIgnoringCase("in sync");
                Chromium.show(page, "overview");
                page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("1 proven"))
                        .click();
                assertThat(page.getByLabel("Keys")).hasValue("proven");
                assertThat(row(page, "acme-ber")).isVisible();
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                        .click();
                assertThat(page.getByLabel("API token")).isVisible();
            }
        }
    }

    @Test
    void findsTunnelsWhileSomebodyTypes() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(origin(serve))) {
            String munich = fill(serve.api());
            Page page = chromium.open();
            Chromium.signIn(page, token(serve));
            Chromium.show(page, "overview-unserved");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Tunnels").setExact(true))
                    .click();

            assertThat(rows(page)).hasCount(PER_PAGE);
            Chromium.show(page, "tunnels");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Next page")).click();
            assertThat(rows(page)).hasCount(5);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("First page"))
                    .click();
            assertThat(rows(page)).hasCount(PER_PAGE);

            page.getByLabel("Name or id").pressSequentially("mun");
            assertThat(rows(page)).hasCount(1);
            assertThat(row(page, "munich")).containsText("unserved");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("1 tunnel from munich");
            assertThat(page).hasURL(Pattern.compile(".*[?&]q=mun(&.*)?"));
            assertThat(page.getByLabel("Name or id")).isFocused();
            page.reload();
            assertThat(rows(page)).hasCount(1);

            page.getByLabel("Name or id").fill(munich);
            assertThat(row(page, "munich")).isVisible();
            page.getByLabel("Keys").selectOption("no key");
            assertThat(page.locator("#found")).containsText("No tunnel is like this");
            Chromium.show(page, "tunnels-none");
        }
    }

    @Test
    void worksWithoutScripts() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(origin(serve))) {
            fill(serve.api());
            Page page = chromium.openWithoutScripts();
            Chromium.signIn(page, token(serve));
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Tunnels").setExact(true))
                    .click();
            page.getByLabel("Name or id").fill("mun");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find")).click();

            assertThat(rows(page)).hasCount(1);
        }
    }

    @Test
    void tellsWhyATokenIsRefusedAndWhereTheKeyboardIs() throws Exception {
        try (ServeProcess serve = ServeProcess.start(directory.resolve("data"), List.of());
                Chromium chromium = Chromium.start(origin(serve))) {
            Page page = chromium.open();
            page.navigate("/sign-in");
            assertThat(page.getByLabel("API token")).isFocused();
            Chromium.show(page, "sign-in");
            page.getByLabel("API token").fill("kf_wrong");
            page.keyboard().press("Enter");

            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Invalid access token");
            assertThat(page.getByLabel("API token")).hasValue("");
            Chromium.show(page, "sign-in-refused");
            Chromium.signIn(page, token(serve));
            page.keyboard().press("Tab");
            Locator skip =
                    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Skip to"));
            assertThat(skip).isFocused();
            assertThat(skip.boundingBox().height).isGreaterThan(20);
            for (int i = 0; i < 4; i++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                        .isEqualTo("solid");
            }
            Chromium.show(page, "overview-empty");
        }
    }

    /** Makes an account with more tunnels than a page has, one of them with a key. */
    private static String fill(Api api) {
        String account = api.createAccount("acme");
        for (int i = 0; i < PER_PAGE + 4; i++) {
            api.createTunnel(account, "branch-%02d".formatted(i), "203.0.113.1", i);
        }
        String munich =
                api.createTunnel(account, "munich", "203.0.113.1", 200).path("id").asString();
        assertThat(api.setPsks(account, Map.of(munich, Keys.fresh())).status()).isEqualTo(200);
        return munich;
    }

    private static Locator figure(Page page, String state) {
        return page.locator("a[href$='state=" + state + "'] strong");
    }

    private static Locator rows(Page page) {
        return page.locator("#found tbody tr");
    }

    private static Locator row(Page page, String name) {
        return page.getByRole(AriaRole.ROW)
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        page.getByRole(
                                                AriaRole.ROWHEADER,
                                                new Page.GetByRoleOptions().setName(name))));
    }

    static String origin(ServeProcess serve) {
        return URI.create(serve.api().base()).resolve("/").toString().replaceFirst("/$", "");
    }

    static String token(ServeProcess serve) throws IOException {
        return Files.readString(serve.tokenFile()).strip();
    }
}
