package dev.keyferry.server.domain.evidence;

import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.GatewayName;

/** Failed attempts that one gateway counted. */
public record Attempts(GatewayName gateway, Rejection counted) {}
