package dev.keyferry.server.console.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files that pages load. They say nothing of this deployment, so anybody may have them. */
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

    Asset(String file, String type, String resource) {
        this.file = file;
        this.type = type;
        this.content = read(resource);
        this.version = HexFormat.of().formatHex(sha256(content()), 0, VERSION_BYTES);
    }

    public String path() {
        return PATH + file;
    }

    /** Other content has another link, so a browser may keep what it has for ever. */
    public String link() {
        return path() + "?v=" + version;
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
