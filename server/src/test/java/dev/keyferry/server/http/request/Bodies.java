package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Bodies for tests, and what must be true of every refusal of one. */
public final class Bodies {
    /** Stands for a secret: no refusal may contain it. */
    public static final String MARKER = "MARKER0KEY0MARKER";

    private Bodies() {}

    public static JsonBody of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonBody of(byte[] bytes) {
        return new JsonBody(new ByteArrayInputStream(bytes));
    }

    public static void assertRefused(Consumer<JsonBody> read, String text, String pointer) {
        assertRefused(read, text.getBytes(StandardCharsets.UTF_8), pointer);
    }

    public static void assertRefused(Consumer<JsonBody> read, byte[] bytes, String pointer) {
        RequestRefused refused =
                catchThrowableOfType(RequestRefused.class, () -> read.accept(of(bytes)));
        assertThat(refused).isNotNull().hasNoCause();
        assertThat(refused.answer().status()).isEqualTo(400);
        ErrorItem item = refused.answer().errors().getFirst();
        assertThat(item.code().number()).isEqualTo(1022);
        assertThat(item.pointer()).contains(pointer);
        assertThat(item.message()).startsWith("Invalid Request: ").doesNotContain(MARKER);
    }
}
