package dev.keyferry.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps events with the context of the threads that logged them, which an event looks up only when
 * it is asked. Thread-safe.
 */
public final class LoggedEvents extends ListAppender<ILoggingEvent> {
    public LoggedEvents() {
        list = new CopyOnWriteArrayList<>();
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        super.append(event);
    }
}
