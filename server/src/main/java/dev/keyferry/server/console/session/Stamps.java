package dev.keyferry.server.console.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows again what a session has looked through before, without keeping it: whoever wants to do
 * what was shown brings its stamp. A stamp tells nothing of what was stamped, however little there
 * was to guess, for nobody else has the key. Thread-safe.
 */
public final class Stamps {
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    public Stamps(SecureRandom random) {
        byte[] bits = new byte[KEY_BYTES];
        random.nextBytes(bits);
        this.key = new SecretKeySpec(bits, MAC);
    }

    /**
     * Stamps texts.
     *
     * @param form the ticket of the session's forms
     */
    public String of(String form, List<String> texts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            add(mac, form);
            texts.forEach(text -> add(mac, text));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    /** True if a stamp is that of the texts. */
    public boolean isOf(String stamp, String form, List<String> texts) {
        return MessageDigest.isEqual(
                stamp.getBytes(StandardCharsets.UTF_8),
                of(form, texts).getBytes(StandardCharsets.UTF_8));
    }

    // With its length, so that no other texts end up as the same bytes.
    private static void add(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
        Arrays.fill(bytes, (byte) 0);
    }
}
