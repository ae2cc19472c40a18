/**
 * What the tests of the HTTP interface share: a whole server, clients of it, and their answers,
 * each held against the API's description. The entry is {@link
 * dev.keyferry.server.http.parts.ApiFixture}. Depends on the server and on {@code contract}.
 */
@NullMarked
package dev.keyferry.server.http.parts;

import org.jspecify.annotations.NullMarked;
