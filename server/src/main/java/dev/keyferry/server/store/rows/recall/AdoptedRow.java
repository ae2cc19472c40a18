package dev.keyferry.server.store.rows.recall;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.store.rows.DataKeyRow;
import dev.keyferry.server.store.rows.DataKeyRow.Loss;
import dev.keyferry.server.store.rows.RecordRow;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.VersionRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what gateways have in the place of what the store has. */
public final class AdoptedRow {
    private AdoptedRow() {}

    /**
     * A record that gateways have, with its new place in the feed.
     *
     * @param key what belongs to it where it is a key's
     * @param replaced the data key of the store's record, where that is a key's
     */
    public record Adopted(TunnelRecord record, Optional<Key> key, Optional<DataKeyId> replaced) {
        /**
         * What belongs to a key.
         *
         * @param unseen stands for its fingerprint
         */
        public record Key(SealedDataKey dataKey, Fingerprint unseen) {}
    }

    /**
     * Puts them into the store.
     *
     * @param auditSeq the number of the record that tells of it
     */
    public static void put(Statements statements, List<Adopted> adopted, Instant at, long auditSeq)
            throws SQLException {
        RecordRow.adopt(statements, adopted.stream().map(Adopted::record).toList(), at);
        DataKeyRow.gain(statements, gains(adopted));
        DataKeyRow.lose(statements, losses(adopted));
        List<VersionRow.Adopted> versions =
                adopted.stream()
                        .flatMap(each ->
                                each.key().stream()
                                        .map(key ->
                                                new VersionRow.Adopted(
                                                        each.record().binding(), key.unseen())))
                        .toList();
        VersionRow.adopt(statements, versions, at, auditSeq);
    }

    private static List<DataKeyRow> gains(List<Adopted> adopted) {
        Map<SealedDataKey, Integer> gains = new LinkedHashMap<>();
        adopted.stream()
                .flatMap(each -> each.key().stream())
                .forEach(key -> gains.merge(key.dataKey(), 1, Integer::sum));
        return gains.entrySet().stream()
                .map(gain -> new DataKeyRow(gain.getKey(), gain.getValue()))
                .toList();
    }

    private static List<Loss> losses(List<Adopted> adopted) {
        Map<DataKeyId, Integer> losses = new LinkedHashMap<>();
        adopted.stream()
                .flatMap(each -> each.replaced().stream())
                .forEach(replaced -> losses.merge(replaced, 1, Integer::sum));
        return losses.entrySet().stream()
                .map(loss -> new Loss(loss.getKey(), loss.getValue()))
                .toList();
    }
}
