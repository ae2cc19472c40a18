/**
 * The console: pages for people, which show in a browser what the API tells programs. The entry is
 * {@link dev.keyferry.server.console.Console}.
 *
 * <p>An adapter that the HTTP server serves as a {@link dev.keyferry.server.http.Site}. A page
 * ({@code page}) calls use cases, makes what is seen of their answers ({@code view}) and hands that
 * to a template below {@code src/main/jte}; it knows no handler of the API.
 */
@NullMarked
package dev.keyferry.server.console;

import org.jspecify.annotations.NullMarked;
