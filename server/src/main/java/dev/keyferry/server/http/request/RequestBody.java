package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.named.BodyHash;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens the body of a request that carries JSON, or skips the one of a request that need not carry
 * any, within all limits. Thread-safe.
 */
public final class RequestBody {
    /** Most bytes of a body. */
    public static final long MAX_BYTES = 4 * 1024 * 1024;

    /** Most bytes of a body that has nothing to say. */
    public static final long MAX_OPTIONAL_BYTES = 4 * 1024;

    private static final int CHUNK = 16 * 1024;

    private final Duration within;

    /**
     * Bodies that are to arrive within a time.
     *
     * @param within how long a body may take to arrive
     */
    public RequestBody(Duration within) {
        this.within = within;
    }

    /**
     * Opens a body that must be there. Only the media type {@code application/json} in UTF-8 is
     * taken, uncompressed: a few bytes could else stand for gigabytes.
     *
     * @throws RequestRefused if it is of another type or too long by its own account
     */
    public JsonBody open(HttpServletRequest request) {
        return new JsonBody(jsonStream(request));
    }

    /** Like {@link #open(HttpServletRequest)}, for a body that is to be known again. */
    public JsonBody open(HttpServletRequest request, BodyHash hash) {
        return new JsonBody(hash.over(jsonStream(request)));
    }

    private InputStream jsonStream(HttpServletRequest request) {
        // Not getContentType: it throws where the charset is unknown.
        if (!isJson(request.getHeader("Content-Type"))) {
            throw RequestRefused.of(415, ApiCode.MEDIA_TYPE);
        }
        return uncompressed(request, MAX_BYTES);
    }

    /**
     * Opens a body that may be missing, of whatever type is claimed: the public clients send
     * nothing, {@code {}}, or {@code {}} as a form. It has {@link #MAX_OPTIONAL_BYTES} at most.
     */
    public JsonBody openOptional(HttpServletRequest request) {
        return new JsonBody(uncompressed(request, MAX_OPTIONAL_BYTES));
    }

    /** Like {@link #openOptional(HttpServletRequest)}, for a body that is to be known again. */
    public JsonBody openOptional(HttpServletRequest request, BodyHash hash) {
        return new JsonBody(hash.over(uncompressed(request, MAX_OPTIONAL_BYTES)));
    }

    /**
     * Reads a body that the call has no use for, so that the connection is left to the next
     * request: closing it with the body unread would cut the answer off (RFC 9112, section 9.6).
     *
     * @throws RequestRefused if it is longer or slower than a body may be
     */
    public void skip(HttpServletRequest request) {
        byte[] chunk = new byte[CHUNK];
        BoundedBody body = bounded(request, MAX_BYTES);
        int read;
        do {
            read = body.read(chunk, 0, chunk.length);
        } while (read >= 0);
    }

    private InputStream uncompressed(HttpServletRequest request, long maxBytes) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw RequestRefused.of(415, ApiCode.MEDIA_TYPE);
        }
        return bounded(request, maxBytes);
    }

    private BoundedBody bounded(HttpServletRequest request, long maxBytes) {
        if (request.getContentLengthLong() > maxBytes) {
            throw BoundedBody.tooLarge(maxBytes);
        }
        try {
            return new BoundedBody(request.getInputStream(), maxBytes, within);
        } catch (IOException e) {
            throw RequestRefused.of(400, ApiCode.MALFORMED_HTTP);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
