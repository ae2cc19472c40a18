package dev.keyferry.server.console.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Files that pages load. They say nothing of this deployment, so anybody may have them. What one
 * has is part of its path: a server with other files does not know it, so browsers may keep what
 * they have for ever.
 */
public enum Asset {
    STYLE("console.css", "text/css;charset=utf-8", "console.css"),
    SCRIPT("console.js", "text/javascript;charset=utf-8", "console.js"),
    HTMX(
            "htmx.js",
            "text/javascript;charset=utf-8",
            "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js"),
    ICON("icon.svg", "image/svg+xml", "icon.svg");

    public static final String PATH = "/assets/";

    private static final int VERSION_BYTES = 8;

    private final String file;
    private final String type;
    private final String content;
    private final String version;
    private final String integrity;

    Asset(String file, String type, String resource) {
        this.file = file;
        this.type = type;
        this.content = read(resource);
        byte[] digest = sha256(content());
        this.version = HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        this.integrity = "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    public String path() {
        return PATH + version + "/" + file;
    }

    /** What a browser holds the file against (Subresource Integrity, section 3.5). */
    public String integrity() {
        return integrity;
    }

    public String type() {
        return type;
    }

    public byte[] content() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static String read(String resource) {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
