package dev.keyferry.app.serve;

import dev.keyferry.app.Failure;
import java.nio.file.Path;

/** The VICI socket of the charon on this host, as {@code unix:///path} names it. */
public record CharonSocket(Path path) {
    private static final String SCHEME = "unix://";

    public static CharonSocket parse(String text) {
        if (text.startsWith("tcp:")) {
            throw Failure.usage(
                    "a charon on tcp:// obeys everybody who reaches that port",
                    "let charon listen on its unix socket: --charon unix:///run/charon.vici");
        }
        if (!text.startsWith(SCHEME + "/")) {
            throw Failure.usage(
                    "--charon takes a unix socket with an absolute path",
                    "write it as in unix:///run/charon.vici");
        }
        return new CharonSocket(Path.of(text.substring(SCHEME.length())));
    }
}
