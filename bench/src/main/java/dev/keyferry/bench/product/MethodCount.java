package dev.keyferry.bench.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Counts calls of a method while it is open, by the flight recorder's method timing (JEP 520), so
 * that the method need not know. Confined to one thread.
 */
public final class MethodCount implements AutoCloseable {
    private static final String EVENT = "jdk.MethodTiming";

    private final Recording recording;

    private MethodCount(Recording recording) {
        this.recording = recording;
    }

    /**
     * Starts to count.
     *
     * @param method of that class, all that have the name
     * @throws IllegalArgumentException if the class has no such method
     */
    public static MethodCount of(Class<?> type, String method) {
        if (Arrays.stream(type.getDeclaredMethods()).noneMatch(m -> m.getName().equals(method))) {
            throw new IllegalArgumentException(type + " has no method " + method);
        }
        Recording recording = new Recording();
        recording
                .enable(EVENT)
                .with("filter", type.getName() + "::" + method)
                .with("period", "endChunk");
        recording.start();
        return new MethodCount(recording);
    }

    /** Ends the counting; how often the method was called. */
    public long stop() {
        recording.stop();
        try {
            Path file = Files.createTempFile("keyferry-bench-", ".jfr");
            try {
                recording.dump(file);
                return calls(RecordingFile.readAllEvents(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        recording.close();
    }

    private static long calls(List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .mapToLong(event -> event.getLong("invocations"))
                .sum();
    }
}
