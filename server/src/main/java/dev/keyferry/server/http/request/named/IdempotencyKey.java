package dev.keyferry.server.http.request.named;

import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Idempotency-Key}, by which a caller names a request that may come again. */
public final class IdempotencyKey {
    public static final int MAX_LENGTH = 255;

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1," + MAX_LENGTH + "}");

    private IdempotencyKey() {}

    /**
     * Returns the name, if there is one.
     *
     * @throws RequestRefused if it is not 1 to 255 characters of visible ASCII, or comes twice: a
     *     misspelt name must not let the request take effect twice
     */
    public static Optional<String> of(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1 || !FORM.matcher(values.getFirst()).matches()) {
            throw RequestRefused.of(
                    ErrorItem.invalid(
                            HEADER
                                    + " must be 1 to "
                                    + MAX_LENGTH
                                    + " characters of visible ASCII, once"));
        }
        return Optional.of(values.getFirst());
    }
}
