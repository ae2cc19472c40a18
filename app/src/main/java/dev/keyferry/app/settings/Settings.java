package dev.keyferry.app.settings;

import dev.keyferry.feed.IkeDomain;
import dev.keyferry.gateway.rules.OnUnsafe;
import java.util.OptionalInt;
import java.util.Set;

/** What the configuration file says, with the defaults for what it does not say. */
public record Settings(Ike ike, Gateway gateway, Log log) {
    public static final Settings DEFAULT =
            new Settings(
                    new Ike(IkeDomain.DEFAULT),
                    new Gateway(Set.of(), OnUnsafe.UNLOAD, OptionalInt.empty()),
                    new Log(LogFormat.TEXT));

    public record Ike(IkeDomain domain) {}

    /**
     * The gateway in the server's process.
     *
     * @param acceptUnsafe names of connections that the operator answers for
     * @param charonUid a user besides root and the agent's own who may own the VICI socket
     */
    public record Gateway(Set<String> acceptUnsafe, OnUnsafe onUnsafe, OptionalInt charonUid) {
        public Gateway {
            acceptUnsafe = Set.copyOf(acceptUnsafe);
        }
    }

    public record Log(LogFormat format) {}

    /** How log lines look. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}
