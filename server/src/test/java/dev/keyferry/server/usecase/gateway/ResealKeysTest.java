package dev.keyferry.server.usecase.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.codec.ResealCodec;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.reseal.Resealed.Batch;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.delivery.ToldEdgeKeys;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.edge.ReadEdges.Need;
import dev.keyferry.server.usecase.edge.ResealKeys;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResealKeysTest {
    private static final EdgeId BERLIN = new EdgeId("berlin");
    private static final GatewayName ONE = new GatewayName("gw-1");
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER_KEY = "pW8nA3yLe1SuC5oX9tZd4IgK7qMh6UvB";

    @TempDir private Path directory;

    private final SecureRandom random = new SecureRandom();
    private final EdgePrivateKey former = EdgePrivateKey.generate();
    private final EdgePrivateKey current = EdgePrivateKey.generate();
    private Deployed server;
    private RecordKey recordKey;
    private AccountId account;
    private TunnelId tunnel;

    @BeforeEach
    void setAKeyOnAnEdge() throws InterruptedException {
        Path data = directory.resolve("data");
        server = new Deployed(data, LocalGateway.ABSENT);
        server.useCases()
                .edges()
                .create()
                .create(
                        server.caller(),
                        new NewEdge(
                                BERLIN, former.publicKey(), List.of(new IpAddress("203.0.113.1"))));
        recordKey = RecordKey.decode(SecretFile.read(DataDirectory.recordKey(data, BERLIN)));
        account = server.account("acme").id();
        tunnel = server.tunnels(account, 1).getFirst();
        server.set(account, tunnel, KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keySealedAnewTakesTheOthersPlaceAtItsVersion() throws InterruptedException {
        KeyRecord before = stored();
        rotate();
        ResealWork work = ask();
        assertThat(work.edgeKey()).isEqualTo(current.publicKey().id());
        assertThat(work.page().records()).containsExactly(before);
        assertThat(need(former).psks()).isEqualTo(1);

        ResealWork next = bring(work, sealed(work, current, recordKey));

        assertThat(next.page().records()).isEmpty();
        KeyRecord after = stored();
        assertThat(after.binding()).isEqualTo(before.binding());
        assertThat(after.revision()).isEqualTo(before.revision().next());
        assertThat(opened(current)).isEqualTo(KEY);
        assertThat(need(former).psks()).isZero();
        assertThat(need(current).psks()).isEqualTo(1);
    }

    @Test
    void whatIsBroughtTwiceChangesNothing() throws InterruptedException {
        rotate();
        ResealWork work = ask();
        Batch batch = sealed(work, current, recordKey);
        bring(work, batch);
        KeyRecord after = stored();

        bring(work, batch);
        bring(work, sealed(work, current, recordKey));

        assertThat(stored()).isEqualTo(after);
    }

    @Test
    void keyThatWasSetMeanwhileStays() throws InterruptedException {
        rotate();
        ResealWork work = ask();
        server.set(account, tunnel, OTHER_KEY);
        KeyRecord set = stored();

        bring(work, sealed(work, current, recordKey));

        assertThat(stored()).isEqualTo(set);
        assertThat(opened(current)).isEqualTo(OTHER_KEY);
    }

    @Test
    void keyThatIsSetWhileWhatWasBroughtWaitsForTheWriterStays() throws InterruptedException {
        rotate();
        ResealWork work = ask();
        Resealed brought =
                new Resealed(
                        List.of(),
                        List.of(),
                        work.page().after(),
                        Optional.of(sealed(work, current, recordKey)));
        ResealKeys overtaken =
                new ResealKeys(
                        server.store().edges(),
                        new Keys(current, recordKey),
                        new ToldEdgeKeys(new Roster(), Colleagues.NONE, InstantSource.system()),
                        new Overtaken(
                                server.store().writer(),
                                () -> server.set(account, tunnel, OTHER_KEY)),
                        random);

        overtaken.exchange(ONE, BERLIN, brought);

        assertThat(opened(current)).isEqualTo(OTHER_KEY);
    }

    @Test
    void recordsWithoutTheMacOfTheEdgeAreRefused() throws InterruptedException {
        rotate();
        KeyRecord before = stored();
        ResealWork work = ask();
        Batch forged = sealed(work, current, RecordKey.generate(random));

        assertThatThrownBy(() -> bring(work, forged)).isInstanceOf(MalformedFeed.class);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void whatIsSealedToAnotherKeyThanTheCurrentOneIsLeftAside() throws InterruptedException {
        rotate();
        KeyRecord before = stored();
        ResealWork work = ask();

        bring(work, sealed(work, EdgePrivateKey.generate(), recordKey));
        bring(work, sealed(work, former, recordKey));

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void gatewayThatLacksTheNewKeyBlocksItByName() throws InterruptedException {
        enrol(ONE);
        assertThatThrownBy(this::rotate)
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("gw-1");
        tell(List.of(former), List.of(former));
        assertThatThrownBy(this::rotate).isInstanceOf(Refusal.Conflict.class);
        server.set(account, tunnel, OTHER_KEY);
        assertThat(opened(former)).isEqualTo(OTHER_KEY);

        tell(List.of(current, former), List.of(former));
        rotate();
        ResealWork work = ask(List.of(current, former), List.of(former));
        bring(work, sealed(work, current, recordKey));
        tell(List.of(current, former), List.of(former));
        assertThat(need(former)).isEqualTo(new Need(0, List.of(ONE)));
        tell(List.of(current, former), List.of(current));
        assertThat(need(former).isNone()).isTrue();
    }

    @Test
    void whoHeldTheKeyBeforeItWasSealedAnewIsExposed() throws InterruptedException {
        enrol(ONE);
        var feed = server.useCases().gateways().feeds().feed(ONE).orElseThrow();
        new TestGateway(feed, 'a').pull(Optional.empty());
        tell(List.of(current, former), List.of(former));
        rotate();
        ResealWork work = ask(List.of(current, former), List.of(former));
        bring(work, sealed(work, current, recordKey));

        server.useCases().gateways().revoke().revoke(server.caller(), ONE);

        assertThat(
                        server.useCases()
                                .gateways()
                                .read()
                                .exposed(ONE, new Gateways.Stretch(0, 10))
                                .count())
                .isEqualTo(1);
    }

    private void rotate() throws InterruptedException {
        server.useCases().edges().setKey().set(server.caller(), BERLIN, current.publicKey());
    }

    private void enrol(GatewayName name) throws InterruptedException {
        var token = server.useCases().gateways().name().name(server.caller(), name, BERLIN).token();
        server.useCases()
                .gateways()
                .enrol()
                .enrol(
                        token,
                        former.publicKey().id(),
                        new Origin("192.0.2.1", RequestId.random(random)));
    }

    private ResealWork ask() throws InterruptedException {
        return ask(List.of(), List.of());
    }

    private void tell(List<EdgePrivateKey> holds, List<EdgePrivateKey> needs)
            throws InterruptedException {
        ask(holds, needs);
    }

    private ResealWork ask(List<EdgePrivateKey> holds, List<EdgePrivateKey> needs)
            throws InterruptedException {
        return exchange(
                new Resealed(
                        holds.stream().map(key -> key.publicKey().id()).toList(),
                        needs.stream().map(key -> key.publicKey().id()).toList(),
                        Revision.NONE,
                        Optional.empty()));
    }

    private ResealWork bring(ResealWork work, Batch batch) throws InterruptedException {
        return exchange(
                new Resealed(List.of(), List.of(), work.page().after(), Optional.of(batch)));
    }

    /** Through the codec both ways. */
    private ResealWork exchange(Resealed resealed) throws InterruptedException {
        Resealed sent = ResealCodec.decode(ResealCodec.encode(resealed));
        assertThat(sent).isEqualTo(resealed);
        ResealWork work = server.useCases().gateways().reseal().exchange(ONE, BERLIN, sent);
        assertThat(ResealCodec.decodeWork(ResealCodec.encode(work))).isEqualTo(work);
        return work;
    }

    private Batch sealed(ResealWork work, EdgePrivateKey to, RecordKey with) {
        Opener opener = new Opener(former, recordKey);
        DataKey fresh = DataKey.fresh(to.publicKey(), BERLIN, work.page().epoch());
        List<KeyRecord> records = new ArrayList<>();
        for (TunnelRecord record : work.page().records()) {
            Psk psk = opener.open((KeyRecord) record, work.page().dataKeys().getFirst());
            records.add(fresh.seal(record.revision(), record.binding(), psk, with));
        }
        return new Batch(fresh.sealed(), records);
    }

    /** What is done before a change is written. */
    private interface Before {
        Object run() throws InterruptedException;
    }

    private record Overtaken(Writer writer, Before before) implements Writer {
        @Override
        public <T> T write(Change<T> change) throws InterruptedException {
            assertThat(before.run()).isNotNull();
            return writer.write(change);
        }

        @Override
        public <T> T preview(Change<T> change) throws InterruptedException {
            return writer.preview(change);
        }

        @Override
        public Revision head() {
            return writer.head();
        }
    }

    private record Keys(EdgePrivateKey key, RecordKey record) implements EdgeKeys {
        @Override
        public EdgePublicKey publicKey(EdgeId edge) {
            return key.publicKey();
        }

        @Override
        public RecordKey recordKey(EdgeId edge) {
            return record;
        }

        @Override
        public void makeRecordKey(EdgeId edge) {
            throw new AssertionError("the edge has one");
        }
    }

    private Stretch stretch() throws InterruptedException {
        return server.store().records().after(BERLIN, Revision.NONE);
    }

    private KeyRecord stored() throws InterruptedException {
        return (KeyRecord) stretch().records().getFirst();
    }

    private String opened(EdgePrivateKey key) throws InterruptedException {
        Psk psk = new Opener(key, recordKey).open(stored(), stretch().dataKeys().getFirst());
        return new String(psk.reveal(), StandardCharsets.US_ASCII);
    }

    private Need need(EdgePrivateKey key) throws InterruptedException {
        var edges = server.useCases().edges().read();
        return Objects.requireNonNull(
                edges.shown(List.of(edges.get(BERLIN)))
                        .getFirst()
                        .needs()
                        .get(key.publicKey().id()));
    }
}
