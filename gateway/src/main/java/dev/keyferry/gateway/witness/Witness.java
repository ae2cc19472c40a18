package dev.keyferry.gateway.witness;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.feed.witness.SignedHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the newest head of the audit on the disk, and holds what the control plane shows later
 * against it. A head that does not fit is never remembered in the place of the one that it does not
 * fit, so a doubt lasts until the audit has that record again, or an operator takes the file away.
 * The first head is believed, and its key from then on. Confined to one thread, but for {@link
 * #doubt}.
 */
public final class Witness {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    private final Path file;
    private Optional<SignedHead> remembered;
    private volatile Doubt doubt = Doubt.NONE;

    private Witness(Path file, Optional<SignedHead> remembered) {
        this.file = file;
        this.remembered = remembered;
    }

    /** Reads the file. One that is not there, or cannot be read, remembers nothing. */
    public static Witness of(Path file) {
        return new Witness(file, read(file));
    }

    /** What is to be asked next. */
    public HeadQuestion question() {
        return new HeadQuestion(remembered.map(SignedHead::head), doubt);
    }

    /** Whether the audit is the one that is remembered, as it was judged last. Thread-safe. */
    public Doubt doubt() {
        return doubt;
    }

    /**
     * Hears the answer to the last question.
     *
     * @param epoch the one that this gateway follows
     * @return true if it is judged otherwise than before
     */
    public boolean hear(HeadAnswer answer, Epoch epoch) {
        Doubt before = doubt;
        doubt = judge(answer);
        if (doubt == Doubt.NONE && isNews(answer.newest().head(), epoch)) {
            remember(answer.newest());
        }
        if (doubt != before) {
            tell(answer.newest().head());
        }
        return doubt != before;
    }

    private Doubt judge(HeadAnswer answer) {
        SignedHead newest = answer.newest();
        if (remembered.isEmpty()) {
            return newest.isSigned() ? Doubt.NONE : Doubt.NOT_SIGNED;
        }
        SignedHead known = remembered.get();
        if (!newest.key().equals(known.key())) {
            return Doubt.OTHER_KEY;
        }
        if (!newest.equals(known) && !newest.isSigned()) {
            return Doubt.NOT_SIGNED;
        }
        // An operator decided that another history counts; until this gateway follows it, the feed
        // says what there is to say.
        return known.head().epoch().equals(newest.head().epoch())
                ? judge(known.head(), answer)
                : Doubt.NONE;
    }

    private static Doubt judge(AuditHead known, HeadAnswer answer) {
        AuditHead newest = answer.newest().head();
        if (answer.kept().isEmpty() || newest.seq() < known.seq()) {
            return Doubt.RECORD_GONE;
        }
        boolean isOther =
                !answer.kept().get().equals(known.hash())
                        || (newest.seq() == known.seq() && !newest.hash().equals(known.hash()));
        return isOther ? Doubt.OTHER_RECORD : Doubt.NONE;
    }

    private boolean isNews(AuditHead newest, Epoch epoch) {
        return newest.seq() > 0
                && newest.epoch().equals(epoch)
                && remembered
                        .map(SignedHead::head)
                        .filter(known -> known.epoch().equals(epoch) && known.seq() >= newest.seq())
                        .isEmpty();
    }

    private void remember(SignedHead head) {
        try {
            SecretFile.replace(file, WitnessCodec.encode(head));
            remembered = Optional.of(head);
        } catch (SecretFileUnusable e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log("audit head not remembered");
        }
    }

    private void tell(AuditHead shown) {
        if (doubt == Doubt.NONE) {
            LOG.atInfo().log("the audit of the control plane is the one remembered again");
            return;
        }
        LOG.atError()
                .addKeyValue("doubt", doubt.token())
                .addKeyValue("remembered", remembered.map(known -> known.head().seq()).orElse(0L))
                .addKeyValue("shown", shown.seq())
                .log("the audit of the control plane is not the one that this gateway remembers");
    }

    private static Optional<SignedHead> read(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            SignedHead head = WitnessCodec.decodeHead(SecretFile.read(file));
            if (head.isSigned()) {
                return Optional.of(head);
            }
            LOG.atWarn().addKeyValue("file", file).log("audit head is not signed; it is forgotten");
        } catch (SecretFileUnusable | MalformedFeed e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log("no audit head is remembered");
        }
        return Optional.empty();
    }
}
