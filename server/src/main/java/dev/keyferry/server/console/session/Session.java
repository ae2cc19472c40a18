package dev.keyferry.server.console.session;

import dev.keyferry.feed.id.Bytes;

/**
 * Somebody who is signed in. What they may do is not part of it: the token is judged anew by each
 * request.
 *
 * @param tokenHash of the API token by which they signed in
 * @param form stands in every form of theirs, so that no other site can send one
 * @param numbers stand in those forms that do something, so that none does it twice
 */
public record Session(Bytes tokenHash, Ticket form, FormNumbers numbers) {}
