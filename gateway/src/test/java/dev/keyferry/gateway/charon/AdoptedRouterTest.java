package dev.keyferry.gateway.charon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.GatewayLab;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.IkeSa;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rules 1 and 3 for identities beside the generated ones, with records that a control plane signed
 * which refuses nothing.
 */
final class AdoptedRouterTest {
    private static final TestTunnel ADOPTED = TestTunnel.of(1);
    private static final TestTunnel OTHER = new TestTunnel(2, 2);
    private static final String KEY = "the key of the adopted router";
    private static final String OTHER_KEY = "the key of another tenant";

    private GatewayLab lab;
    private Router stock;
    private Router modified;

    @BeforeEach
    void open() {
        lab = new GatewayLab();
        stock = lab.stockRouter("stock");
        modified = lab.modifiedRouter("modified");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** How a router may name itself that cannot be changed. */
    enum Form {
        IPV4(IkeIdentity.Type.IPV4, "0a090807"),
        IPV6(IkeIdentity.Type.IPV6, "20010db8000000000000000000000007"),
        FQDN(IkeIdentity.Type.FQDN, hex("Branch-7.example")),
        EMAIL(IkeIdentity.Type.EMAIL, hex("vpn@branch.example")),
        FQDN_NO_TEXT(IkeIdentity.Type.FQDN, "6272fc636b65"),
        KEYID(IkeIdentity.Type.KEYID, "00ff2a"),
        KEYID_TEXT(IkeIdentity.Type.KEYID, hex("Branch-7")),
        /** As long as a SHA-1 hash. */
        KEYID_OF_20_LETTERS(IkeIdentity.Type.KEYID, hex("Branch-of-20-letters")),
        DN(
                IkeIdentity.Type.DN,
                HexFormat.of().formatHex(new X500Principal("CN=Branch 7,O=Acme").getEncoded())),
        /** Of attributes that have no short name anywhere, and of one value that looks like two. */
        DN_UNUSUAL(
                IkeIdentity.Type.DN,
                HexFormat.of()
                        .formatHex(
                                new X500Principal("1.2.3.4=#0c0162,O=\"Acme, OU=x\"")
                                        .getEncoded())),
        CUSTOM_FQDN(IkeIdentity.Type.FQDN, hex(custom(ADOPTED)));

        private final IkeIdentity.Type type;
        private final String hex;

        Form(IkeIdentity.Type type, String hex) {
            this.type = type;
            this.hex = hex;
        }

        private IkeIdentity identity() {
            return new IkeIdentity(type, hex);
        }

        private static String hex(String text) {
            return IkeIdentity.ofText(IkeIdentity.Type.KEYID, text).hex();
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void keyOpensTheTunnelOfARouterThatNamesItselfSoAndNoOtherDoes(Form form) {
        LabTunnel tunnel = tunnel(form.identity());
        lab.startAgent();
        lab.awaitCovered(setKey(OTHER, OTHER_KEY));
        lab.awaitCovered(setKey(ADOPTED, KEY, form.identity()));

        assertOpens(tunnel, KEY, Opening.YES);
        assertOpens(tunnel, OTHER_KEY, Opening.NO);
    }

    @Test
    void laterClaimOfAnIdentityOpensNothingUntilTheFirstIsGone() {
        IkeIdentity name = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "branch.example");
        IkeIdentity sameName = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "BRANCH.example");
        LabTunnel tunnel = tunnel(name);
        lab.startAgent();
        lab.awaitCovered(setKey(ADOPTED, KEY, name));

        lab.awaitCovered(setKey(OTHER, OTHER_KEY, sameName));

        assertExcepted(OTHER, TunnelException.Kind.IDENTITY_TAKEN);
        assertOpens(tunnel, KEY, Opening.YES);
        assertOpens(tunnel, OTHER_KEY, Opening.NO);

        lab.awaitCovered(remove(ADOPTED, name));
        lab.awaitTrue(() -> lab.secretIds().equals(List.of(lab.secretId(OTHER))));
        assertOpens(tunnel, OTHER_KEY, Opening.YES);
        assertThat(lab.feed.lastReport().orElseThrow().exceptions()).isEmpty();
    }

    @Test
    void anotherTunnelsGeneratedIdentityIsNobodysToClaim() {
        LabTunnel victim = lab.keyIdTunnel(stock, ADOPTED);
        lab.startAgent();
        lab.awaitCovered(lab.setKey(ADOPTED, 1, KEY));

        lab.awaitCovered(setKey(OTHER, OTHER_KEY, ADOPTED.identities().all().getFirst()));

        assertExcepted(OTHER, TunnelException.Kind.NOT_AUTHENTIC);
        assertThat(lab.secretIds()).containsExactly(lab.secretId(ADOPTED));
        assertOpens(victim, KEY, Opening.YES);
        assertOpens(victim, OTHER_KEY, Opening.NO);
    }

    /**
     * The gateway's own identity among the owners of a key would let that key open every tunnel.
     */
    @ParameterizedTest
    @EnumSource(Own.class)
    void gatewaysOwnNameOrAddressOpensNothing(Own own) {
        LabTunnel victim = lab.keyIdTunnel(stock, ADOPTED);
        lab.startAgent();
        lab.awaitCovered(lab.setKey(ADOPTED, 1, KEY));

        lab.awaitCovered(setKey(OTHER, OTHER_KEY, own.identity(address())));

        assertExcepted(OTHER, TunnelException.Kind.RESERVED_IDENTITY);
        assertThat(lab.secretIds()).containsExactly(lab.secretId(ADOPTED));
        assertOpens(victim, KEY, Opening.YES);
        assertOpens(victim, OTHER_KEY, Opening.NO);
    }

    /** What is the gateway's own, in the types in which somebody might claim it. */
    enum Own {
        NAME(IkeIdentity.Type.FQDN),
        NAME_AS_KEY_ID(IkeIdentity.Type.KEYID),
        ADDRESS(IkeIdentity.Type.IPV4),
        ADDRESS_AS_KEY_ID(IkeIdentity.Type.KEYID);

        private final IkeIdentity.Type type;

        Own(IkeIdentity.Type type) {
            this.type = type;
        }

        private IkeIdentity identity(String address) {
            return switch (this) {
                case NAME, NAME_AS_KEY_ID -> IkeIdentity.ofText(type, "GW.example");
                case ADDRESS -> new IkeIdentity(type, hexOf(address));
                case ADDRESS_AS_KEY_ID -> IkeIdentity.ofText(type, address);
            };
        }
    }

    @Test
    void gatewayTellsItsNamesAndAddresses() {
        lab.keyIdTunnel(stock, ADOPTED);
        lab.startAgent();
        lab.awaitCovered(lab.setKey(ADOPTED, 1, KEY));

        lab.awaitTrue(() -> !lab.feed.lastReport().orElseThrow().names().texts().isEmpty());
        assertThat(lab.feed.lastReport().orElseThrow().names().texts())
                .contains("gw.example", address())
                .doesNotContain("%any", ADOPTED.identities().keyId());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void liveSaOfAnAdoptedRouterEndsWithItsKey(Form form) {
        LabTunnel tunnel = tunnel(form.identity());
        lab.startAgent();
        lab.awaitCovered(setKey(ADOPTED, KEY, form.identity()));
        up(tunnel, KEY);
        assertThat(lab.gateway.charon().client().sas())
                .singleElement()
                .extracting(sa -> PrintedIdentity.read(sa.remoteId()))
                .isEqualTo(PrintedIdentity.of(form.identity()));

        lab.awaitCovered(remove(ADOPTED, form.identity()));

        assertThat(lab.gateway.charon().client().sas()).isEmpty();
    }

    /** A charon tells the two apart and prints them alike, so ending one would end the other. */
    @ParameterizedTest
    @CsvSource({
        "KEYID, 6272616e63682d37, FQDN, 4272616e63682d37",
        "EMAIL, 6272616e63682d37, KEYID, 4272616e63682d37",
        "KEYID, 00ff2a, FQDN, 30303a66663a3261",
        "KEYID, 31302e392e382e37, IPV4, 0a090807",
    })
    void endOfATunnelIsNeverThatOfOneWhoseIdentityIsPrintedAlike(
            IkeIdentity.Type type, String hex, IkeIdentity.Type other, String otherHex) {
        IkeIdentity name = new IkeIdentity(type, hex);
        IkeIdentity alike = new IkeIdentity(other, otherHex);
        LabTunnel tunnel = tunnel(name);
        lab.startAgent();
        lab.awaitCovered(setKey(ADOPTED, KEY, name));
        up(tunnel, KEY);

        lab.awaitCovered(setKey(OTHER, OTHER_KEY, alike));
        assertExcepted(OTHER, TunnelException.Kind.IDENTITY_TAKEN);
        lab.awaitCovered(remove(OTHER, alike));

        assertThat(lab.secretIds()).containsExactly(lab.secretId(ADOPTED));
        assertThat(lab.gateway.charon().client().sas()).hasSize(1);
    }

    @Test
    void endOfATunnelIsNotThatOfTheNextWithItsIdentityEvenAfterARestart() {
        IkeIdentity name = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "branch.example");
        LabTunnel tunnel = tunnel(name);
        lab.startAgent();
        lab.awaitCovered(setKey(ADOPTED, KEY, name));
        lab.awaitCovered(remove(ADOPTED, name));
        lab.awaitCovered(setKey(OTHER, OTHER_KEY, name));
        up(tunnel, OTHER_KEY);
        List<Long> live = uniqueIds();

        lab.stopAgent();
        TunnelRecord next = lab.setKey(TestTunnel.of(3), 1, "a key that comes after the restart");
        lab.startAgent();
        lab.awaitCovered(next);
        lab.awaitAll();

        assertThat(uniqueIds()).isEqualTo(live);
    }

    @Test
    void nextTunnelsKeyWaitsUntilTheSasOfTheFormerHaveEnded() {
        IkeIdentity name = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "branch.example");
        LabTunnel tunnel = tunnel(name);
        lab.startAgent();
        lab.awaitCovered(setKey(ADOPTED, KEY, name));
        up(tunnel, KEY);

        // What is loaded after a start is loaded newest first: the next tunnel before the former.
        lab.stopAgent();
        remove(ADOPTED, name);
        TunnelRecord next = setKey(OTHER, OTHER_KEY, name);
        lab.startAgent();
        lab.awaitCovered(next);

        assertThat(uniqueIds()).isEmpty();
        up(tunnel, OTHER_KEY);
    }

