package dev.keyferry.bench.product;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Fresh random keys for some tunnels, in the order in which they are asked for.
 *
 * @param keyOfTunnel by tunnel id
 */
public record KeySet(SequencedMap<String, String> keyOfTunnel) {
    /** 192 bits, 32 printable characters. */
    private static final int KEY_BYTES = 24;

    private static final SecureRandom RANDOM = new SecureRandom();

    public KeySet {
        keyOfTunnel = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keyOfTunnel));
    }

    public static KeySet fresh(List<String> tunnels) {
        SequencedMap<String, String> keys = LinkedHashMap.newLinkedHashMap(tunnels.size());
        tunnels.forEach(tunnel -> keys.put(tunnel, freshKey()));
        return new KeySet(keys);
    }

    public int size() {
        return keyOfTunnel.size();
    }

    public String keyOf(String tunnel) {
        String key = keyOfTunnel.get(tunnel);
        if (key == null) {
            throw new IllegalArgumentException("no key was made for tunnel " + tunnel);
        }
        return key;
    }

    /** The body of the bulk call. */
    public byte[] body() {
        StringBuilder json = new StringBuilder("{\"psks\":[");
        keyOfTunnel.forEach((tunnel, key) ->
                json.append("{\"id\":\"%s\",\"psk\":\"%s\"},".formatted(tunnel, key)));
        json.setCharAt(json.length() - 1, ']');
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "KeySet(" + size() + " keys, redacted)";
    }

    private static String freshKey() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
