package dev.keyferry.feed.seal;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.record.KeyBinding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes fingerprints and other keyed hashes of the control plane. A fingerprint is HMAC-SHA-256
 * over format, account and key, of which the first 128 bits are kept. Whoever has this key and a
 * fingerprint can try weak keys offline, so it lies in a file beside the database, never in it.
 * Thread-safe.
 */
public final class FingerprintKey {
    private static final String PURPOSE = "fingerprint key";

    /** Differs from {@link CanonicalForm#FORMAT}. */
    private static final int REQUEST_FORMAT = 2;

    private static final int TOKEN_FORMAT = 3;
    private static final int GATEWAY_FORMAT = 4;
    private static final int EDGE_KEY_FORMAT = 5;
    private static final int HISTORY_FORMAT = 6;
    private static final int RECORD_KEY_FORMAT = 7;
    private static final int UNSEEN_FORMAT = 8;
    private static final int WORD_FORMAT = 9;
    private static final int AUDIT_KEY_FORMAT = 10;

    private final HmacKey key;

    private FingerprintKey(HmacKey key) {
        this.key = key;
    }

    public static FingerprintKey generate(SecureRandom random) {
        return new FingerprintKey(HmacKey.generate(PURPOSE, random));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static FingerprintKey decode(byte[] encoded) {
        return new FingerprintKey(HmacKey.decode(PURPOSE, encoded));
    }

    /** The form for a {@link SecretFile}. A secret, for the caller to wipe. */
    public byte[] encode() {
        return key.encode();
    }

    /** Equal keys of one account have equal fingerprints; of two accounts, different ones. */
    public Fingerprint of(AccountId account, Psk psk) {
        var form = new ByteArrayOutputStream(512);
        form.write(CanonicalForm.FORMAT);
        CanonicalForm.put(form, HexFormat.of().parseHex(account.value()));
        byte[] prefix = form.toByteArray();
        byte[] revealed = psk.reveal();
        byte[] message = Arrays.copyOf(prefix, prefix.length + revealed.length);
        System.arraycopy(revealed, 0, message, prefix.length, revealed.length);
        byte[] mac = key.mac(message);
        Arrays.fill(revealed, (byte) 0);
        Arrays.fill(message, (byte) 0);
        return fingerprint(mac);
    }

    /**
     * Stands for a key that no server has seen, only its seal: equals itself and no key's
     * fingerprint, so that whoever compares finds another key, and never by mistake the same.
     */
    public Fingerprint ofUnseen(KeyBinding binding) {
        var form = new ByteArrayOutputStream(64);
        form.write(UNSEEN_FORMAT);
        CanonicalForm.put(form, CanonicalForm.digest(binding).toArray());
        return fingerprint(key.mac(form.toByteArray()));
    }

    /**
     * HMAC-SHA-256 over these texts, each behind its length, 32 bytes: shows whether a request came
     * before, without keeping anything of it. Its first byte tells it from every fingerprint.
     *
     * @param parts each of at most 65,535 bytes in UTF-8
     */
    public Bytes ofRequest(List<String> parts) {
        return ofTexts(REQUEST_FORMAT, parts);
    }

    /**
     * HMAC-SHA-256 over these texts, each behind its length, 32 bytes: shows that whoever has this
     * key wrote what they say of an API token. Its first byte tells it from every other use.
     *
     * @param parts each of at most 65,535 bytes in UTF-8
     */
    public Bytes ofToken(List<String> parts) {
        return ofTexts(TOKEN_FORMAT, parts);
    }

    /**
     * HMAC-SHA-256 over these texts, each behind its length, 32 bytes: shows that whoever has this
     * key wrote what they say of a gateway. Its first byte tells it from every other use.
     *
     * @param parts each of at most 65,535 bytes in UTF-8
     */
    public Bytes ofGateway(List<String> parts) {
        return ofTexts(GATEWAY_FORMAT, parts);
    }

    /** Like {@link #ofGateway}, of what texts say of the public half of an edge's key. */
    public Bytes ofEdgeKey(List<String> parts) {
        return ofTexts(EDGE_KEY_FORMAT, parts);
    }

    /** Like {@link #ofGateway}, of what texts say of a store's epochs. */
    public Bytes ofHistory(List<String> parts) {
        return ofTexts(HISTORY_FORMAT, parts);
    }

    /** Like {@link #ofGateway}, of what texts say that a gateway said to a server. */
    public Bytes ofWord(List<String> parts) {
        return ofTexts(WORD_FORMAT, parts);
    }

    /**
     * The record key of an edge that is made now: HMAC-SHA-256 over its name, under a first byte of
     * its own. Every server of a deployment has this key, so each can make the same one.
     */
    public RecordKey recordKey(EdgeId edge) {
        return RecordKey.of(ofTexts(RECORD_KEY_FORMAT, List.of(edge.value())).toArray());
    }

    /**
     * The 32 bytes of which the key is made that signs the audit's head: HMAC-SHA-256 under a first
     * byte of their own, the same on every server of a deployment. A secret, for the caller to
     * wipe.
     */
    public byte[] auditSeed() {
        return ofTexts(AUDIT_KEY_FORMAT, List.of()).toArray();
    }

    private static Fingerprint fingerprint(byte[] mac) {
        return new Fingerprint(Bytes.copyOf(Arrays.copyOf(mac, Fingerprint.BYTES)));
    }

    private Bytes ofTexts(int format, List<String> parts) {
        var form = new ByteArrayOutputStream(512);
        form.write(format);
        parts.forEach(part -> CanonicalForm.put(form, part.getBytes(StandardCharsets.UTF_8)));
        return Bytes.copyOf(key.mac(form.toByteArray()));
    }

    @Override
    public String toString() {
        return "FingerprintKey(redacted)";
    }
}
