package dev.keyferry.server.domain.gateway;

import dev.keyferry.feed.id.Revision;

/** How much of its edge's feed a gateway may have got: what is durable of it. */
public sealed interface Reach {
    /** It never asked. */
    record Never() implements Reach {}

    /** It asks; whatever is committed may be with it at any moment. */
    record Open() implements Reach {}

    /** It fell silent, and got nothing past this. */
    record Through(Revision revision) implements Reach {}
}
