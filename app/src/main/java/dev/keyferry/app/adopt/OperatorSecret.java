package dev.keyferry.app.adopt;

import dev.keyferry.app.adopt.source.Place;
import java.util.List;

/**
 * A secret for IKE.
 *
 * @param name for people
 * @param owners none where it is everybody's
 */
public record OperatorSecret(String name, Place place, List<CharonId> owners, OperatorKey key) {
    public OperatorSecret {
        owners = List.copyOf(owners);
    }
}
