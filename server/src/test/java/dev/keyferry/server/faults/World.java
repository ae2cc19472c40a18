package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server without gateways that listen, whose time stands still, and what calls need: each time
 * another edge, gateway or tunnel. Confined to one thread.
 */
final class World implements AutoCloseable {
    static final SecureRandom RANDOM = new SecureRandom();

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-30T12:00:00Z"));
    private final Deployed deployed;
    private final AccountId account;
    private int made;

    World(Path directory, Engine engine) throws InterruptedException {
        deployed = new Deployed(directory.resolve("data"), LocalGateway.ABSENT, engine, now::get);
        account = deployed.account("acme").id();
    }

    /** An edge with one address. */
    record TestEdge(EdgeId name, EdgePrivateKey key, IpAddress address) {}

    UseCases useCases() {
        return deployed.useCases();
    }

    Store store() {
        return deployed.store();
    }

    GatewayMacs macs() {
        return deployed.gatewayMacs();
    }

    Caller caller() {
        return deployed.caller();
    }

    AccountId account() {
        return account;
    }

    /** Changes something, without anything else. */
    void writeAnything() throws InterruptedException {
        assertThat(deployed.account(name("other"))).isNotNull();
    }

    Instant now() {
        return now.get();
    }

    void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }

    String name(String kind) {
        return kind + "-" + ++made;
    }

    IpAddress address() {
        int number = ++made;
        return new IpAddress("203.0." + number / 250 + "." + (1 + number % 250));
    }

    SentKey key() {
        return Deployed.key(text());
    }

    /** A key that was not there before. */
    String text() {
        return "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg " + ++made;
    }

    RequestMark mark() {
        byte[] bytes = ByteBuffer.allocate(RequestMark.BYTES).putInt(++made).array();
        return new RequestMark(Bytes.copyOf(bytes), Bytes.copyOf(bytes));
    }

    IkeIdentity router() {
        return IkeIdentity.ofText(IkeIdentity.Type.KEYID, name("router"));
    }

    NewTunnel newTunnel(IpAddress address, Optional<SentKey> key, IkeIdentity... explicit) {
        FarIdentities far = new FarIdentities(Optional.empty(), List.of(explicit));
        return new NewTunnel("", Deployed.parameters(name("t"), address.value(), far), key);
    }

    TunnelId tunnel(IpAddress address, Optional<SentKey> key) throws InterruptedException {
        return useCases()
                .createTunnels()
                .create(
                        caller(),
                        account,
                        List.of(newTunnel(address, key)),
                        Mode.APPLY,
                        Optional.empty())
                .tunnels()
                .getFirst()
                .tunnel()
                .id();
    }

    /** A tunnel of the edge {@code default}, which has a key. */
    TunnelId tunnel() throws InterruptedException {
        return tunnel(address(), Optional.of(key()));
    }

    TestEdge edge() throws InterruptedException {
        TestEdge edge =
                new TestEdge(new EdgeId(name("edge")), EdgePrivateKey.generate(), address());
        useCases()
                .edges()
                .create()
                .create(
                        caller(),
                        new NewEdge(edge.name(), edge.key().publicKey(), List.of(edge.address())));
        return edge;
    }

    GatewayName enrolled(TestEdge edge) throws InterruptedException {
        GatewayName gateway = new GatewayName(name("gw"));
        useCases()
                .gateways()
                .enrol()
                .enrol(
                        useCases().gateways().name().name(caller(), gateway, edge.name()).token(),
                        edge.key().publicKey().id(),
                        new Origin("192.0.2.1", caller().request()));
        return gateway;
    }

    Feed feed(GatewayName gateway) {
        return useCases().gateways().feeds().feed(gateway).orElseThrow();
    }

    /** A gateway that has read all that there is. */
    TestGateway read(GatewayName gateway) throws InterruptedException {
        TestGateway reader = new TestGateway(feed(gateway), 'a');
        assertThat(reader.pull(Optional.empty())).isNotNull();
        return reader;
    }

    /** Asserts that a gateway of the edge {@code default} finds this key. */
    void assertOpens(TunnelId tunnel, String key) throws InterruptedException {
        assertOpens(EdgeId.DEFAULT, deployed.opener(), tunnel, key);
    }

    void assertOpens(TestEdge edge, EdgePrivateKey with, TunnelId tunnel, String key)
            throws InterruptedException {
        assertOpens(edge.name(), deployed.opener(edge.name(), with), tunnel, key);
    }

    /** Asserts that the edge has no key of the tunnel. */
    void assertHasNone(EdgeId edge, TunnelId tunnel) throws InterruptedException {
        assertThat(keys(edge)).noneMatch(key -> key.binding().tunnel().equals(tunnel));
    }

    /** Opens what is sealed to the edge's first key. */
    Opener opener(TestEdge edge) {
        return deployed.opener(edge.name(), edge.key());
    }

    RecordKey recordKey(TestEdge edge) {
        return deployed.recordKey(edge.name());
    }

    void assertKnowsItsFleet() throws InterruptedException {
        deployed.assertKnowsItsFleet();
    }

    @Override
    public void close() {
        deployed.close();
    }

    private void assertOpens(EdgeId edge, Opener opener, TunnelId tunnel, String key)
            throws InterruptedException {
        KeyRecord record =
                keys(edge).stream()
                        .filter(one -> one.binding().tunnel().equals(tunnel))
                        .findFirst()
                        .orElseThrow();
        SealedDataKey dataKey =
                stretch(edge).dataKeys().stream()
                        .filter(one -> one.id().equals(record.dataKey()))
                        .findFirst()
                        .orElseThrow();
        Psk opened = opener.open(record, dataKey);
        assertThat(new String(opened.reveal(), StandardCharsets.UTF_8)).isEqualTo(key);
    }

    private List<KeyRecord> keys(EdgeId edge) throws InterruptedException {
        return stretch(edge).records().stream()
                .filter(KeyRecord.class::isInstance)
                .map(KeyRecord.class::cast)
                .toList();
    }

    private Stretch stretch(EdgeId edge) throws InterruptedException {
        return store().records().after(edge, Revision.NONE);
    }
}
