package dev.keyferry.app.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What routers did with a key.
 *
 * @param gateways of the key, as the API shows them
 */
public record Evidence(JsonNode gateways) {
    /** Whether a router showed the key, on whichever gateway, after another attempt had failed. */
    public boolean isHealed(JsonNode rejected) {
        Optional<Instant> failed = time(rejected.path("last"));
        return failed.isPresent()
                && gateways.valueStream()
                        .flatMap(there -> time(there.path("proven").path("at")).stream())
                        .max(Comparator.naturalOrder())
                        .filter(proven -> !proven.isBefore(failed.get()))
                        .isPresent();
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            return Optional.of(Instant.parse(node.asString("")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
