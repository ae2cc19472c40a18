package dev.keyferry.server.usecase.port;

import java.util.List;

/**
 * What is to happen.
 *
 * @param answer what the caller gets once it is durable
 * @param effects in order; where they carry revisions, those follow the group's head without a gap
 * @param outcome one line for the audit, without any secret
 */
public record Decision<T>(T answer, List<Effect> effects, String outcome) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
