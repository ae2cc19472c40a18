package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.store.rows.identity.IdentityList;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this version does with the database of the first one. */
class MigrationTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @TempDir private Path directory;

    @BeforeEach
    void makeAnOldDatabase() throws Exception {
        OldDatabase.make(file(), StoreFixture.EDGE_KEY.publicKey());
    }

    @Test
    void isCurrentAfterwards() throws Exception {
        assertThat(Schema.form(SqliteSources.writer(file()))).isNotEqualTo(Schema.Form.CURRENT);
        StoreFixture.open(file()).close();
        assertThat(Schema.form(SqliteSources.writer(file()))).isEqualTo(Schema.Form.CURRENT);
    }

    @Test
    void keepsTunnelsAndTheirKeys() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            List<Tunnel> tunnels =
                    store.store()
                            .tunnels()
                            .find(
                                    OldDatabase.ACCOUNT,
                                    store.store().tunnels().ids(OldDatabase.ACCOUNT));
            assertThat(tunnels)
                    .extracting(Tunnel::id)
                    .containsExactly(OldDatabase.BERLIN, OldDatabase.BONN);
            Tunnel berlin = tunnels.getFirst();
            assertThat(berlin.parameters().customerEndpoint())
                    .contains(new IpAddress("198.51.100.7"));
            assertThat(berlin.parameters().description()).contains(new Description("the office"));
            assertThat(berlin.key().orElseThrow().version()).isEqualTo(new PskVersion(3));
            assertThat(tunnels.getLast().key()).isEmpty();
            assertThat(store.number("SELECT count(*) FROM psk_version")).isEqualTo(4);
        }
    }

    @Test
    void keepsWhatGatewaysAreToKnow() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            Stretch all = store.store().records().after(EdgeId.DEFAULT, Revision.NONE);
            assertThat(all.records())
                    .extracting(TunnelRecord::revision)
                    .containsExactly(new Revision(3), new Revision(4));
            assertThat(all.tombstoneFloor()).isEqualTo(new Revision(1));
            assertThat(all.dataKeys()).hasSize(1);
            assertThat(all.records())
                    .allSatisfy(record ->
                            assertThat(record.binding().identities())
                                    .isEqualTo(generated(record.binding())));
        }
    }

    @Test
    void givesAnOldTunnelThePublicDefaults() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            for (Tunnel tunnel :
                    store.store()
                            .tunnels()
                            .find(
                                    OldDatabase.ACCOUNT,
                                    store.store().tunnels().ids(OldDatabase.ACCOUNT))) {
                TunnelParameters parameters = tunnel.parameters();
                assertThat(parameters.interfaceAddress6()).isEmpty();
                assertThat(parameters.replayProtection()).isEqualTo(ReplayProtection.OFF);
                assertThat(parameters.allowNullCipher()).isEqualTo(NullCipher.REFUSED);
                assertThat(parameters.automaticReturnRouting()).isEqualTo(ReturnRouting.MANUAL);
                assertThat(parameters.healthCheck()).isEqualTo(HealthCheck.DEFAULT);
                assertThat(parameters.bgp()).isEmpty();
                assertThat(parameters.farIdentities()).isEqualTo(FarIdentities.NONE);
            }
        }
    }

    @Test
    void goesOnWithTheAuditOfAServerThatKeptNoItems() throws Exception {
        OldDatabase.auditAsVersion16(file());
        try (StoreFixture store = StoreFixture.open(file())) {
            store.account();
            assertThat(AuditChains.verdict(store.engine()))
                    .isInstanceOfSatisfying(
                            AuditVerdict.Whole.class,
                            whole -> {
                                assertThat(whole.records()).isEqualTo(2);
                                assertThat(whole.withoutItems()).isEqualTo(1);
                            });
            AuditQuery all =
                    new AuditQuery(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            AuditQuery.Order.OLDEST_FIRST);
            List<AuditRecord> records =
                    store.store().audit().page(all, new AuditQuery.Stretch(0, 10));
            assertThat(records.getFirst().items()).isEmpty();
            assertThat(records.getLast().items()).isPresent();
        }
    }

    @Test
    void goesOnFromTheVersionAndTheRevisionThatAnOldKeyHas() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            store.set(OldDatabase.ACCOUNT, List.of(entry(OldDatabase.BERLIN, KEY)));
            Tunnel.Key key =
                    store.store()
                            .tunnels()
                            .find(OldDatabase.ACCOUNT, OldDatabase.BERLIN)
                            .flatMap(Tunnel::key)
                            .orElseThrow();
            assertThat(key.version()).isEqualTo(new PskVersion(4));
            assertThat(key.revision()).isEqualTo(new Revision(5));
            store.delete(OldDatabase.ACCOUNT, OldDatabase.BERLIN);
            assertThat(store.number("SELECT tunnels FROM account")).isEqualTo(1);
        }
    }

    @Test
    void givesAnOldAccountTheDefaultPolicy() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            assertThat(store.store().accounts().all())
                    .isNotEmpty()
                    .allMatch(account -> account.pskPolicy().equals(PskPolicy.DEFAULT));
        }
    }

    @Test
    void countsKeysThatWereSetBefore() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            List<TunnelId> all = List.of(OldDatabase.BERLIN, OldDatabase.BONN);
            assertThat(store.store().tunnels().withSameKey(OldDatabase.ACCOUNT, all))
                    .isEqualTo(Map.of(OldDatabase.BERLIN, 0));
            assertThat(store.number("SELECT count(*) FROM record WHERE fingerprint IS NOT NULL"))
                    .isOne();
        }
    }

    @Test
    void remembersRequestsFromNowOn() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            RequestMark mark =
                    new RequestMark(
                            Bytes.copyOf(new byte[RequestMark.BYTES]),
                            Bytes.copyOf(new byte[RequestMark.BYTES]));
            List<TunnelId> first = store.createNamed(OldDatabase.ACCOUNT, "new", mark);
            assertThat(store.createNamed(OldDatabase.ACCOUNT, "new", mark)).isEqualTo(first);
        }
    }

    @Test
    void keepsNoTokenThatHasNoMac() throws Exception {
        OldDatabase.putTokenAsVersion7(file());
        try (StoreFixture store = StoreFixture.open(file())) {
            assertThat(store.store().tokens().of(Optional.empty())).isEmpty();
            assertThat(store.number("SELECT count(*) FROM token")).isZero();
        }
    }

    @Test
    void keepsWhatRequestsDidAndWhoseTheyWere() throws Exception {
        TunnelId deleted = new TunnelId("de".repeat(16));
        OldDatabase.rememberAsVersion7(file(), OldDatabase.BERLIN, deleted);
        try (StoreFixture store = StoreFixture.open(file())) {
            for (int request = 0; request < 2; request++) {
                RequestMark mark = OldDatabase.mark(request);
                assertThatThrownBy(() -> store.createNamed(OldDatabase.ACCOUNT, "new", mark(mark)))
                        .isInstanceOf(Refusal.Conflict.class);
            }
            assertThat(store.number("SELECT count(*) FROM idempotency WHERE account = 1000"))
                    .isOne();
        }
    }

    @Test
    void keepsIdentitiesAsPrintedAndOfTwoAlikeTheOlderTunnels() throws Exception {
        IkeIdentity name = new IkeIdentity(IkeIdentity.Type.DN, "300c310a30080603550403130141");
        IkeIdentity alike = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "site");
        OldDatabase.fillAsVersion9(
                file(),
                List.of(
                        "UPDATE tunnel SET created_at = 4 WHERE name = 'bonn'",
                        "INSERT INTO identity VALUES ('default', 'FQDN', x'%s', x'%s')"
                                .formatted(alike.hex(), OldDatabase.BONN),
                        "INSERT INTO identity VALUES ('default', 'KEYID', x'%s', x'%s')"
                                .formatted(hex("Site"), OldDatabase.BERLIN),
                        "INSERT INTO identity VALUES ('default', 'IPV4', x'0a090807', x'%s')"
                                .formatted(OldDatabase.BONN),
                        // As the table had it: neither the type nor the bytes of the name.
                        "INSERT INTO identity VALUES ('default', 'DN', x'0355040301', x'%s')"
                                .formatted(OldDatabase.BONN),
                        "UPDATE tunnel SET explicit_identities = x'%s' WHERE name = 'bonn'"
                                .formatted(
                                        HexFormat.of()
                                                .formatHex(
                                                        IdentityList.encode(
                                                                List.of(name, alike))))));
        try (StoreFixture store = StoreFixture.open(file())) {
            assertThat(owner(store, "site")).isEqualTo(OldDatabase.BERLIN);
            assertThat(owner(store, "10.9.8.7")).isEqualTo(OldDatabase.BONN);
            assertThat(owner(store, PrintedIdentity.of(name).text())).isEqualTo(OldDatabase.BONN);
            assertThat(owner(store, "1000_" + OldDatabase.BERLIN)).isEqualTo(OldDatabase.BERLIN);
            assertThat(store.number("SELECT count(*) FROM identity")).isEqualTo(5);
        }
    }

    private static TunnelId owner(StoreFixture store, String printed) throws Exception {
        for (TunnelId tunnel : List.of(OldDatabase.BERLIN, OldDatabase.BONN)) {
            String claims =
                    "SELECT count(*) FROM identity WHERE printed = '%s' AND tunnel = x'%s'"
                            .formatted(printed, tunnel);
            if (store.number(claims) == 1) {
                return tunnel;
            }
        }
        throw new AssertionError("nobody has " + printed);
    }

    private static String hex(String text) {
        return IkeIdentity.ofText(IkeIdentity.Type.KEYID, text).hex();
    }

    /** Another request under the same name. */
    private static RequestMark mark(RequestMark stored) {
        return new RequestMark(stored.key(), OldDatabase.mark(2).content());
    }

    private static List<IkeIdentity> generated(KeyBinding binding) {
        return GeneratedIdentities.of(binding.number(), binding.tunnel(), IkeDomain.DEFAULT).all();
    }

    private Path file() {
        return directory.resolve("keyferry.db");
    }
}
