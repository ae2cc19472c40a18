package dev.keyferry.server.stopped;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.store.rows.recall.AdoptedRow.Adopted;
import dev.keyferry.server.usecase.recall.Finding;
import dev.keyferry.server.usecase.recall.HeldRecord;
import dev.keyferry.server.usecase.recall.Recalled;
import dev.keyferry.server.usecase.recall.StoredKey;
import java.util.ArrayList;
import java.util.List;

/** Makes rows of what gateways hold. */
final class Adoption {
    private Adoption() {}

    /** Gives each record its place in the feed, past {@code start}; the rest of it stays. */
    static List<Adopted> of(Recalled recalled, Revision start, FingerprintKey key) {
        List<Adopted> adopted = new ArrayList<>();
        Revision revision = start;
        for (Finding finding : recalled.adopted()) {
            HeldRecord held = finding.held().orElseThrow().held();
            revision = revision.next();
            adopted.add(
                    new Adopted(
                            at(revision, held.record()),
                            held.dataKey()
                                    .map(dataKey ->
                                            new Adopted.Key(
                                                    dataKey,
                                                    key.ofUnseen(held.record().binding()))),
                            finding.stored()
                                    .flatMap(StoredKey::seal)
                                    .map(StoredKey.Seal::dataKey)));
        }
        return adopted;
    }

    private static TunnelRecord at(Revision revision, TunnelRecord record) {
        return switch (record) {
            case KeyRecord key ->
                    new KeyRecord(revision, key.binding(), key.dataKey(), key.sealed(), key.mac());
            case GoneRecord gone -> new GoneRecord(revision, gone.binding(), gone.mac());
        };
    }
}
