package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.NotAuthentic;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.Held;
import dev.keyferry.gateway.rules.KeyPlan;
import dev.keyferry.gateway.rules.Step;
import dev.keyferry.gateway.rules.Step.Unloading;
import dev.keyferry.gateway.watch.SaEnding;
import dev.keyferry.vici.ViciCommandFailed;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works off the backlog: takes a tunnel, asks the plan what is to be done now, and sends it. The
 * value that is sent is taken from {@link Desired} at that moment, never earlier, and requests of
 * one tunnel go in order; so the charon's last word is the newest. Confined to one thread.
 */
public final class Loader {
    private final CharonSecrets secrets;
    private final Desired desired;
    private final Inbox inbox;
    private final Acknowledgements acknowledgements;
    private final SaEnding endings;
    private final CharonView view = CharonView.unknown();
    private final Backlog backlog = new Backlog();
    private final Handover handover;

    private int unanswered;
    private long answers;

    public Loader(
            CharonSecrets secrets,
            Desired desired,
            Inbox inbox,
            Acknowledgements acknowledgements,
            SaEnding endings) {
        this.secrets = secrets;
        this.desired = desired;
        this.inbox = inbox;
        this.acknowledgements = acknowledgements;
        this.endings = endings;
        this.handover = new Handover(desired, view);
    }

    /** What the charon holds as far as is known. */
    public CharonView view() {
        return view;
    }

    /** Has a tunnel looked at before all that is not urgent. */
    public void addUrgent(TunnelId tunnel) {
        backlog.addUrgent(tunnel);
    }

    /** Has a tunnel looked at when there is time. */
    public void addBulk(TunnelId tunnel) {
        backlog.addBulk(tunnel, view.writtenAt(tunnel));
    }

    /** Requests that change secrets and whose answer has not come. */
    public int unanswered() {
        return unanswered;
    }

    /** Counts the charon's answers. */
    public long answers() {
        return answers;
    }

    /** True if nothing is to be done and nothing is owed. */
    public boolean isIdle() {
        return unanswered == 0 && backlog.isEmpty();
    }

    /** Sends as much as the session's window takes. */
    public void fill(Supplier<KeyPlan> plan) {
        while (unanswered < ViciSession.WINDOW) {
            Optional<TunnelId> next = backlog.next();
            if (next.isEmpty()) {
                return;
            }
            act(next.get(), plan.get());
        }
    }

    /** Unloads an id with our prefix that names no tunnel. */
    public void clear(String stray) {
        send(secrets.unload(stray), reply -> {}, refusal -> {});
    }

    private void act(TunnelId tunnel, KeyPlan plan) {
        Optional<Held> held = desired.of(tunnel);
        switch (plan.step(held.map(Held::record), view.of(tunnel))) {
            case Step.Keep(var record) -> acknowledgements.settle(record);
            case Step.Load(var record) -> load(record, held.orElseThrow());
            case Step.End(var record, var unloading) ->
                    unload(tunnel, unloading, () -> endSas(record));
            case Step.Clear(var unloading) -> unload(tunnel, unloading, () -> {});
            case Step.Withhold(var unloading) ->
                    unload(tunnel, unloading, () -> acknowledgements.doubt(tunnel));
            case Step.Refuse(var record, var exception, var unloading) ->
                    unload(tunnel, unloading, () -> acknowledgements.except(exception));
        }
    }

    private void endSas(GoneRecord record) {
        if (handover.hasEnded(record)) {
            acknowledgements.settle(record);
            return;
        }
        Runnable told =
                () -> {
                    handover.ended(record).forEach(backlog::addUrgent);
                    acknowledgements.settle(record);
                };
        endings.end(record.binding().tunnel(), handover.toEnd(record), () -> inbox.add(told));
    }

    private void load(KeyRecord record, Held held) {
        if (handover.mustWait(record)) {
            return;
        }
        TunnelId tunnel = held.tunnel();
        CompletableFuture<ViciMessage> answer;
        try {
            answer = secrets.load(record, held.dataKey().orElseThrow());
        } catch (NotAuthentic e) {
            acknowledgements.except(
                    exception(record, TunnelException.Kind.NOT_AUTHENTIC, "its key does not open"));
            return;
        }
        send(
                answer,
                reply -> {
                    view.loaded(tunnel, record.binding().version());
                    acknowledgements.settle(record);
                },
                refusal ->
                        acknowledgements.except(
                                exception(
                                        record,
                                        TunnelException.Kind.CHARON_REFUSED,
                                        "the charon refused it: " + refusal.getMessage())));
    }

    private void unload(TunnelId tunnel, Unloading unloading, Runnable then) {
        if (unloading == Unloading.NOT_NEEDED) {
            then.run();
            return;
        }
        Runnable unloaded =
                () -> {
                    view.unloaded(tunnel);
                    then.run();
                };
        // charon refuses only what names no id, so that a refusal leaves nothing loaded either.
        send(secrets.unload(tunnel), reply -> unloaded.run(), refusal -> unloaded.run());
    }

    private void send(
            CompletableFuture<ViciMessage> answer,
            Consumer<ViciMessage> done,
            Consumer<ViciCommandFailed> refused) {
        unanswered++;
        // Futures are settled in the order of the replies, and so are the events of the inbox.
        var _ =
                answer.whenComplete(
                        (reply, failure) -> inbox.add(() -> take(reply, failure, done, refused)));
    }

    private void take(
            @Nullable ViciMessage reply,
            @Nullable Throwable failure,
            Consumer<ViciMessage> done,
            Consumer<ViciCommandFailed> refused) {
        if (reply != null) {
            unanswered--;
            answers++;
            done.accept(reply);
        } else if (failure instanceof ViciCommandFailed refusal) {
            unanswered--;
            answers++;
            refused.accept(refusal);
        }
        // Any other failure is the end of the session, and what was asked may still run.
    }

    private static TunnelException exception(
            KeyRecord record, TunnelException.Kind kind, String detail) {
        return new TunnelException(
                record.binding().tunnel(), record.binding().version(), kind, detail);
    }
}
