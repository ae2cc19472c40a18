package dev.keyferry.lab.charon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a charon of the lab differs from the usual one.
 *
 * @param peerCheck whether it checks, as a client, that the gateway holds the same key
 * @param extraPlugins names of strongSwan plugins, loaded after the lab's own list
 * @param logLevels by log group, {@code default} for the rest; -1 to 4. At 4 of {@code cfg} and at
 *     4 of {@code ike} charon prints keys
 * @param settings of its section in strongswan.conf, beside the lab's own
 */
public record CharonOptions(
        PeerCheck peerCheck,
        List<String> extraPlugins,
        Map<String, Integer> logLevels,
        Map<String, String> settings) {

    /** Whether a client verifies the AUTH payload of the gateway (RFC 7296, section 2.15). */
    public enum PeerCheck {
        KEPT,
        SKIPPED
    }

    public CharonOptions {
        extraPlugins = List.copyOf(extraPlugins);
        logLevels = Map.copyOf(logLevels);
        settings = Map.copyOf(settings);
    }

    /** A charon as it is packaged, log level 1. */
    public static CharonOptions stock() {
        return usual(PeerCheck.KEPT);
    }

    /** A client that stays up whatever key the gateway has: what an attacker would run. */
    public static CharonOptions modifiedClient() {
        return usual(PeerCheck.SKIPPED);
    }

    public CharonOptions withPlugins(String... names) {
        List<String> plugins = new ArrayList<>(extraPlugins);
        plugins.addAll(List.of(names));
        return new CharonOptions(peerCheck, plugins, logLevels, settings);
    }

    public CharonOptions withLogLevel(String group, int level) {
        Map<String, Integer> levels = new TreeMap<>(logLevels);
        levels.put(group, level);
        return new CharonOptions(peerCheck, extraPlugins, levels, settings);
    }

    public CharonOptions withSetting(String name, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return new CharonOptions(peerCheck, extraPlugins, logLevels, more);
    }

    private static CharonOptions usual(PeerCheck peerCheck) {
        return new CharonOptions(peerCheck, List.of(), Map.of("default", 1), Map.of());
    }
}
