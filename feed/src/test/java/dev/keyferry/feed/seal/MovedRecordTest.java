package dev.keyferry.feed.seal;

import static dev.keyferry.feed.Examples.ACCOUNT;
import static dev.keyferry.feed.Examples.EDGE;
import static dev.keyferry.feed.Examples.EPOCH;
import static dev.keyferry.feed.Examples.NUMBER;
import static dev.keyferry.feed.Examples.REVISION;
import static dev.keyferry.feed.Examples.TUNNEL;
import static dev.keyferry.feed.Examples.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Examples;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is moved, changed or made by somebody else does not open. */
class MovedRecordTest {
    private static final KeyBinding HERE = Examples.binding();

    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private final RecordKey recordKey = RecordKey.generate(new SecureRandom());
    private final DataKey dataKey = DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH);
    private final Opener opener = new Opener(edgeKey, recordKey);
    private final Psk psk = Psk.copyOf("correct horse".getBytes(StandardCharsets.US_ASCII));
    private final KeyRecord record = seal(HERE);

    /** The binding of the record with one field changed. */
    static Stream<KeyBinding> otherPlaces() {
        var epoch = new Epoch("f".repeat(32));
        var edge = new EdgeId("edge-2");
        var account = new AccountId("f".repeat(32));
        var number = new AccountNumber(12346);
        var tunnel = Examples.tunnel(1);
        var ids = HERE.identities();
        var version = new PskVersion(8);
        return Stream.of(
                new KeyBinding(epoch, EDGE, ACCOUNT, NUMBER, TUNNEL, VERSION, ids),
                new KeyBinding(EPOCH, edge, ACCOUNT, NUMBER, TUNNEL, VERSION, ids),
                new KeyBinding(EPOCH, EDGE, account, NUMBER, TUNNEL, VERSION, ids),
                new KeyBinding(EPOCH, EDGE, ACCOUNT, number, TUNNEL, VERSION, ids),
                new KeyBinding(EPOCH, EDGE, ACCOUNT, NUMBER, tunnel, VERSION, ids),
                new KeyBinding(EPOCH, EDGE, ACCOUNT, NUMBER, TUNNEL, version, ids),
                new KeyBinding(EPOCH, EDGE, ACCOUNT, NUMBER, TUNNEL, PskVersion.FIRST, ids),
                withIdentities(ids.subList(0, 2)),
                withIdentities(ids.subList(1, 3)),
                withIdentities(Examples.identities(NUMBER, tunnel)),
                withIdentities(Examples.identities(number, TUNNEL)),
                Examples.binding(EDGE, tunnel, VERSION));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void recordMovedToAnotherPlaceDoesNotOpen(KeyBinding place) {
        assertThat(place).isNotEqualTo(HERE);

        refuses(withMac(place, record.mac()));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void recordMovedByAHolderOfTheRecordKeyDoesNotOpen(KeyBinding place) {
        refuses(signed(place, record));
    }

    @Test
    void recordSignedAgainInItsPlaceOpens() {
        assertThat(opener.open(signed(HERE, record), dataKey.sealed()).sameAs(psk)).isTrue();
    }

    @Test
    void revisionIsNotBound() {
        var later =
                new KeyRecord(
                        new Revision(99), HERE, record.dataKey(), record.sealed(), record.mac());

        assertThat(opener.open(later, dataKey.sealed()).sameAs(psk)).isTrue();
    }

    @Test
    void recordOfAHolderOfThePublicKeyOnlyDoesNotOpen() {
        DataKey forged = DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH);
        RecordKey guessed = RecordKey.generate(new SecureRandom());
        KeyRecord forgery = forged.seal(REVISION, HERE, psk, guessed);

        assertThatThrownBy(() -> opener.open(forgery, forged.sealed()))
                .isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> opener.check(guessed.gone(REVISION, HERE)))
                .isInstanceOf(NotAuthentic.class);
    }

    @Test
    void macOfAnotherRecordDoesNotCount() {
        KeyBinding next = ofTheNextVersion();
        KeyRecord other = seal(next);
        KeyRecord same = seal(HERE);

        refuses(withMac(HERE, other.mac()));
        refuses(withMac(HERE, same.mac()));
    }

    @Test
    void keyRecordAndGoneRecordDoNotStandForEachOther() {
        GoneRecord gone = recordKey.gone(REVISION, HERE);

        assertThat(recordKey.isAuthentic(gone)).isTrue();
        assertThat(recordKey.isAuthentic(new GoneRecord(gone.revision(), HERE, record.mac())))
                .isFalse();
        refuses(withMac(HERE, gone.mac()));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void goneRecordMovedToAnotherPlaceDoesNotCount(KeyBinding place) {
        GoneRecord gone = recordKey.gone(REVISION, HERE);

        assertThat(recordKey.isAuthentic(new GoneRecord(gone.revision(), place, gone.mac())))
                .isFalse();
    }

    @Test
    void recordWithAnotherDataKeyDoesNotOpen() {
        DataKey other = DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH);

        refuses(record, other.sealed());
        refuses(record, named(record.dataKey(), other.sealed()));
        refuses(signed(HERE, named(other.sealed().id(), record)), other.sealed());
        refuses(named(other.sealed().id(), record), other.sealed());
    }

    @Test
    void dataKeyThatWasOpenedOnceDoesNotVouchForAnotherOfItsName() {
        DataKey other = DataKey.fresh(edgeKey.publicKey(), EDGE, EPOCH);
        assertThat(opener.open(record, dataKey.sealed()).sameAs(psk)).isTrue();

        refuses(record, named(record.dataKey(), other.sealed()));
        refuses(signed(onAnotherEdge(), record));
    }

    @Test
    void dataKeyOpensUnderItsOwnEdgeEpochAndIdOnly() throws GeneralSecurityException {
        byte[] sealed = dataKey.sealed().sealed().toArray();
        DataKeyId id = dataKey.sealed().id();
        var otherId = new DataKeyId("0".repeat(32));

        assertThat(edgeKey.open(sealed, Hpke.info(EDGE, EPOCH, id))).hasSize(32);
        refusesInfo(sealed, Hpke.info(new EdgeId("edge-2"), EPOCH, id));
        refusesInfo(sealed, Hpke.info(EDGE, new Epoch("f".repeat(32)), id));
        refusesInfo(sealed, Hpke.info(EDGE, EPOCH, otherId));
    }

    @Test
    void gatewayOfAnotherEdgeDoesNotOpen() {
        EdgePrivateKey elsewhere = EdgePrivateKey.generate();
        var stranger = new Opener(elsewhere, recordKey);
        var relabelled =
                new SealedDataKey(
                        record.dataKey(), elsewhere.publicKey().id(), dataKey.sealed().sealed());

        assertThatThrownBy(() -> stranger.open(record, dataKey.sealed()))
                .isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> stranger.open(record, relabelled))
                .isInstanceOf(NotAuthentic.class);
        refuses(
                record,
                new SealedDataKey(
                        record.dataKey(),
                        new EdgeKeyId("0".repeat(32)),
                        dataKey.sealed().sealed()));
    }

    @Test
    void dataKeySealsForItsOwnEdgeAndEpochOnly() {
        Stream.of(onAnotherEdge(), ofAnotherEpoch())
                .forEach(place ->
                        assertThatIllegalArgumentException().isThrownBy(() -> seal(place)));
    }

    @Test
    void refusalSaysTheSameWhateverWasWrong() {
        var wrongMac = withMac(onAnotherEdge(), record.mac());
        KeyRecord wrongPlace = signed(ofTheNextVersion(), record);
        KeyRecord wrongEdge = signed(onAnotherEdge(), record);

        Stream.of(wrongMac, wrongPlace, wrongEdge)
                .forEach(wrong ->
                        assertThatThrownBy(() -> opener.open(wrong, dataKey.sealed()))
                                .isInstanceOf(NotAuthentic.class)
                                .hasMessage("the record is not authentic")
                                .hasNoCause());
    }

    private KeyRecord seal(KeyBinding binding) {
        return dataKey.seal(REVISION, binding, psk, recordKey);
    }

    private void refuses(KeyRecord wrong) {
        refuses(wrong, dataKey.sealed());
    }

    private void refuses(KeyRecord wrong, SealedDataKey given) {
        assertThatThrownBy(() -> opener.open(wrong, given)).isInstanceOf(NotAuthentic.class);
    }

    private void refusesInfo(byte[] sealed, byte[] info) {
        assertThatThrownBy(() -> edgeKey.open(sealed, info))
                .isInstanceOf(GeneralSecurityException.class);
    }

    /** The record in {@code place}, with {@code mac}. */
    private KeyRecord withMac(KeyBinding place, Bytes mac) {
        return new KeyRecord(record.revision(), place, record.dataKey(), record.sealed(), mac);
    }

    private static KeyRecord named(DataKeyId id, KeyRecord record) {
        return new KeyRecord(
                record.revision(), record.binding(), id, record.sealed(), record.mac());
    }

    private static SealedDataKey named(DataKeyId id, SealedDataKey dataKey) {
        return new SealedDataKey(id, dataKey.edgeKey(), dataKey.sealed());
    }

    /** The record in another place, as somebody makes it who has the record key. */
    private KeyRecord signed(KeyBinding place, KeyRecord moved) {
        Bytes digest = CanonicalForm.digest(place);
        Bytes mac = recordKey.macOf(digest, moved.dataKey(), moved.sealed());
        return new KeyRecord(moved.revision(), place, moved.dataKey(), moved.sealed(), mac);
    }

    private static KeyBinding onAnotherEdge() {
        return Examples.binding(new EdgeId("edge-2"), TUNNEL, VERSION);
    }

    private static KeyBinding ofTheNextVersion() {
        return Examples.binding(EDGE, TUNNEL, VERSION.next());
    }

    private static KeyBinding ofAnotherEpoch() {
        return new KeyBinding(
                new Epoch("f".repeat(32)),
                EDGE,
                ACCOUNT,
                NUMBER,
                TUNNEL,
                VERSION,
                HERE.identities());
    }

    private static KeyBinding withIdentities(List<IkeIdentity> identities) {
        return new KeyBinding(EPOCH, EDGE, ACCOUNT, NUMBER, TUNNEL, VERSION, identities);
    }
}
