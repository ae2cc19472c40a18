package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.stopped.Recovery;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.transfer.TransferRefused;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.recall.CacheRefused;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has something done about a directory, and says in two lines why it could not be. */
final class Decision {
    private Decision() {}

    static Plan on(Function<Recovery, Plan> work) {
        return told(() -> work.apply(new Recovery(new SecureRandom(), InstantSource.system())));
    }

    /** Does it, or says in two lines why it could not be done. */
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (TransferRefused e) {
            throw refused(e, e.hint());
        } catch (StoreMismatch e) {
            throw refused(e, e.hint());
        } catch (StartRefused e) {
            throw refused(e, e.hint());
        } catch (CacheRefused e) {
            throw refused(e, e.hint());
        } catch (SecretFileUnusable e) {
            throw refused(e, e.hint());
        } catch (StoreUnavailable e) {
            throw refused(
                    e,
                    "check that the database is whole, that it is reached, and that nobody else has"
                            + " it open");
        }
    }

    private static Failure refused(RuntimeException cause, String hint) {
        return new Failure(ExitCode.REFUSED, String.valueOf(cause.getMessage()), hint, cause);
    }
}
