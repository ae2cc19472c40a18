package dev.keyferry.server.http.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page's look, which stands in the page itself. */
record StyleSheet(String text) {
    static StyleSheet load() {
        return new StyleSheet(new String(ShippedFile.bytes("page.css"), StandardCharsets.UTF_8));
    }

    /** How a content security policy names it (CSP level 3, section 2.3.1): by its hash. */
    String source() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
