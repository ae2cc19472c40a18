package dev.keyferry.feed.seal;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/**
 * The key of an edge that tells records of its control plane from all others: HMAC-SHA-256 (RFC
 * 2104). It lies in a file beside the database, never in it, and on the edge's gateways; whoever
 * has only the public edge key or the database can make no record that counts. Thread-safe.
 */
public final class RecordKey {
    private static final String PURPOSE = "record key";
    private static final int KIND_KEY = 1;
    private static final int KIND_GONE = 2;

    /** 3 is kept for records with a staged next key. */
    private static final int KIND_REAUTH = 4;

    private static final Bytes NO_MAC = Bytes.copyOf(new byte[0]);

    private final HmacKey key;

    private RecordKey(HmacKey key) {
        this.key = key;
    }

    public static RecordKey generate(SecureRandom random) {
        return new RecordKey(HmacKey.generate(PURPOSE, random));
    }

    /** A key of these 32 bytes, which are wiped. */
    static RecordKey of(byte[] secret) {
        return new RecordKey(HmacKey.of(PURPOSE, secret));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static RecordKey decode(byte[] encoded) {
        return new RecordKey(HmacKey.decode(PURPOSE, encoded));
    }

    /** The form for a {@link SecretFile}. A secret, for the caller to wipe. */
    public byte[] encode() {
        return key.encode();
    }

    /**
     * Seals this key to the gateway of an edge with HPKE, bound to the names of both: who has not
     * the edge's private key cannot use it.
     */
    public Bytes sealFor(EdgePublicKey edgeKey, EdgeId edge, GatewayName gateway) {
        byte[] encoded = encode();
        try {
            return Bytes.copyOf(edgeKey.seal(encoded, Hpke.info(edge, gateway)));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /**
     * Opens what {@link #sealFor} sealed for the same edge and gateway.
     *
     * @throws NotAuthentic if it is anything else
     */
    public static RecordKey open(
            Bytes sealed, EdgePrivateKey edgeKey, EdgeId edge, GatewayName gateway) {
        try {
            byte[] encoded = edgeKey.open(sealed.toArray(), Hpke.info(edge, gateway));
            try {
                return decode(encoded);
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new NotAuthentic();
        }
    }

    /** Makes the record that says that the binding's tunnel has no key on its edge any more. */
    public GoneRecord gone(Revision revision, KeyBinding binding) {
        byte[] mac = key.mac(goneMessage(CanonicalForm.digest(binding)));
        return new GoneRecord(revision, binding, Bytes.copyOf(mac));
    }

    /** The same sealed key of a tunnel with a MAC by this key, whosever MAC it had. */
    public KeyRecord sign(Revision revision, KeyRecord record) {
        Bytes mac =
                macOf(CanonicalForm.digest(record.binding()), record.dataKey(), record.sealed());
        return new KeyRecord(revision, record.binding(), record.dataKey(), record.sealed(), mac);
    }

    /** True if the record's MAC was made with this key, over exactly this record. */
    public boolean isAuthentic(TunnelRecord record) {
        Bytes digest = CanonicalForm.digest(record.binding());
        byte[] message =
                switch (record) {
                    case KeyRecord held -> keyMessage(digest, held.dataKey(), held.sealed());
                    case GoneRecord gone -> goneMessage(digest);
                };
        return key.isMac(message, record.mac().toArray());
    }

    /** Makes an order to the gateways of the edge, in the store's present epoch. */
    public ReauthOrder reauth(
            Epoch epoch,
            EdgeId edge,
            Revision number,
            TunnelId tunnel,
            PskVersion version,
            Instant until) {
        ReauthOrder bare = new ReauthOrder(number, tunnel, version, until, NO_MAC);
        Bytes mac = Bytes.copyOf(key.mac(reauthMessage(epoch, edge, bare)));
        return new ReauthOrder(number, tunnel, version, bare.until(), mac);
    }

    /** True if the order was made with this key, for exactly this edge, in this epoch. */
    public boolean isAuthentic(Epoch epoch, EdgeId edge, ReauthOrder order) {
        return key.isMac(reauthMessage(epoch, edge, order), order.mac().toArray());
    }

    Bytes macOf(Bytes digest, DataKeyId dataKey, Bytes sealed) {
        return Bytes.copyOf(key.mac(keyMessage(digest, dataKey, sealed)));
    }

    private static byte[] keyMessage(Bytes digest, DataKeyId dataKey, Bytes sealed) {
        var message = message(KIND_KEY, digest);
        CanonicalForm.putHex(message, dataKey.value());
        CanonicalForm.put(message, sealed.toArray());
        return message.toByteArray();
    }

    private static byte[] reauthMessage(Epoch epoch, EdgeId edge, ReauthOrder order) {
        var message = new ByteArrayOutputStream(128);
        message.write(CanonicalForm.FORMAT);
        message.write(KIND_REAUTH);
        CanonicalForm.putHex(message, epoch.value());
        CanonicalForm.putText(message, edge.value());
        CanonicalForm.putNumber(message, order.number().value());
        CanonicalForm.putHex(message, order.tunnel().value());
        CanonicalForm.putNumber(message, order.version().value());
        CanonicalForm.putNumber(message, order.until().toEpochMilli());
        return message.toByteArray();
    }

    private static byte[] goneMessage(Bytes digest) {
        return message(KIND_GONE, digest).toByteArray();
    }

    private static ByteArrayOutputStream message(int kind, Bytes digest) {
        var message = new ByteArrayOutputStream(512);
        message.write(CanonicalForm.FORMAT);
        message.write(kind);
        CanonicalForm.put(message, digest.toArray());
        return message;
    }

    @Override
    public String toString() {
        return "RecordKey(redacted)";
    }
}
