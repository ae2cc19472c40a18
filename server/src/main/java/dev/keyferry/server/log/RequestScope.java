package dev.keyferry.server.log;

import dev.keyferry.server.domain.RequestId;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * From its making until it is closed, every log line of this thread names the request, under {@link
 * #FIELD} of the thread's context. Confined to one thread.
 */
public final class RequestScope implements AutoCloseable {
    public static final String FIELD = "request";

    private final Optional<String> before;

    private RequestScope(Optional<String> before) {
        this.before = before;
    }

    public static RequestScope of(RequestId request) {
        return of(Optional.of(request));
    }

    /** Names no request where there is none. */
    public static RequestScope of(Optional<RequestId> request) {
        RequestScope scope = new RequestScope(Optional.ofNullable(MDC.get(FIELD)));
        set(request.map(RequestId::value));
        return scope;
    }

    /** The request of this thread, for another thread that does a part of its work. */
    public static Optional<RequestId> present() {
        return Optional.ofNullable(MDC.get(FIELD)).map(RequestId::new);
    }

    /** From now on the lines name what they named before. */
    @Override
    public void close() {
        set(before);
    }

    private static void set(Optional<String> request) {
        request.ifPresentOrElse(id -> MDC.put(FIELD, id), () -> MDC.remove(FIELD));
    }
}
