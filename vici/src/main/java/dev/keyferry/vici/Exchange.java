package dev.keyferry.vici;

import dev.keyferry.vici.ViciPacket.CommandRequest;
import dev.keyferry.vici.ViciPacket.CommandResponse;
import dev.keyferry.vici.ViciPacket.CommandUnknown;
import dev.keyferry.vici.ViciPacket.Event;
import dev.keyferry.vici.ViciPacket.EventConfirm;
import dev.keyferry.vici.ViciPacket.EventRegister;
import dev.keyferry.vici.ViciPacket.EventUnknown;
import dev.keyferry.vici.ViciPacket.EventUnregister;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * One request as the wire sees it: the packets to write, the packets that answer them, and the
 * caller's future. The future may be settled early, by a deadline or by the caller; the exchange
 * itself is over only when the daemon has answered, and until then it takes the replies meant for
 * it, so that they reach no other request.
 *
 * <p>The packets belong to the thread that queues, then to the writer; answers are taken by the
 * reader alone.
 */
abstract sealed class Exchange {
    private final String command;
    private final List<byte[]> packets;
    private final CompletableFuture<ViciMessage> answer = new CompletableFuture<>();

    private Exchange(String command, List<ViciPacket> packets) {
        this.command = command;
        this.packets = packets.stream().map(ViciPacket::encode).toList();
    }

    final String command() {
        return command;
    }

    final List<byte[]> packets() {
        return packets;
    }

    final CompletableFuture<ViciMessage> answer() {
        return answer;
    }

    /** Forgets what was to be written, which may hold a key. */
    final void wipe() {
        packets.forEach(packet -> Arrays.fill(packet, (byte) 0));
    }

    /**
     * Takes one packet from the daemon.
     *
     * @return whether the exchange is over with it
     * @throws ViciProtocolError if the packet cannot belong here
     */
    abstract boolean take(ViciPacket packet);

    /** Tells the caller what was taken, unless it was told something before. */
    abstract void settle();

    final void settle(ViciMessage reply) {
        if (reply.text("success").filter("no"::equals).isPresent()) {
            fail(new ViciCommandFailed(command, reply.text("errmsg").orElse("")));
            return;
        }
        answer.complete(reply);
    }

    final void fail(ViciException failure) {
        answer.completeExceptionally(failure);
    }

    final ViciProtocolError misplaced(ViciPacket packet) {
        return new ViciProtocolError(
                "%s in place of the reply to %s"
                        .formatted(packet.getClass().getSimpleName(), command));
    }

    /** A command with one reply. */
    static final class Single extends Exchange {
        /**
         * What a reply must hold to be the command's. The daemon gives no reply at all where it
         * would exceed a frame, which these lists can, and the next request's reply then comes in
         * its place.
         */
        private static final Map<String, String> MARKS =
                Map.of("get-shared", "keys", "get-keys", "keys", "get-conns", "conns");

        private Optional<ViciMessage> reply = Optional.empty();

        Single(String command, ViciMessage body) {
            super(command, List.of(new CommandRequest(command, body)));
        }

        @Override
        boolean take(ViciPacket packet) {
            switch (packet) {
                case CommandResponse(ViciMessage message) -> {
                    String mark = MARKS.get(command());
                    if (mark != null && !message.keys().contains(mark)) {
                        throw new ViciProtocolError("another command's reply to " + command());
                    }
                    reply = Optional.of(message);
                }
                case CommandUnknown() -> reply = Optional.empty();
                case CommandRequest _,
                        EventRegister _,
                        EventUnregister _,
                        EventConfirm _,
                        EventUnknown _,
                        Event _ ->
                        throw misplaced(packet);
            }
            return true;
        }

        @Override
        void settle() {
            reply.ifPresentOrElse(this::settle, () -> fail(new ViciUnknownCommand(command())));
        }
    }

    /**
     * A command whose answer is a stream of events before its reply. Registering, requesting and
     * unregistering are written as one, so that two streams of one event never mix and none stays
     * registered, however early its caller leaves.
     */
    static final class Streamed extends Exchange {
        private enum Stage {
            REGISTERING,
            RUNNING,
            UNREGISTERING
        }

        private static final Optional<ViciMessage> END = Optional.empty();

        private final String event;
        private final BlockingQueue<Optional<ViciMessage>> backlog = new LinkedBlockingQueue<>();
        private final Semaphore room = new Semaphore(ViciSession.STREAM_BACKLOG);

        private Stage stage = Stage.REGISTERING;
        private int count;
        private Optional<ViciMessage> reply = Optional.empty();
        private Optional<ViciException> failure = Optional.empty();

        Streamed(String command, String event, ViciMessage body) {
            super(
                    command,
                    List.of(
                            new EventRegister(event),
                            new CommandRequest(command, body),
                            new EventUnregister(event)));
            this.event = event;
            var _ = answer().whenComplete((reply, failure) -> end(failure != null));
        }

        /** The next streamed message, empty at the end of the stream; for the caller's thread. */
        Optional<ViciMessage> next() throws InterruptedException {
            Optional<ViciMessage> next = backlog.take();
            room.release();
            return next;
        }

        @Override
        boolean take(ViciPacket packet) {
            return switch (packet) {
                case EventConfirm() -> register(Optional.empty());
                case EventUnknown() -> register(Optional.of(new ViciUnknownEvent(event)));
                case Event(String name, ViciMessage message) -> {
                    keep(name, message);
                    yield false;
                }
                case CommandResponse(ViciMessage message) -> {
                    reply = Optional.of(message);
                    yield replied(packet);
                }
                case CommandUnknown() -> {
                    failure = failure.or(() -> Optional.of(new ViciUnknownCommand(command())));
                    yield replied(packet);
                }
                case CommandRequest _, EventRegister _, EventUnregister _ ->
                        throw misplaced(packet);
            };
        }

        @Override
        void settle() {
            failure.ifPresent(this::fail);
            reply.ifPresent(this::settle);
        }

        private void end(boolean failed) {
            if (failed) {
                backlog.clear();
            }
            backlog.add(END);
            room.release();
        }

        private boolean register(Optional<ViciException> refusal) {
            return switch (stage) {
                case REGISTERING -> {
                    failure = refusal;
                    stage = Stage.RUNNING;
                    yield false;
                }
                case RUNNING -> throw new ViciProtocolError("no reply to " + command());
                // An event that is unknown cannot be unregistered, which is no second failure.
                case UNREGISTERING -> true;
            };
        }

        private boolean replied(ViciPacket packet) {
            if (stage != Stage.RUNNING) {
                throw misplaced(packet);
            }
            stage = Stage.UNREGISTERING;
            return false;
        }

        private void keep(String name, ViciMessage message) {
            if (stage == Stage.REGISTERING || !name.equals(event)) {
                throw new ViciProtocolError("an event that was not registered");
            }
            count++;
            if (count > ViciSession.MAX_STREAMED) {
                throw new ViciProtocolError("more than " + ViciSession.MAX_STREAMED + " events");
            }
            // A caller that is slow is waited for; one that left has given room for good.
            room.acquireUninterruptibly();
            if (answer().isDone()) {
                room.release();
                return;
            }
            backlog.add(Optional.of(message));
        }
    }
}
