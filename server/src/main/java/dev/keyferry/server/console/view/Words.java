package dev.keyferry.server.console.view;

import java.util.Locale;

/** Names of ours as people read them. */
public final class Words {
    private Words() {}

    /** An action or a kind, such as {@code SET_PSKS}, in words. */
    public static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace("psk", "PSK");
    }
}
