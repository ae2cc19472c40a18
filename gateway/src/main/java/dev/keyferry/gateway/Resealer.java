package dev.keyferry.gateway;

import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.reseal.Resealing;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.NotAuthentic;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.gateway.desired.Desired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals keys anew that the control plane has under former keys of the edge, and tells it which edge
 * keys this host has and needs. It seals to a key alone whose private half is here: else whoever
 * controls the control plane could have every key sealed to himself. For one thread.
 */
final class Resealer implements Runnable {
    /** Between two questions for work, where there was none. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Resealer.class);

    private final Resealing server;
    private final Desired desired;
    private final Opener opener;
    private final Keys keys;
    private final Retry retry;

    Resealer(Resealing server, Desired desired, Opener opener, Keys keys, Retry retry) {
        this.server = server;
        this.desired = desired;
        this.opener = opener;
        this.keys = keys;
        this.retry = retry;
    }

    /** With what it seals. */
    record Keys(EdgeId edge, List<EdgePrivateKey> edgeKeys, RecordKey recordKey) {}

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (workOff()) {
                    retry.succeeded();
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                } else {
                    retry.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads all the work once, and seals what it can; false if the control plane is away. */
    private boolean workOff() throws InterruptedException {
        try {
            Resealed told = told(Revision.NONE, Optional.empty());
            ResealWork work = server.exchange(told);
            while (!work.page().records().isEmpty()) {
                Optional<Resealed.Batch> batch = batch(work);
                Revision next = batch.isPresent() ? work.page().after() : work.page().upTo();
                work = server.exchange(told(next, batch));
            }
            return true;
        } catch (FeedUnavailable e) {
            LOG.atDebug().setCause(e).log("nothing to seal anew is known");
            return false;
        }
    }

    private Resealed told(Revision after, Optional<Resealed.Batch> batch) {
        List<EdgeKeyId> needs =
                desired.all().stream()
                        .flatMap(held -> held.dataKey().stream())
                        .map(SealedDataKey::edgeKey)
                        .distinct()
                        .limit(Resealed.MAX_KEYS)
                        .toList();
        return new Resealed(opener.edgeKeys(), needs, after, batch);
    }

    private Optional<Resealed.Batch> batch(ResealWork work) {
        Optional<EdgePrivateKey> current =
                keys.edgeKeys().stream()
                        .filter(key -> key.publicKey().id().equals(work.edgeKey()))
                        .findFirst();
        if (current.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("key", work.edgeKey())
                    .log("this host lacks the edge's current key, so it seals nothing anew");
            return Optional.empty();
        }
        // One data key seals for one epoch; records of another one come again.
        Epoch epoch = work.page().records().getFirst().binding().epoch();
        DataKey fresh = DataKey.fresh(current.get().publicKey(), keys.edge(), epoch);
        Map<DataKeyId, SealedDataKey> dataKeys = new HashMap<>();
        work.page().dataKeys().forEach(dataKey -> dataKeys.put(dataKey.id(), dataKey));
        List<KeyRecord> records = new ArrayList<>();
        for (TunnelRecord record : work.page().records()) {
            if (record instanceof KeyRecord key && key.binding().epoch().equals(epoch)) {
                Optional.ofNullable(dataKeys.get(key.dataKey()))
                        .flatMap(dataKey -> resealed(key, dataKey, fresh))
                        .ifPresent(records::add);
            }
        }
        fresh.forget();
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(new Resealed.Batch(fresh.sealed(), records));
    }

    private Optional<KeyRecord> resealed(KeyRecord record, SealedDataKey dataKey, DataKey fresh) {
        try {
            Psk key = opener.open(record, dataKey);
            return Optional.of(
                    fresh.seal(record.revision(), record.binding(), key, keys.recordKey()));
        } catch (NotAuthentic | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("tunnel", record.binding().tunnel())
                    .addKeyValue("version", record.binding().version())
                    .log("a key does not open and cannot be sealed anew");
            return Optional.empty();
        }
    }
}
