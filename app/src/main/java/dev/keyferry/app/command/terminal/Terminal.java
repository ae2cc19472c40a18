package dev.keyferry.app.command.terminal;

import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** What a command gets from whoever started it. */
public record Terminal(
        Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    /** A client of the API that the environment names. */
    public ApiClient api() {
        return new ApiClient(ApiAddress.of(environment));
    }
}
