package dev.keyferry.server.usecase.measure;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import java.time.Instant;

/**
 * The present key of some tunnel.
 *
 * @param isProven whether a peer authenticated with it on some gateway
 * @param rejected attempts that claimed the tunnel's identity and failed, since this key is there
 */
public record KeyMeasure(
        EdgeId edge, Revision revision, Instant setAt, boolean isProven, long rejected) {}
