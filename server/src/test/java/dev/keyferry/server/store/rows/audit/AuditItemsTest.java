package dev.keyferry.server.store.rows.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.InterfaceAddress;
import dev.keyferry.server.domain.tunnel.InterfaceAddress6;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.domain.tunnel.bgp.Asn;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import dev.keyferry.server.domain.tunnel.bgp.FilterId;
import dev.keyferry.server.domain.tunnel.bgp.Md5Key;
import dev.keyferry.server.domain.tunnel.bgp.Prefix;
import dev.keyferry.server.usecase.port.Effect;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditItemsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final IkeIdentity ONE = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "one.example");
    private static final IkeIdentity TWO = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "two.example");
    private static final TunnelParameters PLAIN = Deployed.parameters("t");
    private static final HealthCheck CHECK = HealthCheck.DEFAULT;
    private static final Bgp BGP =
            new Bgp(new Asn(1), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void coversEveryParameterOfATunnel() throws Exception {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("name", new TunnelName("u"));
        others.put("cloudflareEndpoint", new IpAddress("203.0.113.2"));
        others.put("customerEndpoint", Optional.of(new IpAddress("198.51.100.7")));
        others.put("interfaceAddress", new InterfaceAddress("10.0.0.3/31"));
        others.put("interfaceAddress6", Optional.of(new InterfaceAddress6("2001:db8::/127")));
        others.put("description", Optional.of(new Description("")));
        others.put("replayProtection", ReplayProtection.ON);
        others.put("allowNullCipher", NullCipher.ALLOWED);
        others.put("automaticReturnRouting", ReturnRouting.AUTOMATIC);
        others.put("healthCheck", with(CHECK, "rate", HealthCheck.Rate.LOW));
        others.put("bgp", Optional.of(BGP));
        // What is given of identities is among all those of the far side, which have their own
        // test.
        assertCovers(PLAIN, others, Set.of("farIdentities"), AuditItemsTest::created);
    }

    @Test
    void coversEveryPartOfAHealthCheck() throws Exception {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("activity", HealthCheck.Activity.DISABLED);
        others.put("rate", HealthCheck.Rate.LOW);
        others.put("type", HealthCheck.Type.REQUEST);
        others.put("direction", HealthCheck.Direction.BIDIRECTIONAL);
        others.put("target", Optional.of(new IpAddress("198.51.100.7")));
        assertCovers(CHECK, others, Set.of(), check -> created(with(PLAIN, "healthCheck", check)));
    }

    @Test
    void coversEveryPartOfABgpSessionButNotWhichKeyItHas() throws Exception {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("customerAsn", new Asn(2));
        others.put("extraPrefixes", List.of(new Prefix("10.20.0.0/16")));
        others.put("importFilter", Optional.of(new FilterId("f")));
        others.put("exportFilter", Optional.of(new FilterId("f")));
        others.put("md5Key", Optional.of(new Md5Key("one")));
        assertCovers(BGP, others, Set.of(), AuditItemsTest::created);
        assertThat(created(with(BGP, "md5Key", Optional.of(new Md5Key("one")))))
                .isEqualTo(created(with(BGP, "md5Key", Optional.of(new Md5Key("two")))));
    }

    @Test
    void coversWhoseATunnelIsAndWhereItEnds() throws Exception {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("id", new TunnelId("c".repeat(32)));
        others.put("account", new AccountId("c".repeat(32)));
        others.put("edge", new EdgeId("second"));
        assertCovers(
                tunnel(PLAIN),
                others,
                Set.of("number", "parameters", "createdOn", "modifiedOn", "key"),
                tunnel -> created(tunnel));
    }

    @Test
    void coversEveryIdentityInWhateverOrderTheyCome() {
        Tunnel tunnel = tunnel(PLAIN);
        IkeIdentity otherType = new IkeIdentity(IkeIdentity.Type.KEYID, ONE.hex());
        assertThat(created(tunnel, ONE, TWO)).isEqualTo(created(tunnel, TWO, ONE));
        assertThat(
                        List.of(
                                created(tunnel),
                                created(tunnel, ONE),
                                created(tunnel, TWO),
                                created(tunnel, ONE, TWO),
                                created(tunnel, otherType)))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsAChangeFromACreationAndByWhatItLeaves() throws Exception {
        Tunnel before = tunnel(PLAIN);
        Tunnel after = tunnel(with(PLAIN, "name", new TunnelName("new")));
        assertThat(
                        List.of(
                                created(before),
                                updated(before, before),
                                updated(before, after),
                                updated(before, after, ONE)))
                .doesNotHaveDuplicates();
        assertThat(updated(before, after)).isEqualTo(updated(after, after));
    }

    private interface Hash<R> {
        Bytes of(R value) throws ReflectiveOperationException;
    }

    /**
     * Asserts that every component tells two hashes apart.
     *
     * @param others another value of each component
     * @param elsewhere components that the hash does not take from here
     */
    private static <R extends Record> void assertCovers(
            R whole, Map<String, Object> others, Set<String> elsewhere, Hash<R> hash)
            throws ReflectiveOperationException {
        assertThat(Arrays.stream(whole.getClass().getRecordComponents()))
                .extracting(RecordComponent::getName)
                .filteredOn(name -> !elsewhere.contains(name))
                .containsExactlyInAnyOrderElementsOf(others.keySet());
        List<Bytes> hashes = new ArrayList<>(List.of(hash.of(whole)));
        for (Map.Entry<String, Object> other : others.entrySet()) {
            hashes.add(hash.of(with(whole, other.getKey(), other.getValue())));
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    /** The same record with another component. */
    @SuppressWarnings("unchecked")
    private static <R extends Record> R with(R whole, String component, Object value)
            throws ReflectiveOperationException {
        RecordComponent[] components = whole.getClass().getRecordComponents();
        List<Object> values = new ArrayList<>();
        for (RecordComponent each : components) {
            values.add(each.getName().equals(component) ? value : each.getAccessor().invoke(whole));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (R) whole.getClass().getDeclaredConstructor(types).newInstance(values.toArray());
    }

    private static Tunnel tunnel(TunnelParameters parameters) {
        return new Tunnel(
                new TunnelId("b".repeat(32)),
                new AccountId("a".repeat(32)),
                new AccountNumber(1000),
                EdgeId.DEFAULT,
                parameters,
                NOON,
                NOON,
                Optional.empty());
    }

    private static Bytes created(Bgp bgp) throws ReflectiveOperationException {
        return created(with(PLAIN, "bgp", Optional.of(bgp)));
    }

    private static Bytes created(TunnelParameters parameters) {
        return created(tunnel(parameters));
    }

    private static Bytes created(Tunnel tunnel, IkeIdentity... identities) {
        return AuditItems.of(List.of(new Effect.TunnelCreated(tunnel, List.of(identities)))).hash();
    }

    private static Bytes updated(Tunnel before, Tunnel after, IkeIdentity... identities) {
        return AuditItems.of(List.of(new Effect.TunnelUpdated(before, after, List.of(identities))))
                .hash();
    }
}
