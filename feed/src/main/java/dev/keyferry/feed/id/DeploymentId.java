package dev.keyferry.feed.id;

import java.util.regex.Pattern;

/**
 * Names a deployment of Keyferry in the ids of its secrets on a charon: 8 lower-case letters and
 * digits, made at the first start and kept by a restore.
 */
public record DeploymentId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{8}");

    public DeploymentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a deployment id must match " + FORM);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
