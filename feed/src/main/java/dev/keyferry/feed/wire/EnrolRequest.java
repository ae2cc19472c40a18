package dev.keyferry.feed.wire;

import dev.keyferry.feed.id.EdgeKeyId;

/**
 * What a host shows beside its enrolment token to become a gateway.
 *
 * @param edgeKey the edge key whose private half it has
 */
public record EnrolRequest(EdgeKeyId edgeKey) {}
