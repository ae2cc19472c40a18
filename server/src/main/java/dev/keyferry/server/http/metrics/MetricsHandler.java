package dev.keyferry.server.http.metrics;

import dev.keyferry.server.usecase.measure.MeasureServer;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what monitoring asks for; the caller has judged who may. Thread-safe. */
public final class MetricsHandler {
    private static final String TEXT = "text/plain;charset=utf-8";

    private static final Logger log = LoggerFactory.getLogger(MetricsHandler.class);

    private final MeasureServer measure;
    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();
    private volatile boolean isLeaving;

    /**
     * Registers what is measured of this server.
     *
     * @param registry whose other metrics are shown as well
     */
    public MetricsHandler(
            MeasureServer measure,
            IntSupplier waitingPolls,
            PrometheusRegistry registry,
            InstantSource clock) {
        this.measure = measure;
        this.registry = registry;
        registry.register(new MeasuredMetrics(measure, clock));
        GaugeWithCallback.builder()
                .name("keyferry_waiting_polls")
                .help("Polls of gateways on other hosts that wait for something new.")
                .callback(callback -> callback.call(waitingPolls.getAsInt()))
                .register(registry);
    }

    /** {@code GET /metrics}, in the text format of Prometheus 0.0.4. */
    public void show(Context context) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        format.write(text, registry.scrape());
        send(context.res(), 200, PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
    }

    /** {@code GET /healthz/live}: this process answers. */
    public void live(Context context) throws IOException {
        say(context, 200, "live");
    }

    /** From now on the server is not ready, because it is about to stop. */
    public void beUnready() {
        isLeaving = true;
    }

    /** {@code GET /healthz/ready}: the store can be read, and the server is to stay. */
    public void ready(Context context) throws IOException, InterruptedException {
        if (isLeaving) {
            say(context, 503, "not ready: the server is about to stop");
            return;
        }
        try {
            measure.measure();
        } catch (StoreUnavailable e) {
            log.atWarn().setCause(e).log("not ready");
            say(context, 503, "not ready: the store cannot be read");
            return;
        } catch (Refusal.Busy e) {
            say(context, 503, "not ready: too many reads of the store wait");
            return;
        }
        say(context, 200, "ready");
    }

    private static void say(Context context, int status, String words) throws IOException {
        byte[] line = (words + "\n").getBytes(StandardCharsets.UTF_8);
        send(context.res(), status, TEXT, line);
    }

    private static void send(HttpServletResponse response, int status, String type, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
