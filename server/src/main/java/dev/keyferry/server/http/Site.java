package dev.keyferry.server.http;

import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.Failure;
import io.javalin.config.RoutesConfig;

/** Pages that are served to browsers beside the API. Thread-safe. */
public interface Site {
    void addTo(RoutesConfig routes, Visits visits);

    /** True if the path is one of its own; failures there are its own to tell. */
    boolean isPage(String path);

    Failure failure(ErrorAnswer answer);
}