    private void up(LabTunnel tunnel, String key) {
        stock.load(tunnel, GatewayLab.bytes(key));
        assertThat(stock.initiate(tunnel, GatewayLab.SOON).isUp()).isTrue();
    }

    private List<Long> uniqueIds() {
        return lab.gateway.charon().client().sas().stream().map(IkeSa::uniqueId).toList();
    }

    private enum Opening {
        YES,
        NO
    }

    private void assertOpens(LabTunnel tunnel, String key, Opening expected) {
        for (Router router : List.of(stock, modified)) {
            LabTunnel tried =
                    LabTunnel.between(lab.gateway, router, tunnel.gatewayId(), tunnel.routerId());
            router.load(tried, GatewayLab.bytes(key));
            assertThat(router.initiate(tried, GatewayLab.SOON).isUp())
                    .as("%s with %s", router.host().name(), key)
                    .isEqualTo(expected == Opening.YES);
            router.terminate(tried);
        }
    }

    private void assertExcepted(TestTunnel tunnel, TunnelException.Kind kind) {
        lab.awaitTrue(() -> !lab.feed.lastReport().orElseThrow().exceptions().isEmpty());
        assertThat(lab.feed.lastReport().orElseThrow().exceptions())
                .singleElement()
                .satisfies(exception -> {
                    assertThat(exception.tunnel()).isEqualTo(tunnel.id());
                    assertThat(exception.kind()).isEqualTo(kind);
                });
    }

