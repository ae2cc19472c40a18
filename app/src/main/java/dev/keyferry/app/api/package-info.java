/**
 * The client of the public API; entry {@link dev.keyferry.app.api.ApiClient}. Depends on the JDK's
 * HTTP client and Jackson, and never on the server: what the command can do, any program can do.
 */
@NullMarked
package dev.keyferry.app.api;

import org.jspecify.annotations.NullMarked;
