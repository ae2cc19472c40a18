package dev.keyferry.bench.yardstick;

import java.util.List;

/**
 * A pre-shared key as charon gets it.
 *
 * @param id the name by which it is replaced; ASCII, at most 255 bytes
 * @param owners identities in charon's own syntax, for example {@code keyid:#6162}
 * @param key printable ASCII without quotes and backslashes, so that swanctl.conf(5) takes it too
 */
public record Secret(String id, List<String> owners, String key) {
    public Secret {
        owners = List.copyOf(owners);
    }

    /** The same secret under another id. */
    public Secret named(String other) {
        return new Secret(other, owners, key);
    }

    @Override
    public String toString() {
        return "Secret(" + id + ", redacted)";
    }
}
