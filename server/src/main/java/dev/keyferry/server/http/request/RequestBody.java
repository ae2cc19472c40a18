package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.named.BodyHash;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the body of a request that carries JSON, or skips the one of a request that need not carry
 * any, within all limits. Confined to one thread.
 */
public final class RequestBody {
    /** Most bytes of a body. */
    public static final long MAX_BYTES = 4 * 1024 * 1024;

    /** Most bytes of a body that has nothing to say. */
    public static final long MAX_OPTIONAL_BYTES = 4 * 1024;

    /** Bytes of bodies over all running calls, as they arrive. */
    public static final int MAX_BYTES_OF_ALL = 64 * 1024 * 1024;

    /** Of these what the calls of one token may have. */
    public static final int MAX_BYTES_OF_ACTOR = 16 * 1024 * 1024;

    private static final int CHUNK = 16 * 1024;

    private final HttpServletRequest request;
    private final Duration within;
    private final IntConsumer arrived;

    /**
     * The body of one request.
     *
     * @param within how long it may take to arrive
     * @param arrived hears how many bytes came, each time that some did, unless they are skipped;
     *     may refuse them
     */
    public RequestBody(HttpServletRequest request, Duration within, IntConsumer arrived) {
        this.request = request;
        this.within = within;
        this.arrived = arrived;
    }

    /**
     * Opens a body that must be there. Only the media type {@code application/json} in UTF-8 is
     * taken, uncompressed: a few bytes could else stand for gigabytes.
     *
     * @throws RequestRefused if it is of another type or too long by its own account
     */
    public JsonBody open() {
        return new JsonBody(jsonStream());
    }

    /** Like {@link #open()}, for a body that is to be known again. */
    public JsonBody open(BodyHash hash) {
        return new JsonBody(hash.over(jsonStream()));
    }

    private InputStream jsonStream() {
        // Not getContentType: it throws where the charset is unknown.
        if (!isJson(request.getHeader("Content-Type"))) {
            throw RequestRefused.of(ApiCode.MEDIA_TYPE);
        }
        return uncompressed(MAX_BYTES);
    }

    /**
     * Opens a body that may be missing, of whatever type is claimed: the public clients send
     * nothing, {@code {}}, or {@code {}} as a form. It has {@link #MAX_OPTIONAL_BYTES} at most.
     */
    public JsonBody openOptional() {
        return new JsonBody(uncompressed(MAX_OPTIONAL_BYTES));
    }

    /** Like {@link #openOptional()}, for a body that is to be known again. */
    public JsonBody openOptional(BodyHash hash) {
        return new JsonBody(hash.over(uncompressed(MAX_OPTIONAL_BYTES)));
    }

    /**
     * Reads a body of whatever type as a whole.
     *
     * @throws RequestRefused if it is longer or slower than it may be, or refused as it arrives
     */
    public byte[] whole(int maxBytes) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] chunk = new byte[Math.min(CHUNK, mostBytes(maxBytes) + 1)];
        InputStream body = uncompressed(maxBytes);
        try {
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                whole.write(chunk, 0, read);
            }
        } catch (IOException e) {
            throw RequestRefused.of(ApiCode.MALFORMED_HTTP);
        }
        return whole.toByteArray();
    }

    /** What the request says of its length, since most bodies of gateways are short. */
    private int mostBytes(int maxBytes) {
        int length = request.getContentLength();
        return length < 0 ? maxBytes : Math.min(length, maxBytes);
    }

    /**
     * Reads a body that the call has no use for, so that the connection is left to the next
     * request: closing it with the body unread would cut the answer off (RFC 9112, section 9.6).
     *
     * @throws RequestRefused if it is longer or slower than a body may be
     */
    public void skip() {
        byte[] chunk = new byte[CHUNK];
        BoundedBody body = bounded(MAX_BYTES, _ -> {});
        int read;
        do {
            read = body.read(chunk, 0, chunk.length);
        } while (read >= 0);
    }

    private InputStream uncompressed(long maxBytes) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw RequestRefused.of(ApiCode.MEDIA_TYPE);
        }
        return bounded(maxBytes, arrived);
    }

    private BoundedBody bounded(long maxBytes, IntConsumer hears) {
        if (request.getContentLengthLong() > maxBytes) {
            throw BoundedBody.tooLarge(maxBytes);
        }
        try {
            return new BoundedBody(request.getInputStream(), maxBytes, within, hears);
        } catch (IOException e) {
            throw RequestRefused.of(ApiCode.MALFORMED_HTTP);
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
