package dev.keyferry.server.domain.audit;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;

/** Whether an audit is what servers wrote. */
public sealed interface AuditVerdict {
    /**
     * Every record is there, in its place and as it was written, up to the head that the database
     * names. That nobody put an older or a made-up chain in its place only those can tell who
     * remember a head themselves.
     *
     * @param epoch the present one
     * @param records how many there are, which is the number of the last one
     * @param withoutItems of these, written by servers that kept no items
     * @param hash of the last one
     * @param witnesses how many records that are remembered elsewhere are among them
     */
    record Whole(Epoch epoch, long records, long withoutItems, Bytes hash, int witnesses)
            implements AuditVerdict {}

    /**
     * It is not.
     *
     * @param seq the first record that is not as it was written, or not there
     * @param finding what is wrong with it, one sentence
     */
    record Broken(long seq, String finding) implements AuditVerdict {}
}
