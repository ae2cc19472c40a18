/**
 * Looks for keys where they must not be; entry {@link dev.keyferry.app.search.KeyForms}. The demo
 * and the tests use it. Depends on the JDK only.
 */
@NullMarked
package dev.keyferry.app.search;

import org.jspecify.annotations.NullMarked;
