package dev.keyferry.gateway.reauth;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The greatest number of an order that was begun, on the disk: an agent that was started again
 * begins none a second time. Orders are begun by their numbers, so that one number stands for all.
 * Confined to one thread.
 */
public final class BegunOrders {
    private static final Logger LOG = LoggerFactory.getLogger(BegunOrders.class);

    private final Path file;
    private Revision last;

    private BegunOrders(Path file, Revision last) {
        this.file = file;
        this.last = last;
    }

    /** Reads the file. One that is not there, or cannot be read, tells of no order. */
    public static BegunOrders of(Path file) {
        return new BegunOrders(file, read(file));
    }

    public Revision last() {
        return last;
    }

    /**
     * Notes an order, durably where this returns true; it may be begun then and only then.
     *
     * @param number greater than {@link #last}
     */
    public boolean note(Revision number) {
        last = number;
        try {
            SecretFile.replace(file, (number + "\n").getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (SecretFileUnusable e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log("order not noted, nor begun");
            return false;
        }
    }

    // An order lives for seconds, so at worst the one of just now is begun again.
    private static Revision read(Path file) {
        if (Files.notExists(file)) {
            return Revision.NONE;
        }
        try {
            String line = new String(SecretFile.read(file), StandardCharsets.US_ASCII);
            return new Revision(Long.parseLong(line.strip()));
        } catch (SecretFileUnusable | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("file", file).setCause(e).log("begun orders are not known");
            return Revision.NONE;
        }
    }
}
