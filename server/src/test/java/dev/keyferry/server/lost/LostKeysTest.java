package dev.keyferry.server.lost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.lost.LostKeys.Fate;
import dev.keyferry.server.lost.LostKeys.Outcome;
import dev.keyferry.server.stopped.Recovery;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostKeysTest extends LostCase {
    private static final GatewayName SECOND = new GatewayName("gw-3");
    private static final GatewayName NEW_HOST = new GatewayName("gw-2");

    private final LostKeys lost = new LostKeys(random, clock);
    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private Keyed keyed;
    private Keyed removed;

    @BeforeEach
    void deploy() throws InterruptedException {
        try (KeyferryServer server = start()) {
            createBerlin(server, edgeKey);
            enrol(server, REMOTE, edgeKey);
            keyed = withKey(server, "acme");
            removed = withKey(server, "bolt");
            server.useCases()
                    .removePsk()
                    .remove(caller(), removed.account(), removed.tunnel(), Mode.APPLY);
        }
    }

    @Test
    void whatFollowsFromAnotherKeyIsAgainAsItWas() throws Exception {
        byte[] record = SecretFile.read(DataDirectory.recordKey(directory(), BERLIN));
        byte[] audit = SecretFile.read(DataDirectory.auditKey(directory()));
        lose("record-berlin.key", "audit.key");

        Outcome outcome = lost.derive(place());

        assertThat(outcome.files())
                .containsEntry("record-berlin.key", Fate.DERIVED)
                .containsEntry("audit.key", Fate.DERIVED)
                .containsEntry("fingerprint.key", Fate.THERE)
                .containsEntry("record-default.key", Fate.THERE);
        assertThat(SecretFile.read(DataDirectory.recordKey(directory(), BERLIN))).isEqualTo(record);
        assertThat(SecretFile.read(DataDirectory.auditKey(directory()))).isEqualTo(audit);
        try (KeyferryServer server = start()) {
            assertReads(gateway(server, REMOTE), KEY);
        }
    }

    /** It follows from no key that is there, and nothing is made without a word. */
    @Test
    void aRecordKeyThatFollowsFromNoneIsMadeAnewOnlyWhereTheDatabaseIsTrusted() throws Exception {
        // It follows from a fingerprint key that is not there any more.
        lose("fingerprint.key");
        lost.renew(place(), Map.of(BERLIN, edgeKey.publicKey()));
        try (KeyferryServer server = start()) {
            enrol(server, SECOND, edgeKey);
        }
        lose("record-berlin.key");
        assertNamesTheCommand();
        moveAwayWhatWasMadeInVain();

        Outcome told = lost.derive(place());

        assertThat(told.files()).containsEntry("record-berlin.key", Fate.LOST);
        assertNamesTheCommand();
        moveAwayWhatWasMadeInVain();

        Outcome renewed = lost.renew(place(), Map.of());

        assertThat(renewed.files()).containsEntry("record-berlin.key", Fate.RENEWED);
        assertThat(renewed.signed()).isEqualTo(1);
        assertThat(renewed.gateways()).extracting(Gateway::name).containsExactly(SECOND);
        assertThat(renewed.tokens()).isEmpty();
        try (KeyferryServer server = start()) {
            assertThat(server.useCases().gateways().feeds().feed(SECOND)).isEmpty();
            enrol(server, NEW_HOST, edgeKey);
            TestGateway host = gateway(server, NEW_HOST);
            assertReads(host, KEY);
            assertThat(host.records()).containsOnlyKeys(keyed.tunnel());
            assertThat(version(host, keyed)).isEqualTo(1);
            set(server, removed, NEXT);
            host.pull(Optional.of(opener(edgeKey, BERLIN)));
            assertThat(version(host, removed)).isEqualTo(3);
            assertThat(audited(server, "RENEW_KEYS"))
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.source()).isEqualTo("recover"));
        }
        assertAuditIsWhole();
        assertThat(lost.derive(place()).has(Fate.LOST)).isFalse();
    }

    @Test
    void aFingerprintKeyIsMadeAnewAndEndsTokensAndGateways() throws Exception {
        try (KeyferryServer server = start()) {
            makeToken(server, "ci", Terms.State.ACTIVE);
        }
        new Recovery(random, clock).preferStore(place());
        lose("fingerprint.key");
        assertNamesTheCommand();

        Outcome renewed = lost.renew(place(), Map.of(BERLIN, edgeKey.publicKey()));

        assertThat(renewed.files())
                .containsEntry("fingerprint.key", Fate.RENEWED)
                .containsEntry("record-berlin.key", Fate.THERE)
                .containsEntry("audit.key", Fate.THERE);
        assertThat(renewed.signed()).isZero();
        assertThat(renewed.gateways()).extracting(Gateway::name).containsExactly(REMOTE);
        assertThat(renewed.tokens()).hasSize(1);
        try (KeyferryServer server = start()) {
            assertThat(server.useCases().tokens().read().list(Optional.empty())).isEmpty();
            assertThat(server.useCases().gateways().feeds().feed(REMOTE)).isEmpty();
            assertThatThrownBy(() -> enrol(server, REMOTE, edgeKey))
                    .isInstanceOf(Refusal.Conflict.class)
                    .hasMessageContaining("revoked");
            enrol(server, NEW_HOST, edgeKey);
            TestGateway host = gateway(server, NEW_HOST);
            assertReads(host, KEY);
            // The fingerprint of before equals none of now, so it never counts as the same key.
            set(server, keyed, KEY);
            host.pull(Optional.of(opener(edgeKey, BERLIN)));
            assertThat(version(host, keyed)).isGreaterThan(1);
        }
        assertAuditIsWhole();
        new Recovery(random, clock).plan(place(), List.of());
    }

    /** Whoever can write to the database could have put a key of his own there. */
    @Test
    void noEdgeKeyIsBelievedOnTheDatabasesWord() throws Exception {
        lose("fingerprint.key");

        assertThatThrownBy(() -> lost.renew(place(), Map.of()))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        e ->
                                assertThat(e.getMessage())
                                        .contains("berlin", edgeKey.publicKey().id().value()));
        for (EdgeId edge : List.of(BERLIN, new EdgeId("paris"))) {
            EdgePublicKey other =
                    edge.equals(BERLIN)
                            ? EdgePrivateKey.generate().publicKey()
                            : edgeKey.publicKey();
            assertThatThrownBy(() -> lost.renew(place(), Map.of(edge, other)))
                    .isInstanceOf(StartRefused.class);
        }

        assertThat(keyFile("fingerprint.key")).doesNotExist();
        assertNamesTheCommand();
    }

    @Test
    void allKeysAtOnceAreMadeAnewButForTheEmbeddedOneWhichIsGivenUpByItself() throws Exception {
        lose(
                "fingerprint.key",
                "audit.key",
                "record-berlin.key",
                "record-default.key",
                "edge-default.key");

        Outcome renewed = lost.renew(place(), Map.of(BERLIN, edgeKey.publicKey()));

        assertThat(renewed.files().values()).containsOnly(Fate.RENEWED);
        // As if it had ended before the files were written.
        lose("fingerprint.key", "audit.key", "record-berlin.key", "record-default.key");
        Outcome again = lost.renew(place(), Map.of(BERLIN, edgeKey.publicKey()));
        assertThat(again.files()).isEqualTo(renewed.files());
        assertThat(renewed.gateways()).hasSize(1);
        assertThat(again.gateways()).isEmpty();
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        StartRefused.class, e -> assertThat(e.hint()).contains("edge-key"));
        new LostEdgeKey(random, clock).abandon(place(), EdgeId.DEFAULT, Optional.empty());
        try (KeyferryServer server = start()) {
            enrol(server, NEW_HOST, edgeKey);
            assertReads(gateway(server, NEW_HOST), KEY);
        }
        assertAuditIsWhole();
    }

    @Test
    void nothingIsDoneWhereNothingIsLostOrAKeyIsAnothers() throws Exception {
        Outcome outcome = lost.renew(place(), Map.of());
        assertThat(outcome.files().values()).containsOnly(Fate.THERE);
        assertThat(outcome.gateways()).isEmpty();
        try (KeyferryServer server = start()) {
            assertThat(audited(server, "RENEW_KEYS")).isEmpty();
        }
        Files.copy(
                keyFile("record-default.key"),
                keyFile("record-berlin.key"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        assertThatThrownBy(() -> lost.renew(place(), Map.of()))
                .hasMessageContaining("is not the key of its edge's records");
    }

    @Test
    void aKeyFileOfAnotherDeploymentOrADamagedOneIsNamed() throws Exception {
        lose("audit.key");
        byte[] right = Files.readAllBytes(keyFile("fingerprint.key"));
        Files.write(keyFile("fingerprint.key"), FingerprintKey.generate(random).encode());
        assertThatThrownBy(() -> lost.derive(place()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("fingerprint.key is not the one of this database");

        Files.write(keyFile("fingerprint.key"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> lost.derive(place()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("fingerprint.key is damaged");

        assertThat(keyFile("audit.key")).doesNotExist();
        Files.write(keyFile("fingerprint.key"), right);
        assertThat(lost.derive(place()).files()).containsEntry("audit.key", Fate.DERIVED);
    }

    /** A server of a shared database makes what the edge would have if it were new. */
    private void moveAwayWhatWasMadeInVain() throws IOException {
        if (Files.exists(keyFile("record-berlin.key"))) {
            assertThatThrownBy(() -> lost.derive(place()))
                    .isInstanceOfSatisfying(
                            StartRefused.class,
                            e -> assertThat(e.hint()).contains("move the file away"));
            lose("record-berlin.key");
        }
    }

    private void assertReads(TestGateway gateway, String key) throws InterruptedException {
        gateway.pull(Optional.of(opener(edgeKey, BERLIN)));
        assertThat(gateway.keys()).containsEntry(keyed.tunnel(), key);
    }

    private void assertNamesTheCommand() {
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        e -> assertThat(e.hint()).contains("keyferry recover keys"));
    }

    private void lose(String... files) throws IOException {
        for (String file : files) {
            Files.delete(keyFile(file));
        }
    }
}
