package dev.keyferry.server.contract;

import java.net.http.HttpHeaders;

/**
 * One answer and what it answers.
 *
 * @param method as it was sent
 * @param target path and query as they were sent
 */
public record Answer(String method, String target, int status, HttpHeaders headers, String body) {
    /** The path alone. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
