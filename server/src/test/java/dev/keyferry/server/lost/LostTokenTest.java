package dev.keyferry.server.lost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.lost.LostToken.Renewed;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LostTokenTest extends LostCase {
    private final LostToken lost = new LostToken(random, clock);

    @Test
    void theNewTokenIsGoodAndTheFormerOneIsNot() throws Exception {
        start().close();
        String former = token();

        Renewed renewed = lost.renew(place());

        assertThat(renewed.file()).isEqualTo(DataDirectory.administratorToken(directory()));
        assertThat(Files.getPosixFilePermissions(renewed.file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (KeyferryServer server = start()) {
            assertThat(actor(server, token())).isEqualTo(Actor.ADMINISTRATOR);
            assertThatThrownBy(() -> actor(server, former))
                    .isInstanceOf(Refusal.UnknownToken.class);
            assertThat(audited(server, "RENEW_ADMIN_TOKEN"))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.actor()).isEqualTo("administrator");
                        assertThat(record.source()).isEqualTo("recover");
                    });
        }
        assertAuditIsWhole();
    }

    @Test
    void aTokenWhoseFileIsGoneIsMadeAnew() throws Exception {
        start().close();
        Files.delete(DataDirectory.administratorToken(directory()));

        lost.renew(place());

        try (KeyferryServer server = start()) {
            assertThat(actor(server, token())).isEqualTo(Actor.ADMINISTRATOR);
        }
    }

    /** Whoever had the former token may have made them. */
    @Test
    void apiTokensGoOnAndThoseThatAreGoodAreTold() throws Exception {
        try (KeyferryServer server = start()) {
            makeToken(server, "ci", Terms.State.ACTIVE);
            makeToken(server, "off", Terms.State.DISABLED);
        }

        Renewed renewed = lost.renew(place());

        assertThat(renewed.others())
                .extracting(token -> token.terms().name().value())
                .containsExactly("ci");
        try (KeyferryServer server = start()) {
            assertThat(server.useCases().tokens().read().list(Optional.empty())).hasSize(2);
        }
    }

    @Test
    void isRefusedWhileAServerRunsAndWithoutAStore() throws Exception {
        assertThatThrownBy(() -> lost.renew(place())).isInstanceOf(StartRefused.class);
        start().close();
        String former = token();
        assertRefusedWhileAServerRuns(() -> lost.renew(place()));
        assertThat(token()).isEqualTo(former);
    }

    private static Actor actor(KeyferryServer server, String token) throws InterruptedException {
        return server.useCases()
                .authenticate()
                .authenticate(TokenValue.sent(token).hash(), InetAddress.getLoopbackAddress())
                .actor();
    }

    private String token() throws IOException {
        return Files.readString(DataDirectory.administratorToken(directory())).strip();
    }
}