    private LabTunnel tunnel(IkeIdentity identity) {
        LabTunnel tunnel =
                LabTunnel.between(
                        lab.gateway,
                        stock,
                        GatewayLab.GATEWAY_ID,
                        new IkeId(identity.type().charonName() + ":#" + identity.hex()));
        lab.gateway.load(tunnel);
        return tunnel;
    }

    private TunnelRecord setKey(TestTunnel tunnel, String key, IkeIdentity... extra) {
        return lab.feed.put(
                lab.edge, revision -> lab.edge.key(revision, binding(tunnel, 1, extra), key));
    }

    private TunnelRecord remove(TestTunnel tunnel, IkeIdentity... extra) {
        return lab.feed.put(
                lab.edge, revision -> lab.edge.gone(revision, binding(tunnel, 2, extra)));
    }

    private KeyBinding binding(TestTunnel tunnel, long version, IkeIdentity... extra) {
        List<IkeIdentity> identities = new ArrayList<>(tunnel.identities().all());
        identities.addAll(List.of(extra));
        identities.sort(null);
        return lab.edge.binding(tunnel, version, identities);
    }

    private String address() {
        return lab.gateway.host().internetAddress();
    }

    private static String hexOf(String address) {
        return IkeId.ipv4(address).text().substring("ipv4:#".length());
    }

    private static String custom(TestTunnel tunnel) {
        return "branch." + tunnel.accountNumber() + ".custom." + IkeDomain.DEFAULT;
    }
}
