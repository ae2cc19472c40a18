package dev.keyferry.server.http;

import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.Failure;
import io.javalin.config.RoutesConfig;

/** Pages that are served to browsers beside the API. Thread-safe. */
public interface Site {
    void addTo(RoutesConfig routes, Visits visits);

    /** True if the path is one of its own. */
    boolean isPage(String path);

    /** How a failure under one of its paths is told to who asks for a page. */
    Failure failure(ErrorAnswer answer);
}
