/**
 * What comes in: credentials, query and body, read within limits and never quoted in an error. The
 * entry is {@link dev.keyferry.server.http.request.RequestBody}. Depends on the use cases' inputs,
 * on the error codes of {@code answer}, on Jackson's streaming core and on the servlet API.
 */
@NullMarked
package dev.keyferry.server.http.request;

import org.jspecify.annotations.NullMarked;
