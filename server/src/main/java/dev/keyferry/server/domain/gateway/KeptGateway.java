package dev.keyferry.server.domain.gateway;

import dev.keyferry.feed.id.Bytes;

/**
 * What a row of the store says of a gateway. Nobody may rely on it before the MAC was checked:
 * whoever can write to the database can make such a row, but not its MAC.
 *
 * @param mac over everything that the row says
 */
public record KeptGateway(Gateway gateway, Bytes mac) {}
