package dev.keyferry.server.http.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A client that holds one token. */
public record TokenClient(HttpClient client, URI base, String token) {
    public Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    /**
     * Sends a request.
     *
     * @param json empty for no body at all
     */
    public Reply send(String method, String path, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + token);
        if (json.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json));
        }
        return Reply.of(client.send(request.build(), BodyHandlers.ofString()))
                .assertDescribed(method, base.getPath() + path);
    }
}
