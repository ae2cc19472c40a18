package dev.keyferry.server.http.metrics;

import dev.keyferry.server.http.handler.Operation;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Counts answers by operation and class of status. Thread-safe. */
public final class AnswerCounts {
    /** What is no call of the API: gateways' polls, documents, and what leads nowhere. */
    static final String OTHER = "other";

    private static final String ATTRIBUTE = "dev.keyferry.counted-as";
    private static final List<String> CLASSES = List.of("1xx", "2xx", "3xx", "4xx", "5xx");

    private final Counter answers;

    public AnswerCounts(PrometheusRegistry registry) {
        this.answers =
                Counter.builder()
                        .name("keyferry_http_answers")
                        .help("Answers over HTTP.")
                        .labelNames("operation", "status")
                        .withoutExemplars()
                        .register(registry);
    }

    /** What a request turned out to be. */
    private static final class Name extends AtomicReference<String> {
        private static final long serialVersionUID = 1;

        Name() {
            super(OTHER);
        }
    }

    /** Counts the request when it has been answered. */
    public void follow(Request request, Response response) {
        Name name = new Name();
        request.setAttribute(ATTRIBUTE, name);
        Request.addCompletionListener(request, _ -> count(name.get(), response.getStatus()));
    }

    /** Tells what a request that is followed turned out to be. */
    public static void name(ServletRequest request, Operation operation) {
        if (request.getAttribute(ATTRIBUTE) instanceof Name name) {
            name.set(operation.id());
        }
    }

    // A request whose peer went away has no status.
    private void count(String operation, int status) {
        int statusClass = status / 100 - 1;
        if (statusClass >= 0 && statusClass < CLASSES.size()) {
            answers.labelValues(operation, CLASSES.get(statusClass)).inc();
        }
    }
}
