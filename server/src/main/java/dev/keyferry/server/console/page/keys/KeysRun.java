package dev.keyferry.server.console.page.keys;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.console.page.LongFormPage;
import dev.keyferry.server.console.view.keys.SetKeys;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.keyfile.SetPlan;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.random.RandomGenerator;

/**
 * Sets the keys of a text, a call at a time. Confined to one thread.
 *
 * @param checked how far the store went when the text was checked
 */
record KeysRun(
        PastedKeys pasted,
        LongFormPage.Turn turn,
        Caller caller,
        RandomGenerator random,
        AccountId account,
        PastedKeys.File file,
        Revision checked) {
    /** Makes one call more. */
    SetKeys next(SetKeys set) throws InterruptedException {
        return next(set, caller);
    }

    private SetKeys next(SetKeys set, Caller as) throws InterruptedException {
        int through = Math.min(set.done() + KeysPage.PER_CALL, file.entries());
        SetPlan stretch = file.stretch(set.done(), through);
        return set.with(
                stretch, turn.take(() -> pasted.set(as, account, stretch, checked)), through);
    }

    /** Makes all calls. One that fails after others ends it, and what those did is told with it. */
    SetKeys all(SetKeys set) throws InterruptedException {
        SetKeys far = next(set);
        while (!far.isOver()) {
            try {
                far = next(far, caller.with(RequestId.random(random)));
            } catch (Refusal | RequestRefused | StoreUnavailable failure) {
                ErrorAnswer told = turn.told(failure);
                return far.ended(told.status(), told.errors().getFirst().message());
            }
        }
        return far;
    }
}
