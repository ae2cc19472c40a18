package dev.keyferry.server.http.handler;

import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.http.request.named.BodyHash;
import dev.keyferry.server.usecase.repeat.RequestMarks;
import dev.keyferry.server.usecase.repeat.RequestMarks.NamedRequest;
import java.util.Objects;
import java.util.Optional;

/** A call that its caller may have named, so that it takes effect once. Confined to one thread. */
final class NamedCall {
    private final Exchange exchange;
    private final RequestMarks marks;
    private final Optional<String> name;
    private final BodyHash hash = new BodyHash();

    /**
     * @param name that the caller gave; empty for a call that need not be known again
     */
    NamedCall(Exchange exchange, RequestMarks marks, Optional<String> name) {
        this.exchange = exchange;
        this.marks = marks;
        this.name = name;
    }

    /** Through which the body is to be read, to its end. */
    BodyHash hash() {
        return hash;
    }

    /** The mark of the call, once its body was read; empty for a dry run, which does nothing. */
    Optional<RequestMark> mark(Mode mode) {
        return switch (mode) {
            case VALIDATE_ONLY -> Optional.empty();
            case APPLY -> name.map(this::mark);
        };
    }

    private RequestMark mark(String given) {
        String query = Objects.requireNonNullElse(exchange.request().getQueryString(), "");
        return marks.of(
                exchange.caller().actor(),
                new NamedRequest(
                        given,
                        exchange.request().getMethod(),
                        exchange.path(),
                        query,
                        hash.value()));
    }
}
