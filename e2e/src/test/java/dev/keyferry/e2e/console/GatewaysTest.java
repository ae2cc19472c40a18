package dev.keyferry.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway from its enrolment to its end, in a real browser and with a real agent and charon. */
class GatewaysTest {
    private static final String ADDRESS = "203.0.113.9";
    private static final Duration SEEN = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void enrolsDrainsAndRevokesAGateway() throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve =
                        ServeProcess.start(
                                directory.resolve("data"), List.of("--tls", "127.0.0.1:0"));
                Chromium chromium = Chromium.start(ConsoleTest.origin(serve))) {
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            String account = serve.api().createAccount("acme");
            Gateway gateway = lab.addGateway("gw1");
            Page page = chromium.open();
            Chromium.signIn(page, ConsoleTest.token(serve));
            link(page, "Gateways").click();
            Chromium.show(page, "gateways-none");
            Path token = enrolled(page);
            try (AgentProcess agent =
                    AgentProcess.start(edge.agent("fra-1", token, gateway.socket()))) {
                assertThat(agent.awaitReady()).isEqualTo("fra-1");
                loaded(serve, account);
                edge.enrol("fra-2");
                await().atMost(SEEN)
                        .untilAsserted(() -> {
                            page.reload();
                            assertThat(row(page, "fra-1").textContent()).contains("serving");
                        });
                assertThat(row(page, "fra-2")).containsText("enrolling");
                Chromium.show(page, "gateways");
                drained(page);
                revoked(page);
                link(page, "acme-fra").click();
                assertThat(page.url()).contains("account=" + account);
            }
        }
    }

    /** Names the gateway, and returns the file with the token that was shown. */
    private Path enrolled(Page page) throws IOException {
        link(page, "Enrol a gateway").click();
        page.getByLabel("Name").fill("fra-1");
        page.getByLabel("Edge").selectOption("frankfurt");
        Chromium.show(page, "gateway-new");
        button(page, "Enrol and show once").click();
        String value = page.locator("#value").textContent();
        Chromium.show(page, "gateway-enrolled");
        assertThat(page.url()).doesNotContain(value);
        link(page, "Done, back to the gateways").click();
        assertThat(page.content()).doesNotContain(value);
        Path token =
                Files.createFile(
                        directory.resolve("fra-1.token"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(token, value);
    }

    private static void loaded(ServeProcess serve, String account) {
        String tunnel =
                serve.api().createTunnel(account, "acme-fra", ADDRESS, 1).path("id").asString();
        var answer = serve.api().setPsks(account, Map.of(tunnel, Keys.fresh()));
        assertThat(answer.state(tunnel)).isEqualTo("loaded");
    }

    private static void drained(Page page) {
        link(page, "Drain fra-1").click();
        Chromium.show(page, "gateway-drain");
        button(page, "Drain the gateway").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("No call waits");
        link(page, "Back to the gateways").click();
        assertThat(row(page, "fra-1")).containsText("drained");
        link(page, "Resume fra-1").click();
        button(page, "Resume the gateway").click();
        link(page, "Back to the gateways").click();
        assertThat(row(page, "fra-1")).containsText("active");
    }

    private static void revoked(Page page) {
        link(page, "Revoke fra-1").click();
        Chromium.show(page, "gateway-revoke");
        page.getByLabel("End the rights of fra-1 for good").check();
        button(page, "Revoke the gateway").click();
        Chromium.show(page, "gateway-revoked");
        link(page, "Back to the gateways").click();
        assertThat(row(page, "fra-1")).containsText("revoked");
        Chromium.show(page, "gateways-revoked");
        link(page, "Keys it held fra-1").click();
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

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
