package dev.keyferry.server.contract.hostile;

/**
 * What requests aim at.
 *
 * @param authorization a header with a good token, without line end
 * @param token an account's or a user's token, by its id
 */
public record Targets(String authorization, String account, String tunnel, String token) {}
