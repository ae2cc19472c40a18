package dev.keyferry.feed.seal;

import com.google.crypto.tink.Aead;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the sealed keys of an edge; the gateways' side of the format. It keeps the data keys that
 * it used last, because opening one takes some 0.2 ms and a bulk change shares one. Thread-safe.
 *
 * <p>What it does not check is the caller's: that the binding names the caller's own edge, that the
 * generated identities are the tunnel's, and that the version is newer.
 */
public final class Opener {
    /** Opened data keys that are kept. */
    static final int MAX_OPENED = 1_024;

    private static final int OPENED_AT_FIRST = 16;

    private record Place(SealedDataKey dataKey, EdgeId edge, Epoch epoch) {}

    private final Map<EdgeKeyId, EdgePrivateKey> edgeKeys = new LinkedHashMap<>();
    private final RecordKey recordKey;
    private final LinkedHashMap<Place, Aead> opened =
            new LinkedHashMap<>(OPENED_AT_FIRST, 0.75f, true);

    public Opener(EdgePrivateKey edgeKey, RecordKey recordKey) {
        this(List.of(edgeKey), recordKey);
    }

    /**
     * Opens what is sealed to any of the edge's keys: while one takes another's place, records are
     * sealed to both.
     */
    public Opener(List<EdgePrivateKey> edgeKeys, RecordKey recordKey) {
        edgeKeys.forEach(key -> this.edgeKeys.put(key.publicKey().id(), key));
        this.recordKey = recordKey;
    }

    /** The edge keys whose private halves are here, in the order in which they were given. */
    public List<EdgeKeyId> edgeKeys() {
        return List.copyOf(edgeKeys.keySet());
    }

    /** True if the private half is here of the edge key that the data key is sealed to. */
    public boolean isFor(SealedDataKey dataKey) {
        return edgeKeys.containsKey(dataKey.edgeKey());
    }

    /**
     * Opens the record's key, after its MAC.
     *
     * @param dataKey the data key that the record names
     * @throws NotAuthentic if anything about the two is not as the control plane made it
     */
    public Psk open(KeyRecord record, SealedDataKey dataKey) {
        check(record);
        if (!record.dataKey().equals(dataKey.id())) {
            throw new NotAuthentic();
        }
        Aead aead = opened(new Place(dataKey, record.binding().edge(), record.binding().epoch()));
        byte[] digest = CanonicalForm.digest(record.binding()).toArray();
        try {
            byte[] plaintext = aead.decrypt(record.sealed().toArray(), digest);
            Psk psk = PaddedPsk.read(plaintext);
            Arrays.fill(plaintext, (byte) 0);
            return psk;
        } catch (GeneralSecurityException e) {
            throw new NotAuthentic();
        }
    }

    /**
     * Checks the record's MAC and opens nothing.
     *
     * @throws NotAuthentic if it is not of this edge's record key
     */
    public void check(TunnelRecord record) {
        if (!recordKey.isAuthentic(record)) {
            throw new NotAuthentic();
        }
    }

    /** How many opened data keys are kept now. */
    int openedDataKeys() {
        synchronized (opened) {
            return opened.size();
        }
    }

    private Aead opened(Place place) {
        synchronized (opened) {
            Aead known = opened.get(place);
            if (known != null) {
                return known;
            }
        }
        Aead fresh = openDataKey(place);
        synchronized (opened) {
            opened.put(place, fresh);
            if (opened.size() > MAX_OPENED) {
                opened.pollFirstEntry();
            }
        }
        return fresh;
    }

    private Aead openDataKey(Place place) {
        byte[] info = Hpke.info(place.edge(), place.epoch(), place.dataKey().id());
        EdgePrivateKey edgeKey =
                Optional.ofNullable(edgeKeys.get(place.dataKey().edgeKey()))
                        .orElseThrow(NotAuthentic::new);
        try {
            byte[] key = edgeKey.open(place.dataKey().sealed().toArray(), info);
            if (key.length != DataKey.KEY_BYTES) {
                throw new NotAuthentic();
            }
            Aead aead = DataKey.aeadOf(key);
            Arrays.fill(key, (byte) 0);
            return aead;
        } catch (GeneralSecurityException e) {
            throw new NotAuthentic();
        }
    }
}
