package dev.keyferry.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The distribution's Chromium. What a page complains of, such as a policy that it breaks, and each
 * request that goes elsewhere, fails the test that opened it.
 */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    private final Playwright playwright;
    private final Browser browser;
    private final String origin;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser, String origin) {
        this.playwright = playwright;
        this.browser = browser;
        this.origin = origin;
    }

    /**
     * Starts it.
     *
     * @param origin of the console, such as {@code http://127.0.0.1:8787}
     */
    static Chromium start(String origin) {
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM));
        return new Chromium(playwright, browser, origin);
    }

    /** A window of a browser that knows nobody yet. */
    Page open() {
        return open(new Browser.NewContextOptions().setViewportSize(WIDE, 900));
    }

    Page openWithoutScripts() {
        return open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private Page open(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setBaseURL(origin));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // What is refused is answered by 403 or 409, of which the browser tells as of an error.
            if (message.type().equals("error") && !message.text().matches(".*\\b40[39]\\b.*")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(origin + "/")) {
                complaints.add("a request to " + request.url());
            }
        });
        return page;
    }

    /** Signs in as people do who use no mouse. */
    static void signIn(Page page, String token) {
        page.navigate("/");
        assertThat(page.url()).endsWith("/sign-in");
        PlaywrightAssertions.assertThat(page.getByLabel("API token")).isFocused();
        page.keyboard().insertText(token);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.endsWith("/sign-in"));
        assertThat(page.getByRole(AriaRole.HEADING, named("Overview")).isVisible()).isTrue();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    /** Keeps how the page looks in both themes, and on a phone, where it must not be too wide. */
    static void show(Page page, String name) {
        for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            String themed = name + "-" + theme.name().toLowerCase(Locale.ROOT);
            shoot(page, themed);
            page.setViewportSize(PHONE, 844);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(name)
                    .isEqualTo(true);
            shoot(page, themed + "-phone");
            page.setViewportSize(WIDE, 900);
        }
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }

    /** Ends it, and tells what pages complained of. */
    @Override
    public void close() {
        browser.close();
        playwright.close();
        assertThat(complaints).isEmpty();
    }
}
