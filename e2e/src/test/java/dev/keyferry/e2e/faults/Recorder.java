package dev.keyferry.e2e.faults;

import dev.keyferry.e2e.parts.ViciProxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToIntFunction;

/**
 * Tells {@link Loads} which keys go to a charon by one connection; frames are those of the VICI
 * README.
 */
final class Recorder implements ViciProxy.Watcher {
    private static final int REQUEST = 0;
    private static final int EVENT = 7;
    private static final int KEY_VALUE = 3;

    private final Loads loads;
    private final ToIntFunction<byte[]> numberOf;

    /** Answers come in the order of what was sent. */
    private final Queue<Runnable> whenAnswered = new ConcurrentLinkedQueue<>();

    /**
     * @param numberOf knows the number of a key by its bytes
     */
    Recorder(Loads loads, ToIntFunction<byte[]> numberOf) {
        this.loads = loads;
        this.numberOf = numberOf;
    }

    @Override
    public void sent(ByteBuffer frame) {
        whenAnswered.add(frame.get() == REQUEST ? request(frame) : () -> {});
    }

    @Override
    public void answered(ByteBuffer frame) {
        Runnable then = frame.get() == EVENT ? null : whenAnswered.poll();
        if (then != null) {
            then.run();
        }
    }

    private Runnable request(ByteBuffer frame) {
        String command = text(bytes(frame, Byte.toUnsignedInt(frame.get())));
        Map<String, byte[]> values = values(frame);
        String tunnel = tunnel(text(values.getOrDefault("id", new byte[0])));
        switch (command) {
            case "load-shared" -> {
                int key = numberOf.applyAsInt(values.getOrDefault("data", new byte[0]));
                loads.loading(tunnel, key);
                return () -> loads.loaded(tunnel, key);
            }
            case "unload-shared" -> loads.unloading(tunnel);
            default -> {}
        }
        return () -> {};
    }

    /** Ids are of the form {@code kf/DEPLOYMENT/TUNNEL}. */
    static String tunnel(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** The values before the first list or section, which is all that is asked of here. */
    private static Map<String, byte[]> values(ByteBuffer body) {
        Map<String, byte[]> values = new HashMap<>();
        while (body.hasRemaining() && body.get() == KEY_VALUE) {
            String key = text(bytes(body, Byte.toUnsignedInt(body.get())));
            values.put(key, bytes(body, Short.toUnsignedInt(body.getShort())));
        }
        return values;
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
