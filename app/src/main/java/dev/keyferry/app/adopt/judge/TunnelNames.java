package dev.keyferry.app.adopt.judge;

import java.util.regex.Pattern;

/** Names that tunnels may have, made of those that operators gave connections. */
final class TunnelNames {
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9._-]");
    private static final Pattern START = Pattern.compile("^[._-]+");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_LENGTH = 255;

    private TunnelNames() {}

    static String of(String text) {
        String name = START.matcher(FOREIGN.matcher(text).replaceAll("-")).replaceFirst("");
        String named = name.isEmpty() || ID.matcher(name).matches() ? "tunnel-" + name : name;
        return named.substring(0, Math.min(named.length(), MAX_LENGTH));
    }
}
