/**
 * A key with a known marker goes through every route, role and failure, and then it is looked for
 * wherever it must not be; entry {@link MarkerTest}. Depends on the shared parts, and on the
 * server's for its description.
 */
@NullMarked
package dev.keyferry.e2e.marker;

import org.jspecify.annotations.NullMarked;
